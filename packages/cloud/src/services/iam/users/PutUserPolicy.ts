import type { PutUserPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withInline } from '../policies/holder.ts'
import { findUser, users } from './user.ts'

/**
 * Sets an inline policy of a user.
 */
export const PutUserPolicy = operation<PutUserPolicyCommandInput, object>(
  'PutUserPolicy',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    ctx.db.put(users, withInline(user, input.PolicyName, input.PolicyDocument))
    return {}
  },
)
