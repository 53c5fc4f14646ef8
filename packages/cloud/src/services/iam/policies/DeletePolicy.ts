import type { DeletePolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { attachmentsOf } from '../attachments.ts'
import { deleteConflict } from '../errors.ts'
import { findOwnPolicy } from './own-policy.ts'
import { policies } from './policy.ts'

/** Deletes a policy that is attached to nothing and has one version. */
export const DeletePolicy = operation<DeletePolicyCommandInput, object>(
  'DeletePolicy',
  (ctx, input) => {
    const policy = findOwnPolicy(ctx, 'DeletePolicy', input.PolicyArn)
    if (attachmentsOf(ctx.db, policy.id) > 0)
      throw deleteConflict('Cannot delete a policy attached to entities.')
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      )
    }
    ctx.db.delete(policies, policy.id)
    return {}
  },
)
