import type {
  DescribeLoadBalancerTargetGroupsRequest,
  DescribeLoadBalancerTargetGroupsResponse,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findGroup } from '../groups/find-group.ts'
import { pageOf } from '../paging.ts'
import { stateOfSource } from './follow-sources.ts'

/** A group's target groups, and how far it is with each. */
export const DescribeLoadBalancerTargetGroups = operation<
  DescribeLoadBalancerTargetGroupsRequest,
  DescribeLoadBalancerTargetGroupsResponse
>('DescribeLoadBalancerTargetGroups', (ctx, input) => {
  const group = findGroup(ctx, input.AutoScalingGroupName)
  const { items, NextToken } = pageOf(group.trafficSources, input, ({ identifier }) => identifier)
  return {
    LoadBalancerTargetGroups: items.map((source) => ({
      LoadBalancerTargetGroupARN: source.identifier,
      State: stateOfSource(ctx.db, group, source),
    })),
    NextToken,
  }
})
