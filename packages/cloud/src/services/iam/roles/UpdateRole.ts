import type { UpdateRoleCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findOwnRole, roles } from './role.ts'

/** Changes a role's description and longest session. */
export const UpdateRole = operation<UpdateRoleCommandInput, object>('UpdateRole', (ctx, input) => {
  const role = findOwnRole(ctx.db, input.RoleName)
  ctx.db.put(roles, {
    ...role,
    description: input.Description ?? role.description,
    maxSessionDuration: input.MaxSessionDuration ?? role.maxSessionDuration,
  })
  return {}
})
