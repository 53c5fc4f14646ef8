import type { MetricDimension } from '../../../metrics/metric.ts'

const known = new Map<string, readonly MetricDimension[]>()
const mostKnown = 20_000

/** The same list for the same name and value: values are put together by it, and the store knows frozen lists again at no cost. */
export function dimension(name: string, value: string): readonly MetricDimension[] {
  const key = `${name} ${value}`
  let found = known.get(key)
  if (!found) {
    if (known.size >= mostKnown) known.clear()
    known.set(key, (found = Object.freeze([{ name, value }])))
  }
  return found
}

/** Of all instances together. */
export const allInstances: readonly MetricDimension[] = Object.freeze([])
