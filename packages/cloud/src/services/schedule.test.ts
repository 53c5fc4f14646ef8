import { describe, expect, it } from 'vitest'
import { readSchedule } from './schedule.ts'

// A Monday.
const start = Date.UTC(2026, 0, 5, 9, 0, 0)
const next = (expression: string, zone?: string, offset?: number) => {
  const due = readSchedule(expression, zone, offset)?.next(start)
  return due === undefined ? undefined : new Date(due).toISOString()
}

describe('a schedule', () => {
  it.each([
    ['rate(30 minutes)', '2026-01-05T09:30:00.000Z'],
    ['rate(1 hour)', '2026-01-05T10:00:00.000Z'],
    ['rate(7 days)', '2026-01-12T09:00:00.000Z'],
    ['cron(0 2 ? * SUN *)', '2026-01-11T02:00:00.000Z'],
    // 1 is Sunday, not Monday.
    ['cron(30 12 ? * 1 *)', '2026-01-11T12:30:00.000Z'],
    ['cron(0 0 2 ? * SUN *)', '2026-01-11T02:00:00.000Z'],
    ['cron(0/30 * * * ? *)', '2026-01-05T09:30:00.000Z'],
    ['cron(0 2 ? * TUE#2 *)', '2026-01-13T02:00:00.000Z'],
    ['cron(0 0 L * ? *)', '2026-01-31T00:00:00.000Z'],
    ['cron(15 10 1 1 ? 2028)', '2028-01-01T10:15:00.000Z'],
    ['at(2026-07-07T03:55:00)', '2026-07-07T03:55:00.000Z'],
  ])('%s', (expression, expected) => {
    expect(next(expression)).toBe(expected)
  })

  it('follows its time zone and its offset', () => {
    expect(next('cron(0 9 ? * * *)', 'Asia/Seoul')).toBe('2026-01-06T00:00:00.000Z')
    expect(next('at(2026-07-07T09:00:00)', 'Asia/Seoul')).toBe('2026-07-07T00:00:00.000Z')
    // Two days after the second Tuesday.
    expect(next('cron(0 0 ? * TUE#2 *)', 'UTC', 2)).toBe('2026-01-15T00:00:00.000Z')
  })

  it('that is over comes no more', () => {
    expect(next('at(2020-01-01T00:00:00)')).toBeUndefined()
    expect(next('cron(0 0 1 1 ? 2020)')).toBeUndefined()
  })

  it.each([
    'rate(1 minutes)',
    'rate(2 minute)',
    'rate(0 days)',
    'rate(5 weeks)',
    'cron(* * * *)',
    'cron(0 25 ? * SUN *)',
    'cron(0 2 ? * ? *)',
    'at(tomorrow)',
    'every day',
    '',
  ])('%s is none', (expression) => {
    expect(readSchedule(expression)).toBeUndefined()
  })
})
