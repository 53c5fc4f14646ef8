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
