import type { DetachRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutAttached } from '../policies/holder.ts'
import { findOwnRole, roles } from './role.ts'

/** Detaches a managed policy from a role. */
export const DetachRolePolicy = operation<DetachRolePolicyCommandInput, object>(
  'DetachRolePolicy',
  (ctx, input) => {
    const role = findOwnRole(ctx.db, input.RoleName)
    ctx.db.put(roles, withoutAttached(role, input.PolicyArn))
    return {}
  },
)
