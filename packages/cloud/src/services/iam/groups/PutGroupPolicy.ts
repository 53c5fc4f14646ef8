import type { PutGroupPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withInline } from '../policies/holder.ts'
import { findGroup, groups } from './group.ts'

/**
 * Sets an inline policy of a group.
 */
export const PutGroupPolicy = operation<PutGroupPolicyCommandInput, object>(
  'PutGroupPolicy',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    ctx.db.put(groups, withInline(group, input.PolicyName, input.PolicyDocument))
    return {}
  },
)
