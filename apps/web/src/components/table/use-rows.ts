import { useMemo, useState } from 'react'
import { compileFilter, type FilterProperty, type FilterToken } from '../../lib/filter.ts'
import { createSortMemory, sortItems, type SortBy, type SortMemory } from '../../lib/sort.ts'

export interface Rows<T> {
  /** What the filter lets through, sorted. */
  readonly matching: readonly T[]
  readonly page: readonly T[]
  /** From 1; never past the last page, whatever the URL says. */
  readonly pageIndex: number
  readonly pageCount: number
}

/** Filter, sort, page, each step kept until what it depends on changes: a page turn at 10,000 rows only slices. */
export function useRows<T>(options: {
  readonly items: readonly T[]
  readonly tokens: readonly FilterToken[]
  readonly properties: readonly FilterProperty<T>[]
  readonly findProperty?: (key: string) => FilterProperty<T> | undefined
  readonly sortKey: string | undefined
  readonly sortBy: SortBy<T> | undefined
  readonly pageIndex: number
  readonly pageSize: number
}): Rows<T> {
  const { items, tokens, properties, findProperty, sortKey, sortBy, pageSize } = options
  const [memories] = useState(() => new Map<string, SortMemory>())
  const matching = useMemo(
    () =>
      tokens.length === 0 ? items : items.filter(compileFilter(tokens, properties, findProperty)),
    [items, tokens, properties, findProperty],
  )
  const value = sortBy?.value
  const descending = sortBy?.descending ?? false
  const sorted = useMemo(() => {
    if (sortKey === undefined || !value) return matching
    const memory = memories.get(sortKey) ?? createSortMemory()
    memories.set(sortKey, memory)
    return sortItems(matching, { value, descending }, memory)
  }, [matching, sortKey, value, descending, memories])
  const pageCount = Math.max(1, Math.ceil(sorted.length / pageSize))
  const pageIndex = Math.min(Math.max(1, options.pageIndex), pageCount)
  const page = useMemo(
    () => sorted.slice((pageIndex - 1) * pageSize, pageIndex * pageSize),
    [sorted, pageIndex, pageSize],
  )
  return { matching: sorted, page, pageIndex, pageCount }
}

/** How many values of a property are offered while typing; more would make every keystroke slow. */
const optionCap = 100

export interface FilterOption {
  readonly propertyKey: string
  readonly value: string
}

function listOptions<T>(
  items: readonly T[],
  properties: readonly FilterProperty<T>[],
): FilterOption[] {
  return properties
    .filter((property) => property.kind === 'choice')
    .flatMap((property) => {
      const found = new Set<string>()
      for (const item of items) {
        for (const one of property.values(item)) {
          if (one !== undefined && one !== '') found.add(String(one))
        }
        if (found.size >= optionCap) break
      }
      return [...found].sort().map((value) => ({ propertyKey: property.key, value }))
    })
}

/** The distinct values of `choice` properties; the array stays the same while its content does, whatever rows change. */
export function useFilterOptions<T>(
  items: readonly T[],
  properties: readonly FilterProperty<T>[],
): readonly FilterOption[] {
  const text = useMemo(() => JSON.stringify(listOptions(items, properties)), [items, properties])
  return useMemo(() => {
    const options: FilterOption[] = JSON.parse(text)
    return options
  }, [text])
}
