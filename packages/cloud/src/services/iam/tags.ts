import type { Tag } from '@aws-sdk/client-iam'
import { invalidInput, limitExceeded } from './errors.ts'

export interface IamTag {
  readonly Key: string
  readonly Value: string
}

const MAX_TAGS = 50

/** The tags of an entity after `added` are put over `present`; keys are unique without regard to case. */
export function withTags(
  present: readonly IamTag[],
  added: readonly Tag[] | undefined,
): readonly IamTag[] {
  if (!added?.length) return present
  const byKey = new Map(present.map((tag) => [tag.Key.toLowerCase(), tag]))
  const seen = new Set<string>()
  for (const { Key = '', Value = '' } of added) {
    const key = Key.toLowerCase()
    if (seen.has(key))
      throw invalidInput(
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      )
    if (key.startsWith('aws:'))
      throw invalidInput('Tag keys with the aws: prefix are reserved for system tags.')
    seen.add(key)
    byKey.set(key, { Key, Value })
  }
  if (byKey.size > MAX_TAGS)
    throw limitExceeded(`The number of tags has reached the maximum limit.`)
  return [...byKey.values()]
}

export function withoutTags(
  present: readonly IamTag[],
  keys: readonly string[],
): readonly IamTag[] {
  const gone = new Set(keys.map((key) => key.toLowerCase()))
  return present.filter((tag) => !gone.has(tag.Key.toLowerCase()))
}
