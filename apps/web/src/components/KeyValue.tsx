import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import type { ReactNode } from 'react'

export type KeyValueItem = readonly [label: string, value: ReactNode]

/** Facts about one thing in columns; an absent value is a dash. */
export function KeyValue(props: {
  readonly items: readonly KeyValueItem[]
  readonly columns?: 1 | 2 | 3 | 4
}) {
  return (
    <KeyValuePairs
      columns={props.columns ?? 3}
      items={props.items.map(([label, value]) => ({
        label,
        value: value === undefined || value === null || value === '' ? '-' : value,
      }))}
    />
  )
}
