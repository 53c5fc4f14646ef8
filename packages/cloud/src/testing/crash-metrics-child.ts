import { openSync, writeSync } from 'node:fs'
import { sampleOf } from '../metrics/metric.ts'
import { crashMetrics, crashPlace, openCrashMetrics } from './crash-metrics.ts'

/** Puts without end, and notes in a file of its own what has been acknowledged: to be killed at any moment. */
const [directory = '', acknowledged = '', from = ''] = process.argv.slice(2)
const store = openCrashMetrics(directory)
const file = openSync(acknowledged, 'a')
let at = Number(from)

function putOn(): void {
  for (let i = 0; i < 20; i += 1) {
    at += 20_000
    store.put(
      crashPlace,
      crashMetrics.map((name) => sampleOf(name, at, at % 7)),
    )
    writeSync(file, `${at}\n`)
  }
  setImmediate(putOn)
}
putOn()
