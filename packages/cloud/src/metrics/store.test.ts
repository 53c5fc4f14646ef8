import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Datapoint, MetricRange, MetricSample, MetricStore } from './metric.ts'
import { sampleOf } from './metric.ts'
import { createMetricStore } from './store.ts'

const place = { account: '111111111111', region: 'ap-northeast-2' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const start = Date.UTC(2026, 0, 1)
const cpu = { namespace: 'AWS/EC2', metricName: 'CPUUtilization', dimensions: [] }

/** A store whose clock the test sets; `reopen` is a restart. */
function openStore(options: { dataDir?: string; mostBytes?: number } = {}) {
  let nowMs = start
  const make = () =>
    createMetricStore({
      ...options,
      now: () => nowMs,
      onError: (error) => {
        throw error
      },
    })
  let store = make()
  return {
    get it(): MetricStore {
      return store
    },
    get now() {
      return nowMs
    },
    wind: (byMs: number) => (nowMs += byMs),
    reopen() {
      store.close()
      store = make()
    },
  }
}

async function inDirectory(fn: (dataDir: string) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-metrics-'))
  try {
    fn(dataDir)
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

/** What the store should answer, from all samples ever put. */
function expected(samples: readonly MetricSample[], range: MetricRange, now: number): Datapoint[] {
  const { fromMs, untilMs, periodMs } = range
  const points = new Map<number, number[]>()
  const step = periodMs % hour === 0 ? hour : periodMs % minute === 0 ? minute : second
  const age =
    step === second
      ? 3 * hour
      : periodMs % hour === 0
        ? 455 * day
        : periodMs % (5 * minute) === 0
          ? 63 * day
          : 15 * day
  for (const sample of samples) {
    if (step === second && sample.resolution !== 1) continue
    const at = Math.floor(sample.at / step) * step
    if (at < fromMs || at >= untilMs || at < now - age) continue
    const period = at - ((at - fromMs) % periodMs)
    points.set(period, [...(points.get(period) ?? []), sample.sum])
  }
  return [...points]
    .sort(([a], [b]) => a - b)
    .map(([at, values]) => ({
      at,
      unit: 'None' as const,
      sum: values.reduce((a, b) => a + b),
      count: values.length,
      minimum: Math.min(...values),
      maximum: Math.max(...values),
    }))
}

const values = fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 3 }), fc.integer())
const step = fc.oneof(
  fc.record({
    do: fc.constant('put' as const),
    value: values,
    agoMs: fc.oneof(fc.constant(0), fc.nat(3 * hour), fc.nat(14 * day)),
    resolution: fc.constantFrom(1 as const, 60 as const),
    deferred: fc.boolean(),
    times: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ do: fc.constant('wind' as const), byMs: fc.nat(2 * day) }),
  fc.record({ do: fc.constant('far' as const), byMs: fc.nat(80 * day) }),
  fc.record({ do: fc.constant('reopen' as const) }),
)

