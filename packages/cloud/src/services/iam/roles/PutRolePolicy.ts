import type { PutRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withInline } from '../policies/holder.ts'
import { findOwnRole, roles } from './role.ts'

export const PutRolePolicy = operation<PutRolePolicyCommandInput, object>(
  'PutRolePolicy',
  (ctx, input) => {
    const role = findOwnRole(ctx.db, input.RoleName)
    ctx.db.put(roles, withInline(role, input.PolicyName, input.PolicyDocument))
    return {}
  },
)
