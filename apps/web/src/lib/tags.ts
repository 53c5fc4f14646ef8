/** A tag as every Describe operation answers it. */
export interface Tag {
  Key?: string | undefined
  Value?: string | undefined
}

export function tagValue(tags: readonly Tag[] | undefined, key: string): string | undefined {
  return tags?.find((tag) => tag.Key === key)?.Value
}

/** The Name tag, by which people know a resource. */
export function nameOf(item: { Tags?: readonly Tag[] | undefined }): string {
  return tagValue(item.Tags, 'Name') ?? ''
}

interface KeyAndValue {
  readonly key: string
  readonly value: string
}

/** Tags as a person edits them; AWS's own (`aws:…`) cannot be edited and are left out. */
export function toEditedTags(tags: readonly Tag[] | undefined): KeyAndValue[] {
  return (tags ?? []).flatMap(({ Key, Value }) =>
    Key === undefined || Key.startsWith('aws:') ? [] : [{ key: Key, value: Value ?? '' }],
  )
}

/** What to send so that the tags become as edited: new and changed ones, and the keys that went. */
export function diffTags(
  before: readonly KeyAndValue[],
  after: readonly KeyAndValue[],
): { added: { Key: string; Value: string }[]; removed: { Key: string }[] } {
  const old = new Map(before.map(({ key, value }) => [key, value]))
  const kept = new Set(after.map(({ key }) => key))
  return {
    added: after
      .filter(({ key, value }) => old.get(key) !== value)
      .map(({ key, value }) => ({ Key: key, Value: value })),
    removed: before.filter(({ key }) => !kept.has(key)).map(({ key }) => ({ Key: key })),
  }
}
