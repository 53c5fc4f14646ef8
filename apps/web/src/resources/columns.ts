import type { ResourceColumn } from '../components/index.ts'

/** A column that shows the value it sorts and filters by. */
export function valueColumn<T>(
  id: string,
  header: string,
  value: (item: T) => string | number | undefined,
  more: Partial<ResourceColumn<T>> = {},
): ResourceColumn<T> {
  return {
    id,
    header,
    value,
    cell: (item) => {
      const shown = value(item)
      return shown === undefined || shown === '' ? '-' : shown
    },
    ...more,
  }
}
