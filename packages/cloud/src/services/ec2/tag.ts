/** A tag as records keep it and answers carry it. */
export interface Tag {
  readonly Key: string
  readonly Value: string
}

/** Records that can be tagged keep their tags themselves. */
export interface Tagged {
  readonly tags: readonly Tag[]
}
