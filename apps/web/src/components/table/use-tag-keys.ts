import { useMemo } from 'react'
import type { Tag } from '../../lib/tags.ts'

/** The keys of all tags, so that they can be chosen in the filter; the first hundred. */
export function useTagKeys<T>(
  items: readonly T[],
  tagsOf: ((item: T) => readonly Tag[] | undefined) | undefined,
): readonly string[] {
  return useMemo(() => {
    const keys = new Set<string>()
    if (tagsOf) {
      for (const item of items) {
        for (const tag of tagsOf(item) ?? []) if (tag.Key !== undefined) keys.add(tag.Key)
        if (keys.size >= 100) break
      }
    }
    return [...keys].sort()
  }, [items, tagsOf])
}
