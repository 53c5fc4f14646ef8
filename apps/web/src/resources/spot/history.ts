import type { Output } from '@brume/console-api'
import { queryId, type ChartLine } from '../charts/metric.ts'
import type { ChartPoint } from '../charts/use-metric-data.ts'

type PriceChange = NonNullable<
  Output<'ec2', 'DescribeSpotPriceHistory'>['SpotPriceHistory']
>[number]

/** A line for each zone: a price holds until the next, so that each change is a step. */
export function toLines(
  history: readonly PriceChange[],
  fromMs: number,
  untilMs: number,
): { readonly lines: ChartLine[]; readonly points: Map<string, readonly ChartPoint[]> } {
  const points = new Map<string, readonly ChartPoint[]>()
  const lines = byZone(history).map(([zone, changes]): ChartLine => {
    // The letter of the zone, or of the local zone.
    const id = zone.replaceAll(/[^a-z0-9]/g, '')
    const steps = changes.flatMap(({ at, price }, index) => {
      const x = Math.max(at, fromMs)
      const end = changes[index + 1]?.at ?? untilMs
      return end <= fromMs ? [] : [point(x, price), point(Math.max(x, end - 1), price)]
    })
    points.set(queryId('spot', id), steps)
    return { id, label: zone, expression: id }
  })
  return { lines, points }
}

/** What each zone asks now, the cheapest first. */
export function zonesNow(
  history: readonly PriceChange[],
): readonly { readonly zone: string; readonly usdPerHour: number }[] {
  return byZone(history)
    .map(([zone, changes]) => ({ zone, usdPerHour: changes.at(-1)?.price ?? 0 }))
    .toSorted((a, b) => a.usdPerHour - b.usdPerHour)
}

interface Change {
  readonly at: number
  readonly price: number
}

function byZone(history: readonly PriceChange[]): [string, readonly Change[]][] {
  const zones = new Map<string, Change[]>()
  for (const { AvailabilityZone: zone = '', Timestamp = '', SpotPrice = '0' } of history) {
    const changes = zones.get(zone) ?? []
    changes.push({ at: Date.parse(Timestamp), price: Number(SpotPrice) })
    zones.set(zone, changes)
  }
  return [...zones]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([zone, changes]) => [zone, changes.toSorted((a, b) => a.at - b.at)])
}

const point = (ms: number, y: number): ChartPoint => ({ x: new Date(ms), y })
