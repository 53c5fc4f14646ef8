import type { FilterValue } from './filter.ts'

export interface SortBy<T> {
  readonly value: (item: T) => FilterValue
  readonly descending: boolean
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Places of known texts; comparing two numbers is a hundred times cheaper than collating two texts. */
export interface SortMemory {
  ranks: ReadonlyMap<string, number>
}

export function createSortMemory(): SortMemory {
  return { ranks: new Map() }
}

function rankTexts(texts: readonly string[], memory: SortMemory): ReadonlyMap<string, number> {
  if (texts.every((text) => memory.ranks.has(text))) return memory.ranks
  const distinct = [...new Set(texts)].sort(collator.compare)
  memory.ranks = new Map(distinct.map((text, rank) => [text, rank]))
  return memory.ranks
}

/**
 * A sorted copy. Numbers by size, texts as a person expects (`web-2` before `web-10`), nothing last, ties in the order
 * they came. The memory makes the next sort by the same value cheap.
 */
export function sortItems<T>(items: readonly T[], by: SortBy<T>, memory: SortMemory): T[] {
  const values = items.map(by.value)
  const ranks = rankTexts(
    values.filter((value) => typeof value === 'string'),
    memory,
  )
  const places = values.map((value) =>
    typeof value === 'number' ? value : value ? (ranks.get(value) ?? 0) : undefined,
  )
  const sign = by.descending ? -1 : 1
  return items
    .map((_item, index) => index)
    .sort((a, b) => {
      const left = places[a]
      const right = places[b]
      if (left === undefined || right === undefined) {
        return (left === undefined ? 1 : 0) - (right === undefined ? 1 : 0) || a - b
      }
      return (left - right) * sign || a - b
    })
    .flatMap((index) => items[index] ?? [])
}
