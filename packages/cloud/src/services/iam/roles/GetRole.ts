import type { GetRoleCommandInput, GetRoleCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findRole, toRole } from './role.ts'

/** A role with its trust policy. */
export const GetRole = operation<GetRoleCommandInput, Omit<GetRoleCommandOutput, '$metadata'>>(
  'GetRole',
  (ctx, input) => ({
    Role: toRole(findRole(ctx.db, input.RoleName)),
  }),
)
