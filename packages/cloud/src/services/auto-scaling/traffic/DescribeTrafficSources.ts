import type {
  DescribeTrafficSourcesRequest,
  DescribeTrafficSourcesResponse,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findGroup } from '../groups/find-group.ts'
import { pageOf } from '../paging.ts'
import { stateOfSource } from './follow-sources.ts'

/** A group's sources of traffic, all or those of a kind, and how far it is with each. */
export const DescribeTrafficSources = operation<
  DescribeTrafficSourcesRequest,
  DescribeTrafficSourcesResponse
>('DescribeTrafficSources', (ctx, input) => {
  const group = findGroup(ctx, input.AutoScalingGroupName)
  const { TrafficSourceType: wanted } = input
  const found = group.trafficSources.filter(({ type }) => wanted === undefined || wanted === type)
  const { items, NextToken } = pageOf(found, input, ({ identifier }) => identifier)
  return {
    TrafficSources: items.map((source) => ({
      Identifier: source.identifier,
      TrafficSource: source.identifier,
      Type: source.type,
      State: stateOfSource(ctx.db, group, source),
    })),
    NextToken,
  }
})
