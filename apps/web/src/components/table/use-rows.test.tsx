// @vitest-environment jsdom
import { act, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FilterToken } from '../../lib/filter.ts'
import { useFilterOptions, useRows, type Rows } from './use-rows.ts'

interface Item {
  readonly id: number
  readonly state: string
}

const properties = [
  { key: 'state', label: 'State', kind: 'choice' as const, values: (item: Item) => [item.state] },
  { key: 'id', label: 'Id', kind: 'number' as const, values: (item: Item) => [item.id] },
]
const valueOf = (item: Item) => item.id
const items = Array.from({ length: 120 }, (_one, id) => ({
  id,
  state: id % 2 === 0 ? 'running' : 'stopped',
}))
const none: readonly FilterToken[] = []
const running: readonly FilterToken[] = [{ property: 'state', operator: '=', value: 'running' }]

interface Props {
  readonly items: readonly Item[]
  readonly tokens: readonly FilterToken[]
  readonly pageIndex: number
  readonly descending?: boolean
}

interface Drawn {
  readonly rows: Rows<Item>
  readonly options: ReturnType<typeof useFilterOptions>
}

function Probe(props: Props & { readonly onDraw: (drawn: Drawn) => void }) {
  const rows = useRows({
    items: props.items,
    tokens: props.tokens,
    properties,
    sortKey: 'id',
    sortBy: { value: valueOf, descending: props.descending ?? false },
    pageIndex: props.pageIndex,
    pageSize: 50,
  })
  const options = useFilterOptions(props.items, properties)
  useEffect(() => {
    props.onDraw({ rows, options })
  })
  return null
}

let root: ReturnType<typeof createRoot>
const draw = (props: Props): Drawn => {
  const drawn: Drawn[] = []
  act(() => root.render(<Probe {...props} onDraw={(one) => drawn.push(one)} />))
  const last = drawn.at(-1)
  if (!last) throw new Error('not drawn')
  return last
}

beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(document.createElement('div'))
})
afterEach(() => act(() => root.unmount()))

it('filters, sorts and pages', () => {
  const { rows } = draw({ items, tokens: running, pageIndex: 2, descending: true })
  expect(rows.pageCount).toBe(2)
  expect(rows.page.map(({ id }) => id)).toEqual([18, 16, 14, 12, 10, 8, 6, 4, 2, 0])
})

it('shows the last page when the URL names one past the end', () => {
  expect(draw({ items, tokens: none, pageIndex: 9 }).rows.pageIndex).toBe(3)
})

it('keeps the page the same array while nothing it depends on changes', () => {
  const first = draw({ items, tokens: none, pageIndex: 1 }).rows
  const again = draw({ items, tokens: none, pageIndex: 1 }).rows
  expect(again.page).toBe(first.page)
  const turned = draw({ items, tokens: none, pageIndex: 2 }).rows
  expect(turned.matching).toBe(first.matching)
})

it('keeps the offered filter values the same array while rows change and values do not', () => {
  const before = draw({ items, tokens: none, pageIndex: 1 }).options
  const after = draw({ items: items.slice(1), tokens: none, pageIndex: 1 }).options
  expect(before.map(({ value }) => value)).toEqual(['running', 'stopped'])
  expect(after).toBe(before)
})
