import type { UpdateAssumeRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { parsePolicy } from '../policies/document.ts'
import { findOwnRole, roles } from './role.ts'

/**
 * Replaces a role's trust policy.
 */
export const UpdateAssumeRolePolicy = operation<UpdateAssumeRolePolicyCommandInput, object>(
  'UpdateAssumeRolePolicy',
  (ctx, input) => {
    const role = findOwnRole(ctx.db, input.RoleName)
    const trustPolicy = input.PolicyDocument ?? ''
    parsePolicy(trustPolicy, 'trust')
    ctx.db.put(roles, { ...role, trustPolicy })
    return {}
  },
)
