import type { CreatePolicyCommandInput, CreatePolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { countedPolicy } from '../attachments.ts'
import { entityAlreadyExists } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn } from '../names.ts'
import { withTags } from '../tags.ts'
import { parsePolicy } from './document.ts'
import { policies, type PolicyRecord } from './policy.ts'

/**
 * Makes a managed policy with its first version.
 */
export const CreatePolicy = operation<
  CreatePolicyCommandInput,
  Omit<CreatePolicyCommandOutput, '$metadata'>
>('CreatePolicy', (ctx, input) => {
  const name = input.PolicyName ?? ''
  const path = input.Path ?? '/'
  const taken = ctx.db
    .all(policies)
    .some((policy) => policy.name.toLowerCase() === name.toLowerCase())
  if (taken)
    throw entityAlreadyExists(
      `A policy called ${name} already exists. Duplicate names are not allowed.`,
    )
  const document = input.PolicyDocument ?? ''
  parsePolicy(document, 'identity')
  const policy: PolicyRecord = {
    id: iamArn(ctx.account, 'policy', path, name),
    name,
    path,
    policyId: makeUniqueId('ANPA', ctx.chance),
    description: input.Description,
    createTime: ctx.now,
    updateTime: ctx.now,
    defaultVersionId: 'v1',
    versions: [{ id: 'v1', document, createTime: ctx.now }],
    tags: withTags([], input.Tags),
  }
  ctx.db.put(policies, policy)
  return { Policy: countedPolicy(ctx.db, policy, false) }
})
