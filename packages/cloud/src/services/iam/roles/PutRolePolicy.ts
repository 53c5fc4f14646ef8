import type { PutRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { parsePolicy } from '../policies/document.ts'
import { findRole, roles } from './role.ts'

export const PutRolePolicy = operation<PutRolePolicyCommandInput, object>(
  'PutRolePolicy',
  (ctx, input) => {
    const role = findRole(ctx.db, input.RoleName)
    const document = input.PolicyDocument ?? ''
    parsePolicy(document, 'identity')
    ctx.db.put(roles, {
      ...role,
      inlinePolicies: { ...role.inlinePolicies, [input.PolicyName ?? '']: document },
    })
    return {}
  },
)
