import type { TablePreferences } from './preferences.ts'

/** How many rows can be seen at first; the rest is drawn behind the first paint. */
export function rowsInView(): number {
  return Math.ceil(innerHeight / 50)
}

/** The columns that can be seen at first: those to the right of the window's edge are drawn behind the first paint. */
export function columnsInView(
  columns: TablePreferences['columns'],
  definitions: readonly { readonly id: string; readonly width: number }[],
): TablePreferences['columns'] {
  const widths = new Map(definitions.map(({ id, width }) => [id, width]))
  let left = 0
  return columns.filter(({ id, visible }) => {
    const inView = visible && left < innerWidth
    if (inView) left += widths.get(id) ?? 0
    return inView
  })
}
