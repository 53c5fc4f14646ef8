import type { StandardUnit } from '@aws-sdk/client-cloudwatch'

/** Where metrics are kept apart: nothing is read across accounts or Regions. */
export interface MetricPlace {
  readonly account: string
  readonly region: string
}

export interface MetricDimension {
  readonly name: string
  readonly value: string
}

/** What names a metric. The order of the dimensions means nothing. */
export interface MetricName {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: readonly MetricDimension[]
}

/** What is known of the values that were seen; of one value v: `{ sum: v, count: 1, minimum: v, maximum: v }`. */
export interface StatisticSet {
  readonly sum: number
  readonly count: number
  readonly minimum: number
  readonly maximum: number
  /** The values themselves, ascending, where they differ and are known: percentiles are made of them. */
  readonly distribution?: Distribution
}

/** Distinct values, ascending, and how often each was seen. */
export interface Distribution {
  readonly values: readonly number[]
  readonly counts: readonly number[]
}

/** What is put for one moment; `at`: the account's time, ms since the epoch. */
export interface MetricSample extends MetricName, StatisticSet {
  readonly at: number
  /** Default `None`. */
  readonly unit?: StandardUnit
  /** Seconds; default 60. */
  readonly resolution?: 1 | 60
}

/** What was seen in one period. */
export interface Datapoint extends StatisticSet {
  /** Begin of the period, ms since the epoch. */
  readonly at: number
  readonly unit: StandardUnit
}

export interface MetricRange {
  /** Included; the first period begins here. */
  readonly fromMs: number
  /** Not included. */
  readonly untilMs: number
  /** 1, 5, 10, 20 or 30 seconds, or a multiple of 60 seconds. */
  readonly periodMs: number
  /** Default: all units, each with data points of its own. */
  readonly unit?: StandardUnit
  /** Whether the data points shall have their distributions: reading is dearer then. */
  readonly distributions?: boolean
}

export interface MetricWish {
  readonly namespace?: string
  readonly metricName?: string
  /** All of them must be there; without a value, any value will do. */
  readonly dimensions?: readonly { readonly name: string; readonly value?: string }[]
  /** Those alone that had data within this time; default two weeks. */
  readonly activeWithinMs?: number
}

export interface PutHow {
  /** Durable by the end of the turn, for what nobody was told of: a crash may take it back. Default: when `put` returns. */
  readonly deferred?: boolean
}

/**
 * The owner of all data points. Kept as AWS keeps them: 1-second data for 3 hours, 1-minute data for 15 days, then 5-minute data up
 * to day 63, then hours up to day 455; what is read of older times at a finer period is not there.
 */
export interface MetricStore {
  put(place: MetricPlace, samples: Iterable<MetricSample>, how?: PutHow): void
  /** Periods that have data, oldest first. */
  read(place: MetricPlace, metric: MetricName, range: MetricRange): readonly Datapoint[]
  /** Ordered by namespace, name and dimensions. */
  list(place: MetricPlace, wish?: MetricWish): readonly MetricName[]
  /** Of the newest data point, ms since the epoch; undefined where there is none. */
  lastAt(place: MetricPlace, metric: MetricName): number | undefined
  /** Forgets everything of the account. */
  reset(account: string): void
  close(): void
}

/** A sample of one value. */
export function sampleOf(
  name: MetricName,
  at: number,
  value: number,
  unit?: StandardUnit,
): MetricSample {
  return { ...name, at, unit, sum: value, count: 1, minimum: value, maximum: value }
}
