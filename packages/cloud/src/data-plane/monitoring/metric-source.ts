import type { ReadRecords } from '../../engine/collection.ts'
import type { MetricPlace, MetricSample } from '../../metrics/metric.ts'

/** A minute of the account's time that has ended; ms since the epoch. */
export interface Minute {
  readonly fromMs: number
  readonly untilMs: number
}

/** What a part of the cloud tells CloudWatch of the minute that ended. */
export type MetricSource = (place: MetricPlace, minute: Minute) => Iterable<MetricSample>

/** A source with what tells whether it has anything to say: no minute passes for what is not there. */
export interface Measured {
  /** Names of the collections whose changes may begin or end it. */
  readonly collections: readonly string[]
  isThere(db: ReadRecords): boolean
  readonly metricsOf: MetricSource
}
