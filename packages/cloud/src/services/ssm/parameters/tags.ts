import type { Tag } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { lookUpParameter, type ParameterRecord } from './parameter.ts'

const maxTags = 50

/** The tags of a parameter after more are put on it. */
export function withTags(
  present: ParameterRecord['tags'],
  added: readonly Tag[] | undefined,
): ParameterRecord['tags'] {
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

/** The parameter that a tagging call names; other kinds of resource cannot be tagged in this cloud. */
export function findTaggable(
  ctx: Context,
  type: string | undefined,
  id: string | undefined,
): ParameterRecord {
  if (type !== 'Parameter') {
    throw new AwsError(
      'UnsupportedOperation',
      `Tags of resources of type ${type ?? ''} are not supported by the embedded cloud.`,
    )
  }
  const parameter = lookUpParameter(ctx, id ?? '')
  if (parameter) return parameter
  throw new AwsError(
    'InvalidResourceId',
    'The resource ID is not valid. Verify that you entered the correct ID and try again.',
  )
}
