import type { TrafficRun, TrafficSecond } from '@brume/console-api'

const outcomes = ['succeeded', 'refused', 'failed', 'unanswered'] as const
type Outcome = (typeof outcomes)[number]

export function totalOf({ seconds }: TrafficRun, what: Outcome): number {
  return seconds.reduce((sum, second) => sum + second[what], 0)
}

/** A line for what was sent, and for each outcome that there was. */
export function ratesOf(run: TrafficRun) {
  const line = (what: 'sent' | Outcome) => ({
    what,
    points: run.seconds.map((second) => ({ x: new Date(second.at), y: second[what] })),
  })
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
