import { remembered, type Remembered } from '../../lib/remembered.ts'
import type { TablePreferences } from './preferences.ts'

/** A name for a way to look at a list. */
export interface SavedView {
  readonly id: string
  readonly name: string
  /** Filter, order, Regions and whatever else the list keeps in its address. */
  readonly query: string
  readonly columns: TablePreferences['columns']
  readonly pageSize: TablePreferences['pageSize']
  /** What the list opens with when the address says nothing. */
  readonly isDefault: boolean
}

/** What of an address is where one stands, not how one looks. */
const passing = ['selected', 'tab', 'page', 'action'] as const

/** The part of an address that a view keeps, in one order whatever the order it came about in. */
export function viewQuery(search: URLSearchParams): string {
  const kept = new URLSearchParams(search)
  for (const name of passing) kept.delete(name)
  const entries = [...kept].toSorted((a, b) => a.join('=').localeCompare(b.join('=')))
  return String(new URLSearchParams(entries))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function reviveView(stored: unknown): SavedView[] {
  if (!isRecord(stored)) return []
  const { id, name, query, columns, pageSize, isDefault } = stored
  if (typeof id !== 'string' || typeof name !== 'string' || typeof query !== 'string') return []
  return [
    {
      id,
      name,
      query,
      columns: (Array.isArray(columns) ? columns : []).flatMap((column) =>
        isRecord(column) && typeof column['id'] === 'string'
          ? [{ id: column['id'], visible: column['visible'] === true }]
          : [],
      ),
      pageSize: typeof pageSize === 'number' ? pageSize : 50,
      isDefault: isDefault === true,
    },
  ]
}

/** The views of one table, kept in this browser. */
export function rememberedViews(tableId: string): Remembered<readonly SavedView[]> {
  return remembered<readonly SavedView[]>(`views.${tableId}`, (stored) =>
    Array.isArray(stored) ? stored.flatMap(reviveView) : [],
  )
}

/** Whether the list looks as the view says. */
export function isLike(
  view: SavedView,
  search: URLSearchParams,
  { columns, pageSize }: Pick<TablePreferences, 'columns' | 'pageSize'>,
): boolean {
  const shown = (list: TablePreferences['columns']) =>
    list.flatMap(({ id, visible }) => (visible ? id : [])).join()
  return (
    view.query === viewQuery(search) &&
    view.pageSize === pageSize &&
    shown(view.columns) === shown(columns)
  )
}

/** Adds a view; one of the same name is replaced. */
export function addView(
  views: readonly SavedView[],
  view: Omit<SavedView, 'id'>,
): readonly SavedView[] {
  const same = views.find(({ name }) => name === view.name)
  const id = same?.id ?? `v${Math.max(0, ...views.map((one) => Number(one.id.slice(1)) || 0)) + 1}`
  const added = { ...view, id }
  const others = view.isDefault ? views.map((one) => ({ ...one, isDefault: false })) : views
  return same
    ? others.map((one) => (one.id === id ? added : one))
    : [...others, added].toSorted((a, b) => a.name.localeCompare(b.name))
}

export function renameView(
  views: readonly SavedView[],
  id: string,
  name: string,
): readonly SavedView[] {
  return views
    .map((one) => (one.id === id ? { ...one, name } : one))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

/** Makes one the view that the list opens with; `undefined`: none. */
export function setDefaultView(
  views: readonly SavedView[],
  id: string | undefined,
): readonly SavedView[] {
  return views.map((one) => ({ ...one, isDefault: one.id === id }))
}
