import type {
  CreateCapacityReservationBySplittingRequest,
  CreateCapacityReservationBySplittingResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toCapacityReservation } from './describe-reservation.ts'
import { findOpenReservation } from './find-reservation.ts'
import { moveCapacity } from './move-capacity.ts'
import { putReservation } from './reservation-timer.ts'

/** A new reservation like the source, with a part of its places. */
export const CreateCapacityReservationBySplitting = operation<
  CreateCapacityReservationBySplittingRequest,
  CreateCapacityReservationBySplittingResult
>('CreateCapacityReservationBySplitting', (ctx, input) => {
  const source = findOpenReservation(ctx, input.SourceCapacityReservationId)
  const tags = readTagSpecifications(input.TagSpecifications, ['capacity-reservation'])(
    'capacity-reservation',
  )
  const fresh = { ...source, id: newId(ctx.chance, 'cr'), total: 0, createTime: ctx.now, tags }
  putReservation(ctx, fresh)
  const moved = moveCapacity(ctx, source, fresh, input.InstanceCount)
  return {
    SourceCapacityReservation: toCapacityReservation(ctx, moved.source),
    DestinationCapacityReservation: toCapacityReservation(ctx, moved.destination),
    InstanceCount: input.InstanceCount,
  }
})
