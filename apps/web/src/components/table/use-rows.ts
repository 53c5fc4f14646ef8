import { useMemo, useRef, useState } from 'react'
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
  const value = useRef(sortBy?.value)
  value.current = sortBy?.value
  const descending = sortBy?.descending ?? false
  const sorted = useMemo(() => {
    if (sortKey === undefined || !value.current) return matching
    const memory = memories.get(sortKey) ?? createSortMemory()
    memories.set(sortKey, memory)
    return sortItems(matching, { value: value.current, descending }, memory)
  }, [matching, sortKey, descending, memories])
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

/** The distinct values of `choice` properties; the array stays the same while its content does. */
export function useFilterOptions<T>(
  items: readonly T[],
  properties: readonly FilterProperty<T>[],
): readonly { readonly propertyKey: string; readonly value: string }[] {
  const last = useRef<readonly { propertyKey: string; value: string }[]>([])
  return useMemo(() => {
    const options = properties
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
    const before = last.current
    const same =
      before.length === options.length &&
      options.every(
        (one, index) =>
          one.value === before[index]?.value && one.propertyKey === before[index]?.propertyKey,
      )
    if (!same) last.current = options
    return last.current
  }, [items, properties])
}
