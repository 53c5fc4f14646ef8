import type { GetRolePolicyCommandInput, GetRolePolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { inlineDocument } from '../policies/holder.ts'
import { findRole } from './role.ts'

/** An inline policy of a role. */
export const GetRolePolicy = operation<
  GetRolePolicyCommandInput,
  Omit<GetRolePolicyCommandOutput, '$metadata'>
>('GetRolePolicy', (ctx, input) => {
  const role = findRole(ctx.db, input.RoleName)
  const document = inlineDocument(role, input.PolicyName, 'role')
  return { RoleName: role.name, PolicyName: input.PolicyName, PolicyDocument: document }
})
