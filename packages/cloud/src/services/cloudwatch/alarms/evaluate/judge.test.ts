import { createChance } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import type { AlarmJudgement, MissingData } from '../alarm.ts'
import { judge, rangeLength, type RangePoint } from './judge.ts'

const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const

function alarm(evaluationPeriods: number, datapointsToAlarm: number): AlarmJudgement {
  return {
    evaluationPeriods,
    datapointsToAlarm,
    threshold: 50,
    comparisonOperator: 'GreaterThanThreshold',
  }
}

/** `0 - X`: within the threshold, no data, beyond it; the newest last. */
function range(row: string): RangePoint[] {
  return row
    .split(' ')
    .map((sign, at) => (sign === '-' ? { at } : { at, value: sign === 'X' ? 60 : 40 }))
    .toReversed()
}

function verdicts(row: string, of: AlarmJudgement): (string | undefined)[] {
  return treatments.map((treatment) => judge(range(row), of, treatment).value)
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
describe('the tables of the documentation', () => {
  it.each([
    ['0 - X - X', 0, ['OK', 'OK', 'OK', 'OK']],
    ['- - - - 0', 2, ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', 3, ['INSUFFICIENT_DATA', undefined, 'ALARM', 'OK']],
    ['0 X X - X', 0, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', 2, ['ALARM', undefined, 'ALARM', 'OK']],
  ])('3 out of 3: %s', (row, filled, states) => {
    expect(judge(range(row), alarm(3, 3)).filled).toBe(filled)
    expect(verdicts(row, alarm(3, 3))).toEqual(states)
  })

  it.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', undefined, 'ALARM', 'OK']],
  ])('2 out of 3: %s', (row, states) => {
    expect(verdicts(row, alarm(3, 2))).toEqual(states)
  })

  it.each(['- - - - X', '- - - X -', '- - - X 0', '- - X - 0'])('no premature alarm: %s', (row) => {
    expect(judge(range(row), alarm(3, 3), 'missing').value).toBe('OK')
  })

  it('looks two periods further back', () => {
    expect(rangeLength(alarm(3, 3))).toBe(5)
  })
})

/** The documentation's sentences, one after the other, without regard to cost. */
function naive(signs: readonly string[], of: AlarmJudgement, treatment: MissingData) {
  const { evaluationPeriods: n, datapointsToAlarm: m = n } = of
  const newestFirst = signs.toReversed()
  const real = newestFirst.filter((sign) => sign !== '-')
  if (real.length >= n) {
    return real.slice(0, n).filter((sign) => sign === 'X').length >= m ? 'ALARM' : 'OK'
  }
  const breaching = real.filter((sign) => sign === 'X').length
  const missing = n - real.length
  if (treatment === 'breaching') return breaching + missing >= m ? 'ALARM' : 'OK'
  if (treatment === 'notBreaching') return breaching >= m ? 'ALARM' : 'OK'
  if (real.length === 0) return treatment === 'missing' ? 'INSUFFICIENT_DATA' : 'stays'
  if (breaching >= m) return 'ALARM'
  if (real.includes('0')) return 'OK'
  if (treatment === 'ignore') return 'stays'
  const oldestAge = newestFirst.lastIndexOf('X') + 1
  return oldestAge >= m ? 'ALARM' : 'OK'
}

it('judges every range as the documentation reads', () => {
  const chance = createChance('alarms')
  for (let run = 0; run < 5000; run += 1) {
    const n = 1 + chance.below(6)
    const of = alarm(n, 1 + chance.below(n))
    const signs = Array.from({ length: n + 2 }, () => ['0', 'X', '-'][chance.below(3)] ?? '-')
    const treatment = treatments[chance.below(4)] ?? 'missing'
    const expected = naive(signs, of, treatment)
    const { value = 'stays' } = judge(range(signs.join(' ')), of, treatment)
    expect([signs.join(' '), of.datapointsToAlarm, treatment, value]).toEqual([
      signs.join(' '),
      of.datapointsToAlarm,
      treatment,
      expected,
    ])
  }
})
