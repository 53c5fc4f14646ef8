import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Chunk } from './chunk.ts'
import { keyOf } from './metric-key.ts'
import type { MetricDimension, MetricName, MetricPlace, MetricWish } from './metric.ts'

/** The data points of a metric in one unit. */
export interface Series {
  readonly id: number
  readonly metric: Metric
  readonly unit: StandardUnit
  /** The newest chunk of each tier, while it is in memory. */
  readonly heads: (Chunk | undefined)[]
  /** Of the newest data point; -Infinity before the first. */
  lastAt: number
}

export interface Metric {
  readonly key: string
  readonly place: string
  readonly account: string
  readonly region: string
  readonly name: MetricName
  readonly series: Series[]
}

/** Which metrics there are, by account and Region. */
export class Directory {
  readonly #places = new Map<string, PlaceMetrics>()
  readonly #byId = new Map<number, Series>()
  /** By frozen lists of dimensions: who measures puts the same list again and again. */
  readonly #byDimensions = new WeakMap<readonly MetricDimension[], Map<string, Series>>()
  #lastId = 0

  find(place: MetricPlace, name: MetricName): Metric | undefined {
    return this.#places.get(placeKey(place))?.byKey.get(keyOf(name))
  }

  /** How many series there are. */
  get size(): number {
    return this.#byId.size
  }

  series(id: number): Series | undefined {
    return this.#byId.get(id)
  }

  /** The series of a metric and unit, made on first use: `made` is then told of it. */
  seriesOf(
    place: MetricPlace,
    name: MetricName,
    unit: StandardUnit,
    made: (series: Series) => void,
  ): Series {
    const known = this.#byDimensions.get(name.dimensions)?.get(name.metricName)
    if (known && this.#is(known, place, name, unit)) return known
    const series = this.#findSeries(place, name, unit, made)
    if (Object.isFrozen(name.dimensions)) {
      const byName = this.#byDimensions.get(name.dimensions) ?? new Map<string, Series>()
      this.#byDimensions.set(name.dimensions, byName.set(name.metricName, series))
    }
    return series
  }

  #is(series: Series, place: MetricPlace, name: MetricName, unit: StandardUnit): boolean {
    const { metric } = series
    return (
      series.unit === unit &&
      metric.name.namespace === name.namespace &&
      metric.account === place.account &&
      metric.region === place.region &&
      this.#byId.get(series.id) === series
    )
  }

  #findSeries(
    place: MetricPlace,
    name: MetricName,
    unit: StandardUnit,
    made: (series: Series) => void,
  ): Series {
    const at = placeKey(place)
    let metrics = this.#places.get(at)
    if (!metrics) this.#places.set(at, (metrics = { byKey: new Map(), sorted: undefined }))
    const key = keyOf(name)
    let metric = metrics.byKey.get(key)
    if (!metric) {
      const { namespace, metricName, dimensions } = name
      const kept = { namespace, metricName, dimensions: dimensions.map((each) => ({ ...each })) }
      const { account, region } = place
      metric = { key, place: at, account, region, name: kept, series: [] }
      metrics.byKey.set(key, metric)
      metrics.sorted = undefined
    }
    const found = metric.series.find((each) => each.unit === unit)
    if (found) return found
    const series = this.#adopt(metric, unit, this.#lastId + 1, -Infinity)
    made(series)
    return series
  }

  /** Takes a stored series. */
  load(place: MetricPlace, name: MetricName, unit: StandardUnit, id: number, lastAt: number): void {
    this.#lastId = id - 1
    this.seriesOf(place, name, unit, () => undefined).lastAt = lastAt
  }

  list(place: MetricPlace, wish: MetricWish, sinceMs: number): MetricName[] {
    const metrics = this.#places.get(placeKey(place))
    if (!metrics) return []
    metrics.sorted ??= [...metrics.byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
    return metrics.sorted.filter((metric) => fits(metric, wish, sinceMs)).map(({ name }) => name)
  }

  *ofAccount(account: string): Generator<Series> {
    for (const [at, { byKey }] of this.#places) {
      if (!at.startsWith(`${account} `)) continue
      for (const { series } of byKey.values()) yield* series
    }
  }

  drop({ id, metric }: Series): void {
    this.#byId.delete(id)
    metric.series.splice(
      metric.series.findIndex((each) => each.id === id),
      1,
    )
    const metrics = this.#places.get(metric.place)
    if (metric.series.length > 0 || !metrics) return
    metrics.byKey.delete(metric.key)
    metrics.sorted = undefined
  }

  #adopt(metric: Metric, unit: StandardUnit, id: number, lastAt: number): Series {
    this.#lastId = Math.max(this.#lastId, id)
    const series: Series = { id, metric, unit, heads: [undefined, undefined, undefined], lastAt }
    metric.series.push(series)
    this.#byId.set(id, series)
    return series
  }
}

interface PlaceMetrics {
  readonly byKey: Map<string, Metric>
  /** By key; undefined after a change. */
  sorted: Metric[] | undefined
}

function placeKey({ account, region }: MetricPlace): string {
  return `${account} ${region}`
}

function fits({ name, series }: Metric, wish: MetricWish, sinceMs: number): boolean {
  if (wish.namespace !== undefined && wish.namespace !== name.namespace) return false
  if (wish.metricName !== undefined && wish.metricName !== name.metricName) return false
  for (const wanted of wish.dimensions ?? []) {
    const found = name.dimensions.some(
      (each) =>
        each.name === wanted.name && (wanted.value === undefined || wanted.value === each.value),
    )
    if (!found) return false
  }
  return series.some(({ lastAt }) => lastAt >= sinceMs)
}
