import type { TableProps } from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'
import type { FilterKind, FilterProperty, FilterValue } from '../../lib/filter.ts'
import type { Tag } from '../../lib/tags.ts'

/** A column of a resource table, as data: what it shows, and by what it is sorted and filtered. */
export interface ResourceColumn<T> {
  readonly id: string
  readonly header: string
  readonly cell: (item: T) => ReactNode
  /** Sorts and filters by this; dates as ISO strings. Without it the column does neither. */
  readonly value?: (item: T) => FilterValue
  /** All values to filter by, where one item has several. */
  readonly values?: (item: T) => readonly FilterValue[]
  /** How it is filtered; `text` unless told. `none`: not at all. */
  readonly filter?: FilterKind | 'none'
  /** Not shown until chosen in the preferences. */
  readonly hidden?: boolean
  /** Always shown: the column that names the item. */
  readonly fixed?: boolean
  readonly width?: number
  readonly edit?: TableProps.EditConfig<T>
}

/** What stands in a header beside its text: space, the mark of the order, the line that is dragged. */
const headerRest = 57
/** A day, a time and a zone, as long as they get in a cell. */
const dateWidth = 264

/** How wide a column is until someone drags it: as it says, but never so narrow that its header or a date is cut. */
export function widthOf({
  header,
  width = 160,
  filter,
}: Pick<ResourceColumn<unknown>, 'header' | 'width' | 'filter'>): number {
  const text = [...header].reduce((sum, one) => sum + (one > '\u1100' ? 13.3 : 8.4), 0)
  return Math.max(width, Math.ceil(text) + headerRest, filter === 'date' ? dateWidth : 0)
}

/** The columns that are shown, in their order. */
export function visibleColumns<T>(
  columns: readonly ResourceColumn<T>[],
  preferences: {
    readonly columns: readonly { readonly id: string; readonly visible: boolean }[]
  },
): readonly ResourceColumn<T>[] {
  return preferences.columns.flatMap(({ id, visible }) =>
    visible ? (columns.find((column) => column.id === id) ?? []) : [],
  )
}

/** What can be filtered: the columns, and what has no column of its own. */
export function filterPropertiesOf<T>(
  columns: readonly ResourceColumn<T>[],
  extra: readonly FilterProperty<T>[] = [],
): FilterProperty<T>[] {
  const own = columns.flatMap<FilterProperty<T>>(({ id, header, value, values, filter }) => {
    if (filter === 'none') return []
    const read = values ?? (value && ((item: T) => [value(item)]))
    return read ? [{ key: id, label: header, kind: filter ?? 'text', values: read }] : []
  })
  return [...own, ...extra]
}

export const tagPropertyPrefix = 'tag:'

/** The property behind `tag:<key>`, whatever the key. */
export function tagProperty<T>(
  key: string,
  tagsOf: (item: T) => readonly Tag[] | undefined,
): FilterProperty<T> | undefined {
  if (!key.startsWith(tagPropertyPrefix)) return undefined
  const name = key.slice(tagPropertyPrefix.length)
  return {
    key,
    label: name,
    kind: 'text',
    values: (item) => [tagsOf(item)?.find((tag) => tag.Key === name)?.Value],
  }
}
