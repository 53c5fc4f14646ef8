import type { DeleteRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findRole, roles } from './role.ts'

export const DeleteRolePolicy = operation<DeleteRolePolicyCommandInput, object>(
  'DeleteRolePolicy',
  (ctx, input) => {
    const role = findRole(ctx.db, input.RoleName)
    const name = input.PolicyName ?? ''
    if (!Object.hasOwn(role.inlinePolicies, name)) {
      throw noSuchEntity(`The role policy with name ${name} cannot be found.`)
    }
    const { [name]: _gone, ...inlinePolicies } = role.inlinePolicies
    ctx.db.put(roles, { ...role, inlinePolicies })
    return {}
  },
)
