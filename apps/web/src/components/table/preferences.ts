import { useMemo, useState } from 'react'
import { remembered } from '../../lib/remembered.ts'

export interface TablePreferences {
  readonly pageSize: number
  /** Order and visibility of columns; columns that are newer than the stored value are added at their place. */
  readonly columns: readonly { readonly id: string; readonly visible: boolean }[]
  readonly widths: Readonly<Record<string, number>>
  readonly density: 'comfortable' | 'compact'
  readonly wrapLines: boolean
  readonly stripedRows: boolean
}

export const pageSizes = [25, 50, 100] as const

interface ColumnChoice {
  readonly id: string
  readonly hidden?: boolean
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Makes valid preferences of whatever was stored, against the columns of today. */
export function revivePreferences(
  stored: unknown,
  columns: readonly ColumnChoice[],
): TablePreferences {
  const from = isRecord(stored) ? stored : {}
  const known = Array.isArray(from['columns']) ? from['columns'].filter(isRecord) : []
  const kept = known.flatMap(({ id, visible }) =>
    columns.some((column) => column.id === id) && typeof id === 'string'
      ? [{ id, visible: visible === true }]
      : [],
  )
  const order = [...kept]
  columns.forEach((column, index) => {
    if (order.some(({ id }) => id === column.id)) return
    const before = columns[index - 1]?.id
    const place = before === undefined ? 0 : order.findIndex(({ id }) => id === before) + 1
    order.splice(place, 0, { id: column.id, visible: !column.hidden })
  })
  const widths = isRecord(from['widths']) ? Object.entries(from['widths']) : []
  return {
    pageSize: pageSizes.find((size) => size === from['pageSize']) ?? 50,
    columns: order,
    widths: Object.fromEntries(
      widths.flatMap(([id, width]) => (typeof width === 'number' ? [[id, width]] : [])),
    ),
    density: from['density'] === 'compact' ? 'compact' : 'comfortable',
    wrapLines: from['wrapLines'] === true,
    stripedRows: from['stripedRows'] === true,
  }
}

/** The preferences of one table, kept in this browser. */
export function useTablePreferences(
  tableId: string,
  columns: readonly ColumnChoice[],
): [TablePreferences, (next: TablePreferences) => void] {
  const memory = useMemo(
    () => remembered<unknown>(`table.${tableId}`, (stored) => stored),
    [tableId],
  )
  const [stored, setStored] = useState(memory.read)
  const preferences = useMemo(() => revivePreferences(stored, columns), [stored, columns])
  return [
    preferences,
    (next) => {
      memory.write(next)
      setStored(next)
    },
  ]
}
