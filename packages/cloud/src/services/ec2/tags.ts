import type { ResourceType, Tag as SdkTag, TagSpecification } from '@aws-sdk/client-ec2'
import { findTagProblem, tagLimits } from '@brume/ec2-model'
import { AwsError } from '../../errors.ts'
import type { Tag } from './tag.ts'

/**
 * Tags of a creating call, by resource type: `readTagSpecifications(input.TagSpecifications, ['instance', 'volume'])('volume')`.
 * Throws AWS's errors for a type that the operation does not create and for bad tags.
 */
export function readTagSpecifications(
  specifications: readonly TagSpecification[] | undefined,
  creates: readonly ResourceType[],
): (type: ResourceType) => readonly Tag[] {
  const byType = new Map<string, readonly Tag[]>()
  for (const { ResourceType: type, Tags } of specifications ?? []) {
    if (type === undefined) {
      throw new AwsError(
        'InvalidParameterValue',
        'Tag specification resource type must have a value',
      )
    }
    if (!creates.includes(type)) {
      throw new AwsError(
        'InvalidParameterValue',
        `'${type}' is not a valid taggable resource type for this operation.`,
      )
    }
    if (byType.has(type)) {
      throw new AwsError(
        'InvalidParameterValue',
        `The same resource type may not be specified more than once in tag specifications: ${type}`,
      )
    }
    if (!Tags || Tags.length === 0) {
      throw new AwsError('InvalidParameterValue', 'Tag specification must have at least one tag')
    }
    byType.set(type, checkTags(Tags))
  }
  return (type) => byType.get(type) ?? []
}

/** Tags as records keep them: every key once, nothing reserved, lengths within limits, at most 50. */
export function checkTags(tags: readonly SdkTag[]): readonly Tag[] {
  const seen = new Map<string, Tag>()
  for (const { Key: key, Value: value = '' } of tags) {
    if (key === undefined) throw emptyKey('')
    const problem = findTagProblem(key, value)
    if (problem === 'keyEmpty') throw emptyKey(key)
    if (problem) throw new AwsError('InvalidParameterValue', problemTexts[problem])
    if (seen.has(key)) {
      throw new AwsError('InvalidParameterValue', `Duplicate tag key '${key}' specified.`)
    }
    seen.set(key, { Key: key, Value: value })
  }
  return limitTags([...seen.values()])
}

/** The tags of a resource after more are put on it: a key that it has gets the new value. */
export function mergeTags(present: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const merged = new Map(present.map((tag) => [tag.Key, tag]))
  for (const tag of added) merged.set(tag.Key, tag)
  return limitTags([...merged.values()])
}

function limitTags(tags: readonly Tag[]): readonly Tag[] {
  // Tags that AWS services put on by themselves do not count.
  const counted = tags.filter(({ Key }) => !Key.startsWith('aws:'))
  if (counted.length > tagLimits.perResource) {
    throw new AwsError(
      'TagLimitExceeded',
      'The maximum number of Tags for a resource has been reached.',
    )
  }
  return tags
}

const problemTexts = {
  keyTooLong: 'Tag key exceeds the maximum length of 128 characters',
  valueTooLong: 'Tag value exceeds the maximum length of 256 characters',
  keyReserved: "Tag keys starting with 'aws:' are reserved for internal use",
} as const

function emptyKey(key: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value ( '${key}' ) for parameter Tag key is invalid. Tag key cannot be null or empty.`,
  )
}
