import type { DeleteRolePermissionsBoundaryCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findOwnRole, roles } from './role.ts'

/** Takes a role's permissions boundary away. */
export const DeleteRolePermissionsBoundary = operation<
  DeleteRolePermissionsBoundaryCommandInput,
  object
>('DeleteRolePermissionsBoundary', (ctx, input) => {
  const role = findOwnRole(ctx.db, input.RoleName)
  if (!role.permissionsBoundary)
    throw noSuchEntity(`Role ${role.name} does not have a permissions boundary.`)
  const { permissionsBoundary: _gone, ...rest } = role
  ctx.db.put(roles, rest)
  return {}
})
