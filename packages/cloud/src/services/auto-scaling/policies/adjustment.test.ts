import { createChance } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { adjusted } from './adjustment.ts'
import { checkSteps, stepFor, type Step } from './steps.ts'
import { track, trackedCapacity } from './tracking.ts'

const percent = (capacity: number, amount: number, least?: number) =>
  adjusted(capacity, { type: 'PercentChangeInCapacity', amount, least })

describe('an adjustment', () => {
  it('changes by instances, to an exact number, by percent', () => {
    expect(adjusted(3, { type: 'ChangeInCapacity', amount: 5 })).toBe(8)
    expect(adjusted(3, { type: 'ChangeInCapacity', amount: -5 })).toBe(0)
    expect(adjusted(10, { type: 'ExactCapacity', amount: 3 })).toBe(3)
    expect(percent(10, 10)).toBe(11)
  })

  // The documentation's examples of rounding.
  it.each([
    [127, 10, 139],
    [67, 1, 68],
    [58, -1, 57],
    [667, -1, 661],
    [2, 1, 3],
    [2, 50, 3],
    [2, 100, 4],
    [2, 250, 7],
    [0, 50, 0],
    [4, -200, 0],
  ])('of %i by %i percent makes %i', (capacity, amount, expected) => {
    expect(percent(capacity, amount)).toBe(expected)
  })

  it('by percent is worth its least magnitude', () => {
    expect(percent(4, 25, 2)).toBe(6)
    expect(percent(4, -25, 2)).toBe(2)
    expect(percent(0, 25, 2)).toBe(2)
    expect(percent(100, 25, 2)).toBe(125)
  })

  it('by percent never turns back, stands still or leaps', () => {
    const chance = createChance('percent')
    for (let run = 0; run < 2_000; run++) {
      const capacity = 1 + chance.below(10_000)
      const amount = 1 + chance.below(300)
      const up = percent(capacity, amount)
      const down = percent(capacity, -amount)
      expect(up).toBeGreaterThan(capacity)
      expect(up - capacity).toBeLessThanOrEqual(Math.max(1, (capacity * amount) / 100))
      expect(down).toBeLessThan(capacity)
      expect(down).toBeGreaterThanOrEqual(0)
      // What one takes the other gives, as long as there is enough.
      if (amount <= 100) expect(capacity - down).toBe(up - capacity)
    }
  })
})

describe('steps', () => {
  const scaleOut: readonly Step[] = [
    { lower: 0, upper: 10, amount: 0 },
    { lower: 10, upper: 20, amount: 10 },
    { lower: 20, amount: 30 },
  ]
  const scaleIn: readonly Step[] = [
    { lower: -10, upper: 0, amount: 0 },
    { lower: -20, upper: -10, amount: -10 },
    { upper: -20, amount: -30 },
  ]
  // The documentation's tables: threshold 50.
  it.each([
    [50, 0],
    [59.9, 0],
    [60, 10],
    [69.9, 10],
    [70, 30],
    [1e9, 30],
  ])('above: %f takes %i', (metric, amount) => {
    expect(stepFor(scaleOut, metric - 50)?.amount).toBe(amount)
  })
  it.each([
    [50, 0],
    [40.1, 0],
    [40, -10],
    [30.1, -10],
    [30, -30],
    [0, -30],
  ])('below: %f takes %i', (metric, amount) => {
    expect(stepFor(scaleIn, metric - 50)?.amount).toBe(amount)
  })

  it('that are well made cover their side, each place once', () => {
    checkSteps(scaleOut)
    checkSteps(scaleIn)
    checkSteps([...scaleIn, ...scaleOut])
    const chance = createChance('steps')
    for (let run = 0; run < 500; run++) {
      const bounds = [...new Set(Array.from({ length: 6 }, () => chance.below(100)))]
      const cuts = bounds.toSorted((a, b) => a - b)
      const steps = cuts.map((lower, at): Step => ({ lower, upper: cuts[at + 1], amount: at }))
      checkSteps(steps)
      const breach = 0.5 + chance.next() * 120
      const matching = steps.filter(
        ({ lower = 0, upper = Infinity }) => lower <= breach && breach < upper,
      )
      expect(stepFor(steps, breach)).toBe(matching[0])
      expect(matching.length).toBeLessThanOrEqual(1)
    }
  })

  it.each<[string, readonly Step[]]>([
    ['You should specify at least one StepAdjustment', []],
    ['cannot be left unspecified', [{ amount: 1 }]],
    ['LowerBound must be less than the UpperBound', [{ lower: 5, upper: 5, amount: 1 }]],
    [
      'At most one StepAdjustment may have an unspecified upper bound',
      [
        { lower: 0, amount: 1 },
        { lower: 5, amount: 2 },
      ],
    ],
    [
      'There must be a StepAdjustment with an unspecified upper bound (i.e., upper bound is null) when one StepAdjustment has a positive upper bound',
      [{ lower: 1, upper: 2, amount: 1 }],
    ],
    [
      'There must be a StepAdjustment with an unspecified lower bound (i.e., lower bound is null) when one StepAdjustment has a negative lower bound',
      [{ lower: -5, upper: 0, amount: -1 }],
    ],
    [
      'StepAdjustment intervals cannot have gaps between them',
      [
        { lower: 0, upper: 5, amount: 1 },
        { lower: 6, amount: 2 },
      ],
    ],
    [
      'StepAdjustment intervals cannot overlap',
      [
        { lower: 0, upper: 5, amount: 1 },
        { lower: 4, amount: 2 },
      ],
    ],
    [
      'There can be at most 20 step adjustments per scaling policy',
      Array.from({ length: 21 }, (_, at) => ({
        lower: at,
        upper: at === 20 ? undefined : at + 1,
        amount: 1,
      })),
    ],
  ])('are refused: %s', (message, steps) => {
    expect(() => checkSteps(steps)).toThrow(message)
  })
})

describe('a tracked metric', () => {
  it('asks for the capacity at which it would be at its target', () => {
    expect(trackedCapacity(2, 80, 50)).toBe(4)
    expect(trackedCapacity(10, 60, 50)).toBe(12)
    expect(trackedCapacity(3, 50, 50)).toBe(3)
    expect(trackedCapacity(7, 0.1, 0.1)).toBe(7)
  })

  it('scales out by its newest value and in by its highest', () => {
    const given = { capacity: 4, desired: 4, target: 50 }
    expect(track('high', { ...given, values: [60, 70, 100] })).toBe(8)
    expect(track('high', { ...given, values: [100, 70, 40] })).toBeUndefined()
    expect(track('low', { ...given, values: [20, 10, 5] })).toBe(2)
    expect(track('low', { ...given, values: [44, 5, 5] })).toBeUndefined()
    expect(track('low', { ...given, values: [0, 0] })).toBe(0)
    expect(track('high', { ...given, values: [] })).toBeUndefined()
  })

  it('is at most at its target after what it asked for, and one instance less would put it above', () => {
    const chance = createChance('tracking')
    for (let run = 0; run < 2_000; run++) {
      const capacity = 1 + chance.below(1_000)
      const target = 1 + chance.below(100)
      const metric = chance.next() * 200
      const wanted = trackedCapacity(capacity, metric, target)
      const load = capacity * metric
      expect(load / Math.max(1, wanted)).toBeLessThanOrEqual(target + 1e-6)
      if (wanted > 1) expect(load / (wanted - 1)).toBeGreaterThan(target - 1e-6)
    }
  })
})
