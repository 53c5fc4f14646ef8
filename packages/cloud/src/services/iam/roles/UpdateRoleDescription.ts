import type {
  UpdateRoleDescriptionCommandInput,
  UpdateRoleDescriptionCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findRole, roles, toRole } from './role.ts'

/** Changes a role's description. */
export const UpdateRoleDescription = operation<
  UpdateRoleDescriptionCommandInput,
  Omit<UpdateRoleDescriptionCommandOutput, '$metadata'>
>('UpdateRoleDescription', (ctx, input) => {
  const role = { ...findRole(ctx.db, input.RoleName), description: input.Description ?? '' }
  ctx.db.put(roles, role)
  return { Role: toRole(role) }
})
