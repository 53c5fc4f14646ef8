import type { TrafficRun } from '@brume/console-api'
import { expect, it } from 'vitest'
import { answerers, ratesOf, totalOf } from './figures.ts'

const second = {
  at: '2026-11-22T10:00:00Z',
  sent: 3,
  succeeded: 2,
  refused: 0,
  failed: 1,
  unanswered: 0,
  averageMs: 4,
  longestMs: 9,
  answeredBy: { 'i-2': 1, 'i-1': 1, balancer: 1 },
}
const run: TrafficRun = {
  id: 1,
  host: 'web',
  port: 80,
  path: '/',
  perSecond: 3,
  from: 'internet',
  startedAt: second.at,
  endsAt: second.at,
  running: true,
  sent: 6,
  answered: 6,
  seconds: [second, { ...second, at: '2026-11-22T10:00:01Z' }],
}

it('draws a long run as averages of equal stretches, with the seconds in which nothing was sent', () => {
  const begun = Date.parse(second.at)
  // Of 240 seconds every third has six requests, as a clock at a high speed brings them.
  const seconds = Array.from({ length: 80 }, (_, at) => ({
    ...second,
    at: new Date(begun + at * 3000).toISOString(),
    sent: 6,
  }))
  const [sent] = ratesOf({ ...run, seconds })
  expect(sent?.points.length).toBeLessThanOrEqual(60)
  expect(sent?.points.length).toBeGreaterThan(50)
  // four seconds hold one or two of them
  expect(new Set(sent?.points.map(({ y }) => y))).toEqual(new Set([3, 1.5]))
  const [plain] = ratesOf({ ...run, running: false })
  expect(plain?.points.map(({ y }) => y)).toEqual([3, 3])
})

it('adds up outcomes, draws those that there were, and tells who answered', () => {
  expect(totalOf(run, 'failed')).toBe(2)
  expect(ratesOf(run).map(({ what }) => what)).toEqual(['sent', 'succeeded', 'failed'])
  expect(answerers(run)).toEqual([
    ['balancer', 2],
    ['i-1', 2],
    ['i-2', 2],
  ])
})
