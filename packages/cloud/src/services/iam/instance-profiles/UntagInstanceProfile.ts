import type { UntagInstanceProfileCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutTags } from '../tags.ts'
import { findInstanceProfile, instanceProfiles } from './instance-profile.ts'

/** Takes tags from a profile. */
export const UntagInstanceProfile = operation<UntagInstanceProfileCommandInput, object>(
  'UntagInstanceProfile',
  (ctx, input) => {
    const profile = findInstanceProfile(ctx.db, input.InstanceProfileName)
    ctx.db.put(instanceProfiles, {
      ...profile,
      tags: withoutTags(profile.tags, input.TagKeys ?? []),
    })
    return {}
  },
)
