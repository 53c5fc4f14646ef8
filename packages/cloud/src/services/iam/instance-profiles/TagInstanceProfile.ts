import type { TagInstanceProfileCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withTags } from '../tags.ts'
import { findInstanceProfile, instanceProfiles } from './instance-profile.ts'

/** Puts tags on a profile. */
export const TagInstanceProfile = operation<TagInstanceProfileCommandInput, object>(
  'TagInstanceProfile',
  (ctx, input) => {
    const profile = findInstanceProfile(ctx.db, input.InstanceProfileName)
    ctx.db.put(instanceProfiles, { ...profile, tags: withTags(profile.tags, input.Tags) })
    return {}
  },
)
