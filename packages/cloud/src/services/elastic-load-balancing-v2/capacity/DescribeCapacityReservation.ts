import type {
  DescribeCapacityReservationInput,
  DescribeCapacityReservationOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'

/**
 * Tells that nothing is reserved for a balancer.
 * @differs Capacity cannot be reserved here.
 */
export const DescribeCapacityReservation = operation<
  DescribeCapacityReservationInput,
  DescribeCapacityReservationOutput
>('DescribeCapacityReservation', (ctx, { LoadBalancerArn }) => {
  findLoadBalancer(ctx, LoadBalancerArn)
  return { CapacityReservationState: [] }
})
