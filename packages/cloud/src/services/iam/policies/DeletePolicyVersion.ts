import type { DeletePolicyVersionCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { findOwnPolicy } from './own-policy.ts'
import { findPolicyVersion, policies } from './policy.ts'

/** Deletes a version that is not the default one. */
export const DeletePolicyVersion = operation<DeletePolicyVersionCommandInput, object>(
  'DeletePolicyVersion',
  (ctx, input) => {
    const policy = findOwnPolicy(ctx, 'DeletePolicyVersion', input.PolicyArn)
    const version = findPolicyVersion(policy, input.VersionId)
    if (version.id === policy.defaultVersionId)
      throw deleteConflict('Cannot delete the default version of a policy.')
    const versions = policy.versions.filter(({ id }) => id !== version.id)
    const newest = Number(policy.versions.at(-1)?.id.slice(1))
    ctx.db.put(policies, {
      ...policy,
      versions,
      newestVersion: policy.newestVersion ?? newest,
    })
    return {}
  },
)
