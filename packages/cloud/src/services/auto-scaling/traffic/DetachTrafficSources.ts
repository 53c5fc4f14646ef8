import type { DetachTrafficSourcesType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { detachSources } from './change-sources.ts'

/** Takes the instances of a group from behind sources of traffic. */
export const DetachTrafficSources = operation<DetachTrafficSourcesType, object>(
  'DetachTrafficSources',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    detachSources(ctx, group, input.TrafficSources ?? [])
    return {}
  },
)
