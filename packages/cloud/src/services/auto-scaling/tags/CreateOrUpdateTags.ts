import type { CreateOrUpdateTagsType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findTagged } from './find-tagged.ts'
import { groups } from '../groups/group.ts'
import { mergeTags, readTag } from './read-tags.ts'

/** Tags groups. What is propagated is on the instances that they launch from now on. */
export const CreateOrUpdateTags = operation<CreateOrUpdateTagsType, object>(
  'CreateOrUpdateTags',
  (ctx, input) => {
    for (const tag of input.Tags ?? []) {
      const group = findTagged(ctx, tag)
      ctx.db.put(groups, { ...group, tags: mergeTags(group.tags, [readTag(tag, group.id)]) })
    }
    return {}
  },
)