describe('the store of metrics', () => {
  it('answers what a list of all samples would, whatever is put, read, aged and restarted', async () => {
    await inDirectory((dataDir) => {
      let run = 0
      fc.assert(
        fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
          run += 1
          const store = openStore({ dataDir: join(dataDir, String(run)), mostBytes: 1 })
          const samples: MetricSample[] = []
          for (const each of steps) {
            if (each.do === 'reopen') store.reopen()
            else if (each.do !== 'put') store.wind(each.byMs)
            else {
              const put = Array.from({ length: each.times }, (_, i) => ({
                ...sampleOf(
                  cpu,
                  Math.max(start, store.now - each.agoMs) + i * 7 * second,
                  each.value,
                ),
                resolution: each.resolution,
              }))
              samples.push(...put)
              store.it.put(place, put, { deferred: each.deferred })
            }
          }
          for (const [periodMs, backMs] of [
            [second, 2 * hour],
            [minute, 14 * day],
            [5 * minute, 60 * day],
            [hour, 300 * day],
            [day, 300 * day],
          ] as const) {
            const fromMs = Math.floor((store.now - backMs) / day) * day
            const range = { fromMs, untilMs: store.now + hour, periodMs }
            const read = store.it.read(place, cpu, range).map((point) => ({ ...point }))
            for (const point of read) delete point.distribution
            expect(read).toEqual(expected(samples, range, store.now))
          }
          store.it.close()
        }),
        { numRuns: 60 },
      )
    })
  })

  it('keeps the values that percentiles are made of, and bins of them when minutes are given up', () => {
    const store = openStore()
    const samples = Array.from({ length: 100 }, (_, i) => sampleOf(cpu, start + i * second, i))
    store.it.put(place, samples)
    const range = { fromMs: start, untilMs: start + hour, periodMs: hour, distributions: true }
    const values = Array.from({ length: 100 }, (_, i) => i)
    expect(store.it.read(place, cpu, range)[0]?.distribution?.values).toEqual(values)
    store.wind(70 * day)
    store.it.put(place, [sampleOf(cpu, store.now, 1)])
    expect(store.it.read(place, cpu, range)[0]?.distribution?.values).toEqual(values)
    expect(store.it.read(place, cpu, { ...range, periodMs: 5 * minute })).toEqual([])
    const set = { ...cpu, at: store.now, sum: 10, count: 3, minimum: 1, maximum: 5 }
    store.it.put(place, [set])
    const here = { ...range, fromMs: store.now, untilMs: store.now + minute, periodMs: minute }
    expect(store.it.read(place, cpu, here)[0]).toMatchObject({ sum: 11, distribution: undefined })
  })

  it('keeps units, dimensions, accounts and Regions apart', () => {
    const store = openStore()
    const web = {
      ...cpu,
      dimensions: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    }
    const turned = { ...web, dimensions: web.dimensions.toReversed() }
    store.it.put(place, [
      sampleOf(web, start, 1, 'Percent'),
      sampleOf(turned, start, 2, 'Percent'),
      sampleOf(web, start, 5, 'Count'),
    ])
    const range = { fromMs: start, untilMs: start + hour, periodMs: minute }
    const read = store.it.read(place, turned, range).map(({ unit, sum }) => [unit, sum])
    expect(read).toEqual([
      ['Percent', 3],
      ['Count', 5],
    ])
    expect(store.it.read(place, web, { ...range, unit: 'Count' })).toMatchObject([{ sum: 5 }])
    expect(store.it.read(place, cpu, range)).toEqual([])
    expect(store.it.read({ ...place, region: 'us-east-1' }, web, range)).toEqual([])
    expect(store.it.read({ ...place, account: '222222222222' }, web, range)).toEqual([])
  })

  it('lists by name and dimensions what had data lately', async () => {
    await inDirectory((dataDir) => {
      const store = openStore({ dataDir })
      const named = (metricName: string, ...pairs: [string, string][]) => ({
        namespace: 'N',
        metricName,
        dimensions: pairs.map(([name, value]) => ({ name, value })),
      })
      const [one, two, three] = [
        named('a'),
        named('a', ['X', '1']),
        named('b', ['X', '2']),
      ] as const
      store.it.put(
        place,
        [one, two, three].map((name) => sampleOf(name, start, 1)),
      )
      store.reopen()
      const names = (wish: Parameters<MetricStore['list']>[1]) => store.it.list(place, wish)
      expect(names({})).toEqual([one, two, three])
      expect(names({ metricName: 'a' })).toEqual([one, two])
      expect(names({ dimensions: [{ name: 'X' }] })).toEqual([two, three])
      expect(names({ dimensions: [{ name: 'X', value: '2' }] })).toEqual([three])
      store.wind(4 * hour)
      store.it.put(place, [sampleOf(two, store.now, 1)])
      expect(names({ activeWithinMs: 3 * hour })).toEqual([two])
      store.wind(14 * day - hour)
      expect(names({})).toEqual([two])
      store.wind(456 * day)
      store.it.put(place, [sampleOf(one, store.now, 1)])
      expect(names({ activeWithinMs: Infinity })).toEqual([one])
    })
  })

  it('forgets an account that is reset, also after a restart', async () => {
    await inDirectory((dataDir) => {
      const store = openStore({ dataDir })
      const other = { ...place, account: '222222222222' }
      for (const where of [place, other]) store.it.put(where, [sampleOf(cpu, start, 1)])
      store.it.reset(place.account)
      store.it.put(place, [sampleOf(cpu, start, 5)])
      store.reopen()
      const range = { fromMs: start, untilMs: start + hour, periodMs: hour }
      expect(store.it.read(place, cpu, range)).toMatchObject([{ sum: 5, count: 1 }])
      expect(store.it.read(other, cpu, range)).toMatchObject([{ sum: 1, count: 1 }])
    })
  })
})
