import type { SetDefaultPolicyVersionCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findOwnPolicy } from './own-policy.ts'
import { findPolicyVersion, policies } from './policy.ts'

/** Makes a version the one that holds. */
export const SetDefaultPolicyVersion = operation<SetDefaultPolicyVersionCommandInput, object>(
  'SetDefaultPolicyVersion',
  (ctx, input) => {
    const policy = findOwnPolicy(ctx, 'SetDefaultPolicyVersion', input.PolicyArn)
    const version = findPolicyVersion(policy, input.VersionId)
    ctx.db.put(policies, { ...policy, defaultVersionId: version.id, updateTime: ctx.now })
    return {}
  },
)
