import type { DetachLoadBalancerTargetGroupsType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { detachSources } from './change-sources.ts'

/** Takes the instances of a group from behind target groups. */
export const DetachLoadBalancerTargetGroups = operation<DetachLoadBalancerTargetGroupsType, object>(
  'DetachLoadBalancerTargetGroups',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    detachSources(
      ctx,
      group,
      (input.TargetGroupARNs ?? []).map((Identifier) => ({ Identifier })),
    )
    return {}
  },
)
