import { hourMs } from './months.ts'
import type { Stretch } from './stretches.ts'

/** A stretch within some hours in which nothing changes: as long in each of them. */
export interface HourlyUse {
  readonly stretch: Stretch
  readonly from: number
  readonly to: number
  /** Seconds of use in each hour, of all its units. */
  readonly seconds: number
}

/** Whole hours that are all alike: none begins, ends or changes in them, but for a single hour that is by itself. */
export interface Hours {
  readonly from: number
  readonly to: number
  readonly uses: readonly HourlyUse[]
}

const floorHour = (at: number): number => Math.floor(at / hourMs) * hourMs
const ceilHour = (at: number): number => Math.ceil(at / hourMs) * hourMs

/** Cuts time into runs of like hours: commitments are applied hour by hour, and like hours are applied to once. */
export function* alikeHours(
  stretches: readonly Stretch[],
  marks: readonly number[],
): Generator<Hours> {
  const cuts = new Set<number>(marks.map(floorHour))
  for (const { from, to } of stretches) {
    cuts.add(floorHour(from)).add(ceilHour(from)).add(floorHour(to)).add(ceilHour(to))
  }
  const edges = [...cuts].toSorted((a, b) => a - b)
  const waiting = stretches.toSorted((a, b) => a.from - b.from)
  let next = 0
  let active: Stretch[] = []
  for (const [at, from] of edges.entries()) {
    const to = edges[at + 1]
    if (to === undefined) return
    active = active.filter((each) => each.to > from)
    for (let one = waiting[next]; one && one.from < to; one = waiting[next]) {
      active.push(one)
      next += 1
    }
    yield { from, to, uses: active.map((stretch) => useIn(stretch, from, to)) }
  }
}

function useIn(stretch: Stretch, from: number, to: number): HourlyUse {
  const begins = Math.max(from, stretch.from)
  const ends = Math.min(to, stretch.to)
  const hours = (to - from) / hourMs
  const seconds = ((ends - begins) / 1000 / hours) * stretch.record.quantity
  return { stretch, from: begins, to: ends, seconds }
}
