import type {
  ModifyInstanceCapacityReservationAttributesRequest,
  ModifyInstanceCapacityReservationAttributesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from '../instances/decide.ts'
import { findInstance } from '../instances/find-instances.ts'
import { instances } from '../instances/instance.ts'
import { readReservationWish } from './use-reservation.ts'

/**
 * Which reservation a stopped instance keeps to at its next start.
 * @limits The instance must be stopped.
 */
export const ModifyInstanceCapacityReservationAttributes = operation<
  ModifyInstanceCapacityReservationAttributesRequest,
  ModifyInstanceCapacityReservationAttributesResult
>('ModifyInstanceCapacityReservationAttributes', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  const wish = readReservationWish(ctx, input.CapacityReservationSpecification)
  decide('modifyPlacement', instance)
  ctx.db.put(instances, { ...instance, capacityReservationTarget: undefined, ...wish })
  return { Return: true }
})
