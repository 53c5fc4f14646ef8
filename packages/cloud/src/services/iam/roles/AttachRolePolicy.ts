import type { AttachRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withAttached } from '../policies/holder.ts'
import { findOwnRole, roles } from './role.ts'

/**
 * Attaches a managed policy to a role.
 * @limits 10 policies.
 * @differs Only what the agent of Systems Manager needs is looked at; nothing else evaluates it yet.
 */
export const AttachRolePolicy = operation<AttachRolePolicyCommandInput, object>(
  'AttachRolePolicy',
  (ctx, input) => {
    const role = findOwnRole(ctx.db, input.RoleName)
    ctx.db.put(roles, withAttached(ctx.db, role, input.PolicyArn, 'PoliciesPerRole'))
    return {}
  },
)
