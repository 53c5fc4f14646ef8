import type { PutRolePermissionsBoundaryCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findPolicy } from '../policies/policy.ts'
import { findOwnRole, roles } from './role.ts'

/**
 * Sets a role's permissions boundary.
 */
export const PutRolePermissionsBoundary = operation<PutRolePermissionsBoundaryCommandInput, object>(
  'PutRolePermissionsBoundary',
  (ctx, input) => {
    const role = findOwnRole(ctx.db, input.RoleName)
    const boundary = findPolicy(ctx.db, input.PermissionsBoundary ?? '')
    ctx.db.put(roles, { ...role, permissionsBoundary: boundary.id })
    return {}
  },
)
