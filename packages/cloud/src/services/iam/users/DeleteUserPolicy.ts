import type { DeleteUserPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutInline } from '../policies/holder.ts'
import { findUser, users } from './user.ts'

/** Takes an inline policy from a user. */
export const DeleteUserPolicy = operation<DeleteUserPolicyCommandInput, object>(
  'DeleteUserPolicy',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    ctx.db.put(users, withoutInline(user, input.PolicyName, 'user'))
    return {}
  },
)
