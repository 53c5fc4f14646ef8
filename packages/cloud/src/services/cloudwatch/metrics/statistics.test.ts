import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { StatisticSet } from '../../../metrics/metric.ts'
import { findStatistic } from './statistics.ts'

const one = (value: number): StatisticSet => ({
  sum: value,
  count: 1,
  minimum: value,
  maximum: value,
})

function setOf(values: readonly number[]): StatisticSet {
  const distinct = [...new Set(values)].sort((a, b) => a - b)
  return {
    sum: values.reduce((a, b) => a + b, 0),
    count: values.length,
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    distribution: {
      values: distinct,
      counts: distinct.map((each) => values.filter((value) => value === each).length),
    },
  }
}

it.each<[string, number]>([
  ['SampleCount', 10],
  ['Sum', 55],
  ['Average', 5.5],
  ['Minimum', 1],
  ['Maximum', 10],
  ['p0', 1],
  ['p50', 5.5],
  ['p90', 9.1],
  ['p100', 10],
  ['TM(20%:80%)', 5.5],
  ['tm90', 5],
  ['tc90', 9],
  ['ts90', 45],
  ['IQM', 5.5],
  ['TM(2:4)', 3.5],
  ['TC(:4)', 4],
  ['TS(8:)', 19],
  ['PR(:3)', 30],
  ['PR(3:5)', 20],
  ['PR(9:)', 10],
  ['WM(2:9)', 5.5],
  ['wm100', 5.5],
])('%s of 1 to 10', (name, expected) => {
  const statistic = findStatistic(name)
  expect(statistic?.of(setOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toBeCloseTo(expected, 10)
})

it('knows no other statistics', () => {
  for (const name of ['average', 'p101', 'p', 'TM()', 'TM(:)', 'PR(10%:)', 'px', 'toString']) {
    expect(findStatistic(name), name).toBeUndefined()
  }
})

it('needs the values for percentiles, none of them negative', () => {
  const p50 = findStatistic('p50')
  expect(p50?.of({ sum: 6, count: 2, minimum: 1, maximum: 5 })).toBeUndefined()
  expect(p50?.of({ sum: 6, count: 2, minimum: 3, maximum: 3 })).toBe(3)
  expect(p50?.of(one(-1))).toBeUndefined()
})

it('agrees with a sorted list of the values', () => {
  const values = fc.array(fc.nat(20), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 100 }), (list, share) => {
      const set = setOf(list)
      const sorted = list.toSorted((a, b) => a - b)
      const rank = (share / 100) * (list.length - 1)
      const low = sorted[Math.floor(rank)] ?? 0
      const high = sorted[Math.ceil(rank)] ?? 0
      const between = low + (high - low) * (rank % 1)
      expect(findStatistic(`p${share}`)?.of(set)).toBeCloseTo(between, 9)
      const below = list.filter((value) => value <= 10)
      expect(findStatistic('TC(:10)')?.of(set)).toBe(below.length)
      expect(findStatistic('TS(:10)')?.of(set)).toBe(below.reduce((a, b) => a + b, 0))
      expect(findStatistic('PR(:10)')?.of(set)).toBeCloseTo((100 * below.length) / list.length, 9)
    }),
  )
})
