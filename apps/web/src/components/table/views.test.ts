import { expect, it } from 'vitest'
import { addView, isLike, renameView, setDefaultView, viewQuery, type SavedView } from './views.ts'

const columns = [
  { id: 'name', visible: true },
  { id: 'zone', visible: false },
]
const view = (name: string, more: Partial<SavedView> = {}): Omit<SavedView, 'id'> => ({
  name,
  query: '',
  columns,
  pageSize: 50,
  isDefault: false,
  ...more,
})

it('keeps of an address how one looks, not where one stands', () => {
  const search = new URLSearchParams('sort=-name&filter=state=running&selected=i-1&tab=tags&page=3')
  expect(viewQuery(search)).toBe('filter=state%3Drunning&sort=-name')
  expect(viewQuery(new URLSearchParams('filter=state=running&sort=-name'))).toBe(viewQuery(search))
})

it('adds, replaces by name, renames, and has one default at most', () => {
  let views = addView([], view('web', { isDefault: true }))
  views = addView(views, view('all'))
  expect(views.map(({ id, name }) => [id, name])).toEqual([
    ['v2', 'all'],
    ['v1', 'web'],
  ])
  views = addView(views, view('all', { query: 'sort=name', isDefault: true }))
  expect(views.map(({ query, isDefault }) => [query, isDefault])).toEqual([
    ['sort=name', true],
    ['', false],
  ])
  views = renameView(views, 'v2', 'zzz')
  expect(views.map(({ name }) => name)).toEqual(['web', 'zzz'])
  expect(setDefaultView(views, undefined).some(({ isDefault }) => isDefault)).toBe(false)
  expect(setDefaultView(views, 'v1').filter(({ isDefault }) => isDefault)).toHaveLength(1)
})

it('tells whether the list looks so now; columns that are not shown have no say', () => {
  const [saved] = addView([], view('web', { query: 'filter=state%3Drunning' }))
  if (!saved) throw new Error('not added')
  const search = new URLSearchParams('selected=i-1&filter=state=running')
  const shown = [{ id: 'name', visible: true }]
  expect(isLike(saved, search, { columns: shown, pageSize: 50 })).toBe(true)
  expect(isLike(saved, search, { columns: shown, pageSize: 25 })).toBe(false)
  expect(isLike(saved, new URLSearchParams(), { columns, pageSize: 50 })).toBe(false)
})
