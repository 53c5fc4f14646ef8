import type { AttachRolePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { limitExceeded } from '../errors.ts'
import { findPolicy } from '../policies/policy.ts'
import { findRole, roles } from './role.ts'

const MAX_ATTACHED = 10

export const AttachRolePolicy = operation<AttachRolePolicyCommandInput, object>(
  'AttachRolePolicy',
  (ctx, input) => {
    const role = findRole(ctx.db, input.RoleName)
    const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
    if (role.attachedPolicies.includes(policy.id)) return {}
    if (role.attachedPolicies.length >= MAX_ATTACHED) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${MAX_ATTACHED}`)
    }
    ctx.db.put(roles, { ...role, attachedPolicies: [...role.attachedPolicies, policy.id] })
    return {}
  },
)
