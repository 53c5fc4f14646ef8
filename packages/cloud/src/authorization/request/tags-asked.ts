import { memberOf, textOf } from './leaves.ts'

type TagPair = readonly [key: string, value: string]

/** The tags that a call brings, for a resource of that type: `aws:RequestTag/…`. */
export function tagsAsked(input: unknown, type: string): readonly TagPair[] {
  const specifications = memberOf(input, 'TagSpecifications') ?? memberOf(input, 'TagSpecification')
  if (Array.isArray(specifications)) {
    const own = specifications.filter(
      (each: unknown) => memberOf(each, 'ResourceType') === type || type === '',
    )
    return own.flatMap((each: unknown) => pairsIn(memberOf(each, 'Tags')))
  }
  return pairsIn(memberOf(input, 'Tags') ?? memberOf(input, 'tags'))
}

/** Of calls that take tags away. */
export function tagKeysAsked(input: unknown): readonly string[] {
  const keys = memberOf(input, 'TagKeys')
  return Array.isArray(keys) ? keys.flatMap((key: unknown) => textOf(key) ?? []) : []
}

function pairsIn(tags: unknown): readonly TagPair[] {
  if (!Array.isArray(tags)) {
    return typeof tags === 'object' && tags !== null
      ? Object.entries(tags).map(([key, value]) => [key, String(value)])
      : []
  }
  return tags.flatMap((tag: unknown) => {
    const key = textOf(memberOf(tag, 'Key'))
    return key === undefined ? [] : [[key, textOf(memberOf(tag, 'Value')) ?? ''] as const]
  })
}
