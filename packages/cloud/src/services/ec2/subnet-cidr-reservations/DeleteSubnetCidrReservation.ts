import type {
  DeleteSubnetCidrReservationRequest,
  DeleteSubnetCidrReservationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { toReservation } from './describe-reservation.ts'
import { subnetCidrReservations } from './subnet-cidr-reservation.ts'

/** Its addresses are drawn again. */
export const DeleteSubnetCidrReservation = operation<
  DeleteSubnetCidrReservationRequest,
  DeleteSubnetCidrReservationResult
>('DeleteSubnetCidrReservation', (ctx, { SubnetCidrReservationId = '' }) => {
  const found = findRecord(
    ctx,
    subnetCidrReservations,
    'subnet-cidr-reservation',
    SubnetCidrReservationId,
  )
  ctx.db.delete(subnetCidrReservations, found.id)
  return { DeletedSubnetCidrReservation: toReservation(ctx, found) }
})
