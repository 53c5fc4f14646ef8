import type { AttachLoadBalancerTargetGroupsType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { attachSources } from './change-sources.ts'

/** Puts the instances of a group behind target groups, and those that it will have. */
export const AttachLoadBalancerTargetGroups = operation<AttachLoadBalancerTargetGroupsType, object>(
  'AttachLoadBalancerTargetGroups',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    attachSources(
      ctx,
      group,
      (input.TargetGroupARNs ?? []).map((Identifier) => ({ Identifier })),
    )
    return {}
  },
)
