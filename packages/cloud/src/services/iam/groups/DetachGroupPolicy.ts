import type { DetachGroupPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutAttached } from '../policies/holder.ts'
import { findGroup, groups } from './group.ts'

/** Detaches a managed policy from a group. */
export const DetachGroupPolicy = operation<DetachGroupPolicyCommandInput, object>(
  'DetachGroupPolicy',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    ctx.db.put(groups, withoutAttached(group, input.PolicyArn))
    return {}
  },
)
