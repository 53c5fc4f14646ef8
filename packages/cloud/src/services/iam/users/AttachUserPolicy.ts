import type { AttachUserPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withAttached } from '../policies/holder.ts'
import { findUser, users } from './user.ts'

/**
 * Attaches a managed policy to a user.
 * @limits 10 policies.
 */
export const AttachUserPolicy = operation<AttachUserPolicyCommandInput, object>(
  'AttachUserPolicy',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    ctx.db.put(users, withAttached(ctx.db, user, input.PolicyArn, 'PoliciesPerUser'))
    return {}
  },
)
