import type { CreateTagsCommandInput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkTags, mergeTags } from '../tags.ts'
import { findTaggable } from './taggable.ts'

/**
 * Puts tags on resources of any kind.
 * @limits 50 a resource.
 */
export const CreateTags = operation<CreateTagsCommandInput, object>('CreateTags', (ctx, input) => {
  const added = checkTags(input.Tags ?? [])
  for (const id of input.Resources ?? []) {
    const { kind, tags } = findTaggable(ctx.db, id)
    kind.retag(ctx.db, id, mergeTags(tags, added))
  }
  return {}
})
