import type { DetachUserPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutAttached } from '../policies/holder.ts'
import { findUser, users } from './user.ts'

/** Detaches a managed policy from a user. */
export const DetachUserPolicy = operation<DetachUserPolicyCommandInput, object>(
  'DetachUserPolicy',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    ctx.db.put(users, withoutAttached(user, input.PolicyArn))
    return {}
  },
)
