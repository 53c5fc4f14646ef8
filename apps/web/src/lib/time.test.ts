import { afterEach, expect, it } from 'vitest'
import { accountNowMs, formatDuration, formatTime, setAccountTime } from './time.ts'

afterEach(() => setAccountTime(undefined))

it.each([
  [0, '0s'],
  [59_999, '59s'],
  [61_000, '1m'],
  [3_600_000, '1h'],
  [3_725_000, '1h 2m'],
  [90_000_000, '1d 1h'],
  [86_400_000 + 60_000, '1d'],
  [-5000, '0s'],
])('says %d ms as %s', (ms, text) => {
  expect(formatDuration(ms, 'en')).toBe(text)
})

it('says it in Korean', () => {
  expect(formatDuration(3_725_000, 'ko')).toBe('1시간 2분')
})

it('says a moment short enough for a column, with its zone', () => {
  const iso = '2026-11-21T05:05:09Z'
  expect(formatTime(iso, 'en')).toMatch(/^Nov 2\d, 2026, \d\d:\d\d:09 \S+$/)
  expect(formatTime(iso, 'ko')).toMatch(/^2026\. 11\. 2\d\. \d\d:\d\d:09 \S+$/)
  expect(formatTime('not a time', 'en')).toBe('not a time')
})

it("follows the account's clock, not the wall's", () => {
  const later = Date.now() + 86_400_000
  setAccountTime(later, 0)
  expect(accountNowMs()).toBe(later)
})
