import { expect, it } from 'vitest'
import { moved, periodOf, spanOf, zoomed } from './range.ts'

const nowMs = Date.parse('2026-11-22T10:03:30Z')
const hourMs = 3_600_000

it('takes the period that suits the span, unless one is chosen', () => {
  expect(periodOf({ durationMs: hourMs })).toBe(60)
  expect(periodOf({ durationMs: 24 * hourMs })).toBe(300)
  expect(periodOf({ durationMs: 7 * 24 * hourMs })).toBe(3600)
  expect(periodOf({ durationMs: hourMs, period: 300 })).toBe(300)
})

it('covers whole periods, the present one too', () => {
  expect(spanOf({ durationMs: hourMs, period: 300 }, nowMs)).toEqual({
    fromMs: Date.parse('2026-11-22T09:05:00Z'),
    untilMs: Date.parse('2026-11-22T10:05:00Z'),
  })
})

it('zooms about the middle and never past the present', () => {
  const closer = zoomed({ durationMs: 2 * hourMs, untilMs: nowMs - hourMs }, 0.5, nowMs)
  expect(closer.durationMs).toBeCloseTo(hourMs, -5)
  const wider = zoomed({ durationMs: hourMs }, 4, nowMs)
  expect(wider).toMatchObject({ untilMs: nowMs })
})

it('moves back by its own span, and follows the present again when it comes there', () => {
  const back = moved({ durationMs: hourMs }, -1, nowMs)
  expect(back.untilMs).toBe(Date.parse('2026-11-22T09:04:00Z'))
  expect(moved(back, 1, nowMs).untilMs).toBeUndefined()
})
