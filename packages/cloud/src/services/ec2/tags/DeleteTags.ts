import type { DeleteTagsCommandInput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import type { Tag } from '../tag.ts'
import { findTaggable } from './taggable.ts'

const reserved = (tag: Tag) => tag.Key.startsWith('aws:')

/**
 * Takes tags away. Without tags all go but AWS's own; a tag with a value (an empty one too) goes only when
 * the value is the same.
 */
export const DeleteTags = operation<DeleteTagsCommandInput, object>('DeleteTags', (ctx, input) => {
  const named = input.Tags ?? []
  if (named.some(({ Key }) => Key?.startsWith('aws:'))) {
    throw new AwsError(
      'InvalidParameterValue',
      "Tag keys starting with 'aws:' are reserved for internal use",
    )
  }
  const goes = (tag: Tag) =>
    named.length === 0
      ? !reserved(tag)
      : named.some(
          ({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value),
        )
  for (const id of input.Resources ?? []) {
    const { kind, tags } = findTaggable(ctx.db, id)
    kind.retag(
      ctx.db,
      id,
      tags.filter((tag) => !goes(tag)),
    )
  }
  return {}
})
