/** A tag as records keep it and answers carry it. */
export interface Tag {
  readonly Key: string
  readonly Value: string
}

/** Records that can be tagged keep their tags themselves. */
export interface Tagged {
  readonly tags: readonly Tag[]
}

/** What an index of tags knows a tag by. */
export const tagKey = ({ Key, Value }: Tag): string => `${Key}\n${Value}`

/** The keys of an index of tags: `indexes: { tag: tagKeys }`. */
export const tagKeys = ({ tags }: Tagged): readonly string[] => tags.map(tagKey)
