import type { DeleteGroupPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutInline } from '../policies/holder.ts'
import { findGroup, groups } from './group.ts'

/** Takes an inline policy from a group. */
export const DeleteGroupPolicy = operation<DeleteGroupPolicyCommandInput, object>(
  'DeleteGroupPolicy',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    ctx.db.put(groups, withoutInline(group, input.PolicyName, 'group'))
    return {}
  },
)
