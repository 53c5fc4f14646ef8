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

it('adds up outcomes, draws those that there were, and tells who answered', () => {
  expect(totalOf(run, 'failed')).toBe(2)
  expect(ratesOf(run).map(({ what }) => what)).toEqual(['sent', 'succeeded', 'failed'])
  expect(answerers(run)).toEqual([
    ['balancer', 2],
    ['i-1', 2],
    ['i-2', 2],
  ])
})
