import type { AttachUserPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findPolicy } from '../policies/policy.ts'
import { findUser, users } from './user.ts'

export const AttachUserPolicy = operation<AttachUserPolicyCommandInput, object>(
  'AttachUserPolicy',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
    if (user.attachedPolicies.includes(policy.id)) return {}
    ctx.db.put(users, { ...user, attachedPolicies: [...user.attachedPolicies, policy.id] })
    return {}
  },
)
