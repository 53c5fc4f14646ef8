import type { Tag } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { associations } from '../associations/association.ts'
import { documents } from '../documents/document.ts'
import { lookUpParameter, parameters } from '../parameters/parameter.ts'

const maxTags = 50

export type Tags = readonly { readonly Key: string; readonly Value: string }[]

/** The tags of a resource after more are put on it. */
export function withTags(present: Tags, added: readonly Tag[] | undefined): Tags {
  const byKey = new Map(present.map((tag) => [tag.Key, tag]))
  for (const { Key = '', Value = '' } of added ?? []) {
    if (Key.toLowerCase().startsWith('aws:')) {
      throw new AwsError(
        'ValidationException',
        'aws: prefixed tag key names are not allowed for external use.',
      )
    }
    byKey.set(Key, { Key, Value })
  }
  if (byKey.size > maxTags) {
    throw new AwsError(
      'TooManyTagsError',
      `The number of tags exceeds the limit of ${maxTags} of a resource.`,
    )
  }
  return [...byKey.values()]
}

interface Taggable {
  readonly tags: Tags
  put(tags: Tags): void
}

/** The resource that a tagging call names: a parameter, a document or an association. */
export function findTaggable(
  ctx: Context,
  type: string | undefined,
  id: string | undefined,
): Taggable {
  const found = lookUp(ctx, type, id ?? '')
  if (found !== undefined) return found
  throw new AwsError(
    'InvalidResourceId',
    'The resource ID is not valid. Verify that you entered the correct ID and try again.',
  )
}

function lookUp(ctx: Context, type: string | undefined, id: string): Taggable | undefined {
  if (type === 'Parameter') {
    const parameter = lookUpParameter(ctx, id)
    return (
      parameter && {
        tags: parameter.tags,
        put: (tags) => ctx.db.put(parameters, { ...parameter, tags }),
      }
    )
  }
  if (type === 'Document') {
    const document = ctx.db.get(documents, id)
    return (
      document && {
        tags: document.tags,
        put: (tags) => ctx.db.put(documents, { ...document, tags }),
      }
    )
  }
  if (type === 'Association') {
    const association = ctx.db.get(associations, id)
    return (
      association && {
        tags: association.tags,
        put: (tags) => ctx.db.put(associations, { ...association, tags }),
      }
    )
  }
  throw new AwsError(
    'UnsupportedOperation',
    `Tags of resources of type ${type ?? ''} are not supported by the embedded cloud.`,
  )
}
