import type { DetachUserPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findUser, users } from './user.ts'

export const DetachUserPolicy = operation<DetachUserPolicyCommandInput, object>(
  'DetachUserPolicy',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    if (!user.attachedPolicies.includes(input.PolicyArn ?? '')) {
      throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`)
    }
    ctx.db.put(users, {
      ...user,
      attachedPolicies: user.attachedPolicies.filter((arn) => arn !== input.PolicyArn),
    })
    return {}
  },
)
