import type { InventoryFilter } from '@aws-sdk/client-ssm'
import { AwsError } from '../../../errors.ts'
import type { InventoryEntry } from './inventory.ts'

/** Whether values of one attribute satisfy a filter. Throws `InvalidFilter` for a type of comparison that there is not. */
export function compare(filter: InventoryFilter): (values: readonly string[]) => boolean {
  const { Values: wanted = [], Type: type = 'Equal', Key: key } = filter
  switch (type) {
    case 'Equal':
      return (values) => values.some((value) => wanted.includes(value))
    case 'NotEqual':
      return (values) => !values.some((value) => wanted.includes(value))
    case 'BeginWith':
      return (values) => values.some((value) => wanted.some((start) => value.startsWith(start)))
    case 'LessThan':
      return (values) => values.some((value) => wanted.some((bound) => order(value, bound) < 0))
    case 'GreaterThan':
      return (values) => values.some((value) => wanted.some((bound) => order(value, bound) > 0))
    case 'Exists':
      return (values) => values.length > 0
    default:
      throw new AwsError('InvalidFilter', `The filter type ${String(type)} of ${key} is not valid.`)
  }
}

/** Numbers and versions by their numbers, all else as text. */
function order(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/** Entries whose attributes satisfy all filters; keys are attribute names. */
export function entryTest(filters: readonly InventoryFilter[]): (entry: InventoryEntry) => boolean {
  const tests = filters.map((filter) => ({ key: filter.Key ?? '', test: compare(filter) }))
  return (entry) =>
    tests.every(({ key, test }) => {
      const value = entry[key]
      return test(value === undefined ? [] : [value])
    })
}

/** `AWS:Application.Name`: the type and the attribute of it; undefined for what has not that form. */
export function splitKey(
  key: string,
): { readonly type: string; readonly attribute: string } | undefined {
  const at = key.lastIndexOf('.')
  if (at < 0 || !/^(AWS|Custom):/.test(key)) return undefined
  return { type: key.slice(0, at), attribute: key.slice(at + 1) }
}
