import type { TagPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withTags } from '../tags.ts'
import { findOwnPolicy } from './own-policy.ts'
import { policies } from './policy.ts'

/** Puts tags on a policy. */
export const TagPolicy = operation<TagPolicyCommandInput, object>('TagPolicy', (ctx, input) => {
  const policy = findOwnPolicy(ctx, 'TagPolicy', input.PolicyArn)
  ctx.db.put(policies, { ...policy, tags: withTags(policy.tags, input.Tags) })
  return {}
})
