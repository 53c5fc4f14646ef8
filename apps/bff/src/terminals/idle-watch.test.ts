import { expect, it } from 'vitest'
import { IdleWatch } from './idle-watch.ts'

function makeWatch() {
  let nowMs = 0
  let due: { at: number; fn: () => void } | undefined
  const warnings: number[] = []
  const at = (atMs: number, fn: () => void) => {
    const entry = { at: atMs, fn }
    due = entry
    return () => {
      if (due === entry) due = undefined
    }
  }
  const watch = new IdleWatch(
    { now: () => nowMs, at, after: (delayMs, fn) => at(nowMs + delayMs, fn) },
    (secondsLeft) => warnings.push(secondsLeft),
  )
  const advance = (minutes: number): void => {
    nowMs += minutes * 60_000
    if (due !== undefined && due.at <= nowMs) due.fn()
  }
  return { watch, warnings, advance, isArmed: () => due !== undefined }
}

it('warns two minutes before the end of twenty, unless something is typed', () => {
  const { watch, warnings, advance, isArmed } = makeWatch()
  expect(watch.secondsLeft()).toBeUndefined()
  watch.touch()
  advance(17)
  watch.touch()
  advance(17)
  expect(warnings).toEqual([])
  advance(1)
  expect(warnings).toEqual([120])
  advance(1)
  expect(watch.secondsLeft()).toBe(60)
  watch.touch()
  expect(watch.secondsLeft()).toBeUndefined()
  watch.stop()
  expect(isArmed()).toBe(false)
})

it('knows the account’s own time-out, half of which is warning enough when it is short', () => {
  const { watch, warnings, advance } = makeWatch()
  watch.touch()
  watch.expect(2 * 60_000)
  advance(0.5)
  expect(warnings).toEqual([])
  advance(0.5)
  expect(warnings).toEqual([60])
  expect(watch.secondsLeft()).toBe(60)
})
