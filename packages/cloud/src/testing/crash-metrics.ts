import type { MetricName, MetricStore } from '../metrics/metric.ts'
import { createMetricStore } from '../metrics/store.ts'

export const crashPlace = { account: '111111111111', region: 'us-east-1' }

export const crashMetrics: readonly MetricName[] = Array.from({ length: 20 }, (_, i) => ({
  namespace: 'Crash',
  metricName: 'Number',
  dimensions: [{ name: 'Of', value: String(i) }],
}))

/** A store that writes chunks and cuts its journal all the time. */
export function openCrashMetrics(dataDir: string): MetricStore {
  return createMetricStore({
    dataDir,
    journalBytes: 20_000,
    mostBytes: 1,
    now: () => 30 * 86_400_000,
    onError: (error) => {
      throw error
    },
  })
}
