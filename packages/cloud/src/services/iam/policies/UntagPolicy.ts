import type { UntagPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutTags } from '../tags.ts'
import { findOwnPolicy } from './own-policy.ts'
import { policies } from './policy.ts'

/** Takes tags from a policy. */
export const UntagPolicy = operation<UntagPolicyCommandInput, object>(
  'UntagPolicy',
  (ctx, input) => {
    const policy = findOwnPolicy(ctx, 'UntagPolicy', input.PolicyArn)
    ctx.db.put(policies, { ...policy, tags: withoutTags(policy.tags, input.TagKeys ?? []) })
    return {}
  },
)
