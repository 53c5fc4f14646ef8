import type {
  ModifyCapacityReservationInput,
  ModifyCapacityReservationOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { unsupported } from '../errors.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'

/**
 * Gives up what is reserved, which is nothing.
 * @differs Capacity cannot be reserved here: a minimum is refused.
 */
export const ModifyCapacityReservation = operation<
  ModifyCapacityReservationInput,
  ModifyCapacityReservationOutput
>('ModifyCapacityReservation', (ctx, { LoadBalancerArn, MinimumLoadBalancerCapacity }) => {
  findLoadBalancer(ctx, LoadBalancerArn)
  if (MinimumLoadBalancerCapacity) throw unsupported('Load balancer capacity reservations are')
  return { CapacityReservationState: [] }
})
