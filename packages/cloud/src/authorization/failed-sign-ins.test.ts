import { createManualClock } from '@brume/clock'
import { expect, test } from 'vitest'
import { FailedSignIns } from './failed-sign-ins.ts'

const fail = (failures: FailedSignIns, by: 'user' | 'client', name: string, times: number) => {
  for (let count = 0; count < times; count += 1) failures.add(by, name)
}

test('one password tried on many names is bounded by the client, and one user by fewer', () => {
  const failures = new FailedSignIns(createManualClock())
  fail(failures, 'client', '10.0.0.1', 49)
  fail(failures, 'user', 'a', 4)
  expect(failures.waitMs('client', '10.0.0.1')).toBe(0)
  expect(failures.waitMs('user', 'a')).toBe(0)
  fail(failures, 'client', '10.0.0.1', 1)
  fail(failures, 'user', 'a', 1)
  expect(failures.waitMs('client', '10.0.0.1')).toBe(30_000)
  expect(failures.waitMs('user', 'a')).toBe(30_000)
  expect(failures.waitMs('user', 'b')).toBe(0)
})

test('each further failure doubles the wait, up to a quarter of an hour; without one all is forgotten', () => {
  const clock = createManualClock()
  const failures = new FailedSignIns(clock)
  fail(failures, 'user', 'a', 6)
  expect(failures.waitMs('user', 'a')).toBe(60_000)
  clock.advance(59_000)
  expect(failures.waitMs('user', 'a')).toBe(1_000)
  fail(failures, 'user', 'a', 20)
  expect(failures.waitMs('user', 'a')).toBe(15 * 60_000)
  clock.advance(15 * 60_000)
  expect(failures.waitMs('user', 'a')).toBe(0)
  fail(failures, 'user', 'a', 4)
  expect(failures.waitMs('user', 'a')).toBe(0)
})

test('a right password forgives the user, and the client its own try alone', () => {
  const failures = new FailedSignIns(createManualClock())
  fail(failures, 'user', 'a', 5)
  fail(failures, 'client', '10.0.0.1', 51)
  failures.forgive('a', '10.0.0.1')
  expect(failures.waitMs('user', 'a')).toBe(0)
  expect(failures.waitMs('client', '10.0.0.1')).toBe(30_000)
})
