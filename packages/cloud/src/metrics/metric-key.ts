import type { MetricName } from './metric.ts'

/** The same text for the same metric, whatever the order of its dimensions. Neither names nor values hold control characters. */
export function keyOf({ namespace, metricName, dimensions }: MetricName): string {
  const sorted = [...dimensions].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  let key = `${namespace}\u0000${metricName}`
  for (const { name, value } of sorted) key += `\u0000${name}\u0001${value}`
  return key
}
