import type { AttachTrafficSourcesType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { attachSources } from './change-sources.ts'

/**
 * Puts the instances of a group behind sources of traffic.
 * @limits Target groups alone: Classic Load Balancers and VPC Lattice are refused.
 */
export const AttachTrafficSources = operation<AttachTrafficSourcesType, object>(
  'AttachTrafficSources',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    attachSources(ctx, group, input.TrafficSources ?? [])
    return {}
  },
)
