import { createChance } from '@brume/clock'
import { expect, it } from 'vitest'
import {
  chooseByWeight,
  chooseTarget,
  eligible,
  TargetTurns,
  type Choice,
  type Choosable,
} from './choose-target.ts'

const chance = createChance('targets')
const target = (key: string, more: Partial<Choosable> = {}): Choosable => ({
  key,
  zone: 'a',
  state: 'healthy',
  since: 0,
  ...more,
})
const choice: Choice = {
  algorithm: 'round_robin',
  slowStartMs: 0,
  onlyZone: undefined,
  minHealthy: { count: 1, percent: 0 },
}

function count(
  from: readonly Choosable[],
  by: Partial<Choice>,
  times: number,
  now = 0,
): Record<string, number> {
  const turns = new TargetTurns()
  const seen: Record<string, number> = {}
  for (let at = 0; at < times; at += 1) {
    const found = chooseTarget(from, { ...choice, ...by }, turns, now, chance)
    if (found) seen[found.key] = (seen[found.key] ?? 0) + 1
  }
  return seen
}

it('goes round, and gives a new target its share little by little', () => {
  const three = [target('1'), target('2'), target('3')]
  expect(count(three, {}, 30)).toEqual({ 1: 10, 2: 10, 3: 10 })
  const ramping = [target('old'), target('new', { since: 0 })]
  const slow = { slowStartMs: 60_000 }
  const old = [target('old', { since: -1e9 }), target('new')]
  expect(count(old, slow, 100, 15_000)).toEqual({ old: 80, new: 20 })
  expect(count(ramping, slow, 100, 60_000)).toEqual({ old: 50, new: 50 })
  const random = count(three, { algorithm: 'weighted_random' }, 3000)
  for (const each of Object.values(random)) expect(each).toBeGreaterThan(900)
})

it('asks whoever has the fewest requests outstanding', () => {
  const turns = new TargetTurns()
  const by = { ...choice, algorithm: 'least_outstanding_requests' as const }
  const two = [target('1'), target('2')]
  turns.begin('1')
  expect(chooseTarget(two, by, turns, 0, chance)?.key).toBe('2')
  turns.begin('2')
  turns.begin('2')
  expect(chooseTarget(two, by, turns, 0, chance)?.key).toBe('1')
  turns.end('2')
  turns.end('2')
  expect(chooseTarget(two, by, turns, 0, chance)?.key).toBe('2')
})

it('asks all where too few are healthy, and only its own zone where it is told so', () => {
  const sick = target('1', { state: 'unhealthy' })
  const well = target('2', { zone: 'b' })
  const keys = (by: Partial<Choice>, ...from: Choosable[]) =>
    eligible(from, { ...choice, ...by }).map(({ key }) => key)
  expect(keys({}, sick, well)).toEqual(['2'])
  expect(keys({}, sick)).toEqual(['1'])
  expect(keys({ minHealthy: { count: 2, percent: 0 } }, sick, well)).toEqual(['1', '2'])
  expect(keys({ minHealthy: { count: 1, percent: 51 } }, sick, well)).toEqual(['1', '2'])
  expect(keys({ onlyZone: 'a' }, sick, well)).toEqual(['1'])
  expect(keys({ onlyZone: 'c' }, sick, well)).toEqual([])
})

it('chooses groups by their weight', () => {
  const seen = { a: 0, b: 0, c: 0 }
  const groups = [
    { name: 'a', weight: 3 },
    { name: 'b', weight: 1 },
    { name: 'c', weight: 0 },
  ] as const
  for (let at = 0; at < 4000; at += 1) {
    const { name } = chooseByWeight(groups, chance) ?? { name: 'c' }
    seen[name] += 1
  }
  expect(seen.c).toBe(0)
  expect(seen.a).toBeGreaterThan(2800)
  expect(seen.b).toBeGreaterThan(800)
  expect(chooseByWeight([{ weight: 0 }], chance)).toBeUndefined()
})
