import type { Engine } from '../../engine/engine.ts'
import type { ReadRecords } from '../../engine/collection.ts'
import type { MetricPlace, MetricStore } from '../../metrics/metric.ts'
import { alarms } from '../../services/cloudwatch/alarms/alarm.ts'
import {
  carryOut,
  evaluateAlarms,
  isHighResolution,
} from '../../services/cloudwatch/alarms/evaluate/evaluate-alarms.ts'
import { metricReader } from '../../services/cloudwatch/metrics/metric-reader.ts'
import type { Measured } from './metric-source.ts'

/** The minutes of accounts: at each, what happened in it becomes metrics, and then alarms are evaluated. */
export interface Monitoring {
  /** Takes up what there was to measure when Brume ended. */
  resume(): void
  close(): void
}

export interface MonitoringOptions {
  readonly engine: Engine
  readonly metrics: MetricStore
  readonly sources: readonly Measured[]
  readonly onError: (error: unknown) => void
}

/** An account with something to measure or to watch. */
interface Watched {
  readonly regions: Map<string, Region>
  /** When its clock is to be looked at next, and how not to. */
  atMs: number
  disarm: () => void
}

interface Region {
  readonly sources: readonly Measured[]
  readonly hasAlarms: boolean
  readonly isFine: boolean
}

const minuteMs = 60_000
/** Of alarms of high resolution. */
const fineMs = 10_000

export function createMonitoring(options: MonitoringOptions): Monitoring {
  const { engine, metrics, sources, onError } = options
  const accounts = new Map<string, Watched>()
  const collections = new Set([alarms.name, ...sources.flatMap((each) => each.collections)])
  let closed = false

  const stops = [
    engine.onChange(({ account, region, type }) => {
      if (region !== undefined && collections.has(type)) look({ account, region })
    }),
    engine.onReset((account) => {
      accounts.get(account)?.disarm()
      accounts.delete(account)
    }),
  ]

  /** What there is to do in a Region from now on. */
  function look(place: MetricPlace): void {
    if (closed) return
    const { account, region } = place
    const found = regionOf(engine.read(place))
    const watched = accounts.get(account)
    if (!found) {
      if (!watched?.regions.delete(region)) return
      if (watched.regions.size > 0) return
      watched.disarm()
      accounts.delete(account)
    } else if (watched) {
      watched.regions.set(region, found)
      arm(account, watched)
    } else {
      const fresh: Watched = {
        regions: new Map([[region, found]]),
        atMs: Infinity,
        disarm: () => {},
      }
      accounts.set(account, fresh)
      arm(account, fresh)
    }
  }

  function regionOf(db: ReadRecords): Region | undefined {
    const there = sources.filter((source) => source.isThere(db))
    const hasAlarms = db.count(alarms) > 0
    if (there.length === 0 && !hasAlarms) return undefined
    const isFine = db
      .all(alarms)
      .some((alarm) => alarm.type === 'MetricAlarm' && isHighResolution(alarm))
    return { sources: there, hasAlarms, isFine }
  }

  function arm(account: string, watched: Watched): void {
    const { clock } = engine.world(account)
    const isFine = [...watched.regions.values()].some((region) => region.isFine)
    const stepMs = isFine ? fineMs : minuteMs
    const atMs = (Math.floor(clock.now() / stepMs) + 1) * stepMs
    if (watched.atMs === atMs) return
    watched.disarm()
    watched.atMs = atMs
    watched.disarm = clock.at(atMs, () => {
      watched.atMs = Infinity
      pass(account, watched, atMs)
      if (accounts.get(account) === watched) arm(account, watched)
    })
  }

  function pass(account: string, watched: Watched, now: number): void {
    // In one order, whatever was there first.
    const regions = [...watched.regions].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [name, region] of regions) {
      const place = { account, region: name }
      if (now % minuteMs === 0) guard(() => measure(place, region, now))
      if (region.hasAlarms) guard(() => watch(place, now))
    }
  }

  function measure(place: MetricPlace, region: Region, now: number): void {
    const minute = { fromMs: now - minuteMs, untilMs: now }
    for (const { metricsOf } of region.sources) {
      guard(() => metrics.put(place, metricsOf(place, minute), { deferred: true }))
    }
  }

  /** Reads alone; a transaction only for what changes. */
  function watch(place: MetricPlace, now: number): void {
    const reader = metricReader({ ...place, now, host: { metrics } })
    for (const outcome of evaluateAlarms({ db: engine.read(place), reader })) {
      guard(() => engine.transact(place, (ctx) => carryOut(ctx, outcome), { deferred: true }))
    }
  }

  function guard(step: () => void): void {
    try {
      step()
    } catch (error) {
      onError(error)
    }
  }

  return {
    resume() {
      for (const place of engine.places()) look(place)
    },
    close() {
      closed = true
      for (const stop of stops) stop()
      for (const { disarm } of accounts.values()) disarm()
    },
  }
}
