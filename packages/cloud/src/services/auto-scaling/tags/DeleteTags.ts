import type { DeleteTagsType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { groups } from '../groups/group.ts'
import { findTagged } from './find-tagged.ts'

/** Takes tags from groups: those with this key, and this value where the call gives one. */
export const DeleteTags = operation<DeleteTagsType, object>('DeleteTags', (ctx, input) => {
  for (const tag of input.Tags ?? []) {
    const group = findTagged(ctx, tag)
    const tags = group.tags.filter(
      ({ Key, Value }) => Key !== tag.Key || (tag.Value !== undefined && Value !== tag.Value),
    )
    ctx.db.put(groups, { ...group, tags })
  }
  return {}
})
