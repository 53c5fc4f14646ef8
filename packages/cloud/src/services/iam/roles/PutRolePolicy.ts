import type { PutRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withInline } from '../policies/holder.ts'
import { findOwnRole, roles } from './role.ts'

/**
 * Sets an inline policy of a role.
 * @differs Only what the agent of Systems Manager needs is looked at; nothing else evaluates it yet.
 */
export const PutRolePolicy = operation<PutRolePolicyCommandInput, object>(
  'PutRolePolicy',
  (ctx, input) => {
    const role = findOwnRole(ctx.db, input.RoleName)
    ctx.db.put(roles, withInline(role, input.PolicyName, input.PolicyDocument))
    return {}
  },
)
