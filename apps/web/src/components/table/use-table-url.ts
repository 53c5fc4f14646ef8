import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { changeSearch } from '../../lib/change-search.ts'
import { readFilter, writeFilter } from '../../lib/filter-url.ts'
import type { FilterToken } from '../../lib/filter.ts'

export interface TableUrl {
  readonly tokens: readonly FilterToken[]
  readonly sortKey: string | undefined
  readonly descending: boolean
  readonly pageIndex: number
  readonly setTokens: (tokens: readonly FilterToken[]) => void
  readonly setSort: (key: string, descending: boolean) => void
  readonly setPage: (index: number) => void
}

/** Filter, order and page live in the URL: `?filter=state=running&sort=-launchTime&page=2`. A link shows what its sender saw; Back undoes a filter or an order. */
export function useTableUrl(defaultSort?: string): TableUrl {
  const [search, setSearch] = useSearchParams()
  const filterText = search.getAll('filter').join('\n')
  // The params object is new on every navigation; the tokens only when the filter changed.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const tokens = useMemo(() => readFilter(search), [filterText])
  const sort = search.get('sort') ?? defaultSort
  const change = useCallback(
    (write: (next: URLSearchParams) => void, how: 'replace' | 'push' = 'push') =>
      changeSearch(setSearch, write, how),
    [setSearch],
  )
  return {
    tokens,
    sortKey: sort?.replace(/^-/, ''),
    descending: sort?.startsWith('-') ?? false,
    pageIndex: Number(search.get('page') ?? 1) || 1,
    setTokens: (next) =>
      change((params) => {
        writeFilter(params, next)
        params.delete('page')
      }),
    setSort: (key, descending) =>
      change((params) => {
        params.set('sort', `${descending ? '-' : ''}${key}`)
        params.delete('page')
      }),
    setPage: (index) =>
      change((params) => {
        if (index === 1) params.delete('page')
        else params.set('page', String(index))
      }, 'replace'),
  }
}
