import type { DeleteRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutInline } from '../policies/holder.ts'
import { findOwnRole, roles } from './role.ts'

/** Takes an inline policy from a role. */
export const DeleteRolePolicy = operation<DeleteRolePolicyCommandInput, object>(
  'DeleteRolePolicy',
  (ctx, input) => {
    const role = findOwnRole(ctx.db, input.RoleName)
    ctx.db.put(roles, withoutInline(role, input.PolicyName, 'role'))
    return {}
  },
)
