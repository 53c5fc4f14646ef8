import type { AttachGroupPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withAttached } from '../policies/holder.ts'
import { findGroup, groups } from './group.ts'

/**
 * Attaches a managed policy to a group.
 * @limits 10 policies.
 */
export const AttachGroupPolicy = operation<AttachGroupPolicyCommandInput, object>(
  'AttachGroupPolicy',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    ctx.db.put(groups, withAttached(ctx.db, group, input.PolicyArn, 'PoliciesPerGroup'))
    return {}
  },
)
