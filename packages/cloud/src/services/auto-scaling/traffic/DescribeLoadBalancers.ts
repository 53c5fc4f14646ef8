import type {
  DescribeLoadBalancersRequest,
  DescribeLoadBalancersResponse,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findGroup } from '../groups/find-group.ts'

/**
 * A group's Classic Load Balancers.
 * @limits There are none here: a group cannot have any.
 */
export const DescribeLoadBalancers = operation<
  DescribeLoadBalancersRequest,
  DescribeLoadBalancersResponse
>('DescribeLoadBalancers', (ctx, input) => {
  findGroup(ctx, input.AutoScalingGroupName)
  return { LoadBalancers: [] }
})
