import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import { keyOf } from './metric-key.ts'
import type { Datapoint, MetricName, MetricSample, MetricStore } from './metric.ts'
import { together } from './statistic-sets.ts'

const minuteMs = 60_000
const twoWeeksMs = 14 * 86_400_000

export interface MetricStoreOptions {
  /** The account's present, ms since the epoch. */
  readonly now: (account: string) => number
}

interface Metric {
  readonly name: MetricName
  readonly samples: MetricSample[]
}

/** The data points of all accounts, in memory. */
export function createMetricStore({ now }: MetricStoreOptions): MetricStore {
  const places = new Map<string, Map<string, Metric>>()
  const metricsOf = ({ account, region }: { account: string; region: string }) => {
    const place = `${account} ${region}`
    let found = places.get(place)
    if (!found) places.set(place, (found = new Map()))
    return found
  }
  return {
    put(place, samples) {
      const metrics = metricsOf(place)
      for (const sample of samples) {
        const key = keyOf(sample)
        let metric = metrics.get(key)
        if (!metric) metrics.set(key, (metric = { name: sample, samples: [] }))
        const step = sample.resolution === 1 ? 1000 : minuteMs
        metric.samples.push({ ...sample, at: Math.floor(sample.at / step) * step })
      }
    },
    read(place, metric, { fromMs, untilMs, periodMs, unit }) {
      const points = new Map<string, Datapoint>()
      for (const sample of metricsOf(place).get(keyOf(metric))?.samples ?? []) {
        const unitOf: StandardUnit = sample.unit ?? 'None'
        if (sample.at < fromMs || sample.at >= untilMs) continue
        if (unit !== undefined && unit !== unitOf) continue
        const at = fromMs + Math.floor((sample.at - fromMs) / periodMs) * periodMs
        const before = points.get(`${at} ${unitOf}`)
        const { sum, count, minimum, maximum, distribution } = sample
        const set = { sum, count, minimum, maximum, distribution }
        points.set(`${at} ${unitOf}`, {
          ...(before ? together(before, set) : set),
          at,
          unit: unitOf,
        })
      }
      return [...points.values()].sort((a, b) => a.at - b.at)
    },
    list(place, wish = {}) {
      const since = now(place.account) - (wish.activeWithinMs ?? twoWeeksMs)
      return [...metricsOf(place).entries()]
        .filter(
          ([, { name, samples }]) =>
            (wish.namespace === undefined || wish.namespace === name.namespace) &&
            (wish.metricName === undefined || wish.metricName === name.metricName) &&
            (wish.dimensions ?? []).every((wanted) =>
              name.dimensions.some(
                (each) =>
                  each.name === wanted.name &&
                  (wanted.value === undefined || wanted.value === each.value),
              ),
            ) &&
            samples.some(({ at }) => at >= since),
        )
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([
            ,
            {
              name: { namespace, metricName, dimensions },
            },
          ]) => ({
            namespace,
            metricName,
            dimensions,
          }),
        )
    },
    lastAt: (place, metric) =>
      metricsOf(place)
        .get(keyOf(metric))
        ?.samples.reduce((last, { at }) => Math.max(last, at), -Infinity),
    reset(account) {
      for (const place of places.keys()) {
        if (place.startsWith(`${account} `)) places.delete(place)
      }
    },
    close() {},
  }
}
