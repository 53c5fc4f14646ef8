import type {
  CreatePolicyVersionCommandInput,
  CreatePolicyVersionCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { limitExceeded } from '../errors.ts'
import { parsePolicy } from './document.ts'
import { findOwnPolicy } from './own-policy.ts'
import { policies, toPolicyVersion } from './policy.ts'

const MAX_VERSIONS = 5

/**
 * Adds a version to a managed policy.
 * @limits 5 versions.
 */
export const CreatePolicyVersion = operation<
  CreatePolicyVersionCommandInput,
  Omit<CreatePolicyVersionCommandOutput, '$metadata'>
>('CreatePolicyVersion', (ctx, input) => {
  const policy = findOwnPolicy(ctx, 'CreatePolicyVersion', input.PolicyArn)
  if (policy.versions.length >= MAX_VERSIONS) {
    throw limitExceeded(
      `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
    )
  }
  const document = input.PolicyDocument ?? ''
  parsePolicy(document, 'identity')
  const newest = Math.max(
    ...policy.versions.map(({ id }) => Number(id.slice(1))),
    policy.newestVersion ?? 0,
  )
  const version = { id: `v${newest + 1}`, document, createTime: ctx.now }
  const changed = {
    ...policy,
    updateTime: ctx.now,
    newestVersion: newest + 1,
    versions: [...policy.versions, version],
    ...(input.SetAsDefault ? { defaultVersionId: version.id } : {}),
  }
  ctx.db.put(policies, changed)
  return { PolicyVersion: toPolicyVersion(changed, version, false) }
})
