import type { GetRolePolicyCommandInput, GetRolePolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findRole } from './role.ts'

export const GetRolePolicy = operation<
  GetRolePolicyCommandInput,
  Omit<GetRolePolicyCommandOutput, '$metadata'>
>('GetRolePolicy', (ctx, input) => {
  const role = findRole(ctx.db, input.RoleName)
  const name = input.PolicyName ?? ''
  const document = Object.hasOwn(role.inlinePolicies, name) ? role.inlinePolicies[name] : undefined
  if (document === undefined)
    throw noSuchEntity(`The role policy with name ${name} cannot be found.`)
  return { RoleName: role.name, PolicyName: name, PolicyDocument: encodeURIComponent(document) }
})
