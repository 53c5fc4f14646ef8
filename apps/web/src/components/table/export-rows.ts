import { saveFile } from '../../lib/save-file.ts'
import type { ResourceColumn } from './columns.ts'

/** So that Excel reads Korean as UTF-8. */
const byteOrderMark = '\uFEFF'

/**
 * A text as a cell. A spreadsheet would run one that starts like a formula: an apostrophe before it keeps it a text
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function toCell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[\s]*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The columns' values of all items, as CSV (RFC 4180). A column without a value has nothing to say. */
export function toCsv<T>(columns: readonly ResourceColumn<T>[], items: readonly T[]): string {
  const told = columns.filter(({ value, values }) => value ?? values)
  const lines = [
    told.map(({ header }) => toCell(header)),
    ...items.map((item) =>
      told.map(({ value, values }) =>
        toCell(value ? value(item) : values?.(item).filter(Boolean).join(', ')),
      ),
    ),
  ]
  return byteOrderMark + lines.map((cells) => `${cells.join(',')}\r\n`).join('')
}

/** The whole records, as JSON. */
export function toJson<T>(items: readonly T[], recordOf: (item: T) => unknown): string {
  return `${JSON.stringify(items.map(recordOf), undefined, 2)}\n`
}

/** Lets the browser save the items as a file. */
export function exportFile<T>(
  kind: 'csv' | 'json',
  name: string,
  columns: readonly ResourceColumn<T>[],
  items: readonly T[],
  recordOf: (item: T) => unknown = (item) => item,
): void {
  const file = `${name}-${new Date().toISOString().slice(0, 10)}.${kind}`
  if (kind === 'csv') saveFile(file, toCsv(columns, items), 'text/csv;charset=utf-8')
  else saveFile(file, toJson(items, recordOf), 'application/json')
}
