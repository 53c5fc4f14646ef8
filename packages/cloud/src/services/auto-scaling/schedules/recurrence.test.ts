import { createChance } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { isZone, readRecurrence } from './recurrence.ts'

const hourMs = 3_600_000

/** The next so many times, as the clocks on the wall of the zone show them. */
function times(expression: string, zone: string, from: string, count: number): readonly string[] {
  const schedule = readRecurrence(expression, zone)
  const found: string[] = []
  let at = Date.parse(from)
  while (found.length < count) {
    const next = schedule?.next(at)
    if (next === undefined) break
    found.push(wall(next, zone))
    at = next
  }
  return found
}

function wall(at: number, timeZone: string): string {
  const form = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return form.format(at)
}

describe('a recurrence', () => {
  it('names days by their number and their name, Sunday by 0 and 7', () => {
    const monday = '2026-01-05T12:00:00Z'
    expect(times('0 9 * * 1-5', 'UTC', monday, 5)).toEqual([
      '2026-01-06 09:00',
      '2026-01-07 09:00',
      '2026-01-08 09:00',
      '2026-01-09 09:00',
      '2026-01-12 09:00',
    ])
    expect(times('0 0 * * SAT', 'Asia/Seoul', monday, 1)).toEqual(['2026-01-10 00:00'])
    expect(times('0 0 * * 0', 'UTC', monday, 1)).toEqual(times('0 0 * * 7', 'UTC', monday, 1))
    expect(times('*/20 8-9 1,15 JAN,jul *', 'UTC', monday, 4)).toEqual([
      '2026-01-15 08:00',
      '2026-01-15 08:20',
      '2026-01-15 08:40',
      '2026-01-15 09:00',
    ])
    // Either of the two fields for days names one.
    expect(times('0 0 13 * 5', 'UTC', monday, 2)).toEqual(['2026-01-09 00:00', '2026-01-13 00:00'])
  })

  it.each([
    '',
    '* * * *',
    '0 0 * * * *',
    '0 0 ? * 1',
    'cron(0 9 * * ? *)',
    '60 0 * * *',
    '0 24 * * *',
    '0 0 0 * *',
    '0 0 * 13 *',
    '0 0 * * 8',
    '0 0 L * *',
    '@daily',
    '0 0 * * MON#1',
  ])('%s is none', (expression) => {
    expect(readRecurrence(expression)).toBeUndefined()
  })

  it('keeps to the clocks on the wall when they change', () => {
    // New York: forward on March 8th at 2:00, back on November 1st at 2:00.
    expect(times('0 9 * * *', 'America/New_York', '2026-03-07T00:00:00Z', 3)).toEqual([
      '2026-03-07 09:00',
      '2026-03-08 09:00',
      '2026-03-09 09:00',
    ])
    // 2:30 is left out that day.
    expect(times('30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', 2)).toEqual([
      '2026-03-08 03:00',
      '2026-03-09 02:30',
    ])
    // 1:30 comes twice that day.
    expect(times('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01 01:30',
      '2026-11-02 01:30',
    ])
  })

  it('comes once a day at its hour, all year round, wherever it is', () => {
    const chance = createChance('recurrence')
    const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Sydney', 'Asia/Seoul', 'UTC']
    for (const zone of zones) {
      // The hours that no zone's clocks leave out or show twice.
      const hour = 4 + chance.below(19)
      const minute = chance.below(60)
      const schedule = readRecurrence(`${minute} ${hour} * * *`, zone)
      let at = Date.UTC(2026, 0, 1)
      const days = new Set<string>()
      for (let day = 0; day < 365; day++) {
        const next = schedule?.next(at) ?? Number.NaN
        const [date = '', time] = wall(next, zone).split(' ')
        expect(time).toBe(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
        expect(next - at).toBeLessThanOrEqual(25 * hourMs)
        days.add(date)
        at = next
      }
      expect(days.size).toBe(365)
    }
  })
})

it('knows the zones of the IANA database', () => {
  expect(
    ['Asia/Seoul', 'America/New_York', 'Etc/UTC', 'UTC', 'Pacific/Tahiti'].map(isZone),
  ).toEqual([true, true, true, true, true])
  expect(['+09:00', 'Seoul', 'KST9', 'Asia/Nowhere', ''].map(isZone)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})
