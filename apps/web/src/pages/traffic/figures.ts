import type { TrafficRun, TrafficSecond } from '@brume/console-api'

const outcomes = ['succeeded', 'refused', 'failed', 'unanswered'] as const
type Outcome = (typeof outcomes)[number]

export function totalOf({ seconds }: TrafficRun, what: Outcome): number {
  return seconds.reduce((sum, second) => sum + second[what], 0)
}

/** So many points a line has at most: a fast clock brings many seconds at once, some of them without a request. */
const mostPoints = 60

/** A line per second for what was sent, and for each outcome that there was: averages of equal stretches, without the one that is not over. */
export function ratesOf(run: TrafficRun) {
  const times = run.seconds.map(({ at }) => Date.parse(at))
  const [first = 0, last = first] = [times[0], times.at(-1)]
  const stretchMs = 1000 * Math.max(1, Math.ceil((last - first + 1000) / 1000 / mostPoints))
  const ended = run.running ? Math.floor((last - first) / stretchMs) : undefined
  const count = Math.max(1, ended ?? Math.floor((last - first) / stretchMs) + 1)
  const line = (what: 'sent' | Outcome) => {
    const sums = Array<number>(count).fill(0)
    for (const [at, second] of run.seconds.entries()) {
      const stretch = Math.floor(((times[at] ?? first) - first) / stretchMs)
      if (stretch < count) sums[stretch] = (sums[stretch] ?? 0) + second[what]
    }
    const points = sums.map((sum, at) => ({
      x: new Date(first + at * stretchMs),
      y: (sum * 1000) / stretchMs,
    }))
    return { what, points: run.seconds.length === 0 ? [] : points }
  }
  return [line('sent'), ...outcomes.filter((what) => totalOf(run, what) > 0).map(line)]
}

/** Of so many of the newest seconds it is told who answered: what has changed shows soon. */
const lookBack = 60

/** Who answered how often, the busiest first. */
export function answerers({ seconds }: TrafficRun): (readonly [string, number])[] {
  const counts = new Map<string, number>()
  const newest: readonly TrafficSecond[] = seconds.slice(-lookBack)
  for (const { answeredBy } of newest) {
    for (const [who, count] of Object.entries(answeredBy)) {
      counts.set(who, (counts.get(who) ?? 0) + count)
    }
  }
  return [...counts].toSorted(([a], [b]) => a.localeCompare(b))
}
