import type { DetachRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findRole, roles } from './role.ts'

export const DetachRolePolicy = operation<DetachRolePolicyCommandInput, object>(
  'DetachRolePolicy',
  (ctx, input) => {
    const role = findRole(ctx.db, input.RoleName)
    if (!role.attachedPolicies.includes(input.PolicyArn ?? '')) {
      throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`)
    }
    ctx.db.put(roles, {
      ...role,
      attachedPolicies: role.attachedPolicies.filter((arn) => arn !== input.PolicyArn),
    })
    return {}
  },
)
