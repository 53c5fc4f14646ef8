import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { describe, expect, it } from 'vitest'
import { sampleOf, type MetricName, type MetricSample } from '../../../../metrics/metric.ts'
import { createMetricStore } from '../../../../metrics/store.ts'
import { evaluateQueries } from './evaluate-queries.ts'
import type { MetricReader } from './query.ts'

const start = Date.UTC(2026, 0, 1, 10)
const minute = 60_000
const place = { account: '111111111111', region: 'ap-northeast-2' }
const instance = (metricName: string, id: string): MetricName => ({
  namespace: 'AWS/EC2',
  metricName,
  dimensions: [{ name: 'InstanceId', value: id }],
})
const app = (metricName: string): MetricName => ({ namespace: 'App', metricName, dimensions: [] })

/** One value a minute from 10:00 on; undefined is none. */
function samples(name: MetricName, values: readonly (number | undefined)[]): MetricSample[] {
  return values.flatMap((value, at) =>
    value === undefined ? [] : [sampleOf(name, start + at * minute, value)],
  )
}

const store = createMetricStore({
  now: () => start + 10 * minute,
  onError: (error) => {
    throw error
  },
})
store.put(place, [
  ...samples(app('one'), [1, 2, 3, 4]),
  ...samples(app('two'), [10, undefined, 30, 0]),
  ...samples(app('gap'), [undefined, 5, undefined, undefined, 8]),
  ...samples(instance('CPUUtilization', 'i-web'), [10, 20]),
  ...samples(instance('CPUUtilization', 'i-db'), [30, 5]),
  ...samples(instance('NetworkIn', 'i-web'), [100]),
])
const reader: MetricReader = {
  ...place,
  now: start + 10 * minute,
  read: (metric, range) => store.read(place, metric, range),
  list: (wish) => store.list(place, wish),
}
const range = { fromMs: start, untilMs: start + 5 * minute }
const stat = (Id: string, metricName: string): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: 'App', MetricName: metricName }, Period: 60, Stat: 'Sum' },
  ReturnData: false,
})
const metrics = [stat('m1', 'one'), stat('m2', 'two'), stat('gap', 'gap'), stat('none', 'none')]

function evaluate(Expression: string, more: Partial<MetricDataQuery> = {}) {
  return evaluateQueries(reader, [...metrics, { Id: 'e1', Expression, ...more }], range).filter(
    ({ returned }) => returned,
  )
}

/** Minute and value. */
const table = (expression: string) => {
  const [result] = evaluate(expression)
  return result?.timestamps.map((ms, at) => [(ms - start) / minute, result.values[at]])
}
const values = (expression: string) => evaluate(expression).map((result) => result.values)

describe('metric math', () => {
  it.each<[string, [number, number][]]>([
    [
      'm1 + m2',
      [
        [0, 11],
        [2, 33],
        [3, 4],
      ],
    ],
    [
      'm1 / m2',
      [
        [0, 0.1],
        [2, 0.1],
      ],
    ],
    [
      '-m1 + 10',
      [
        [0, 9],
        [1, 8],
        [2, 7],
        [3, 6],
      ],
    ],
    [
      '2 ^ m1 * 2',
      [
        [0, 4],
        [1, 8],
        [2, 16],
        [3, 32],
      ],
    ],
    [
      '(m1 + 1) * 2 - 1',
      [
        [0, 3],
        [1, 5],
        [2, 7],
        [3, 9],
      ],
    ],
    [
      'm1 >= 2 AND m1 < 4',
      [
        [0, 0],
        [1, 1],
        [2, 1],
        [3, 0],
      ],
    ],
    [
      'm1 == 1 || m2 == 30',
      [
        [0, 1],
        [2, 1],
        [3, 0],
      ],
    ],
    [
      'IF(m1 > 2, m1, 0)',
      [
        [0, 0],
        [1, 0],
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'IF(m1 > 2, m1)',
      [
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'IF(m1 > 2, m2, m1)',
      [
        [0, 1],
        [1, 2],
        [2, 30],
        [3, 0],
      ],
    ],
    [
      'm1 - AVG(m1)',
      [
        [0, -1.5],
        [1, -0.5],
        [2, 0.5],
        [3, 1.5],
      ],
    ],
    [
      'SUM([m1, m2])',
      [
        [0, 11],
        [1, 2],
        [2, 33],
        [3, 4],
      ],
    ],
    [
      'MAX([m1, m2])',
      [
        [0, 10],
        [1, 2],
        [2, 30],
        [3, 4],
      ],
    ],
    [
      'AVG(METRICS("m"))',
      [
        [0, 5.5],
        [1, 2],
        [2, 16.5],
        [3, 2],
      ],
    ],
    [
      'STDDEV([m1, m2])',
      [
        [0, 4.5],
        [1, 0],
        [2, 13.5],
        [3, 2],
      ],
    ],
    [
      'DATAPOINT_COUNT([m1, m2])',
      [
        [0, 2],
        [1, 1],
        [2, 2],
        [3, 2],
      ],
    ],
    [
      'FILL(gap, 0)',
      [
        [0, 0],
        [1, 5],
        [2, 0],
        [3, 0],
        [4, 8],
      ],
    ],
    [
      'FILL(gap, REPEAT)',
      [
        [1, 5],
        [2, 5],
        [3, 5],
        [4, 8],
      ],
    ],
    [
      'FILL(gap, LINEAR)',
      [
        [1, 5],
        [2, 6],
        [3, 7],
        [4, 8],
      ],
    ],
    [
      'FILL(gap, m1)',
      [
        [0, 1],
        [1, 5],
        [2, 3],
        [3, 4],
        [4, 8],
      ],
    ],
    [
      'FILL(none, 7)',
      [
        [0, 7],
        [1, 7],
        [2, 7],
        [3, 7],
        [4, 7],
      ],
    ],
    [
      'm1 + FILL(m2, 0)',
      [
        [0, 11],
        [1, 2],
        [2, 33],
        [3, 4],
      ],
    ],
    [
      'DIFF(m2)',
      [
        [2, 20],
        [3, -30],
      ],
    ],
    [
      'DIFF_TIME(m2)',
      [
        [2, 120],
        [3, 60],
      ],
    ],
    [
      'RATE(m1)',
      [
        [1, 1 / 60],
        [2, 1 / 60],
        [3, 1 / 60],
      ],
    ],
    [
      'RUNNING_SUM(m1)',
      [
        [0, 1],
        [1, 3],
        [2, 6],
        [3, 10],
      ],
    ],
    [
      'm1 * PERIOD(m1)',
      [
        [0, 60],
        [1, 120],
        [2, 180],
        [3, 240],
      ],
    ],
    [
      'TIME_SERIES(MAX(m1))',
      [
        [0, 4],
        [1, 4],
        [2, 4],
        [3, 4],
        [4, 4],
      ],
    ],
    [
      'TIME_SERIES(METRIC_COUNT(METRICS()))',
      [
        [0, 4],
        [1, 4],
        [2, 4],
        [3, 4],
        [4, 4],
      ],
    ],
    [
      'FIRST([m2, m1])',
      [
        [0, 10],
        [2, 30],
        [3, 0],
      ],
    ],
    [
      'LAST(SLICE(METRICS(), 0, 2)) + 0',
      [
        [0, 10],
        [2, 30],
        [3, 0],
      ],
    ],
    [
      'CEIL(m1 / 3)',
      [
        [0, 1],
        [1, 1],
        [2, 1],
        [3, 2],
      ],
    ],
    [
      'FLOOR(m1 / 3) + ABS(-1)',
      [
        [0, 1],
        [1, 1],
        [2, 2],
        [3, 2],
      ],
    ],
    [
      'IF(HOUR(m1) == 10 AND MINUTE(m1) >= 2, m1)',
      [
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'MAX([m1, 2])',
      [
        [0, 2],
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'DAY(m1) * 0 + DATE(m1) + MONTH(m1)',
      [
        [0, 2],
        [1, 2],
        [2, 2],
        [3, 2],
      ],
    ],
  ])('%s', (expression, expected) => {
    expect(table(expression)).toEqual(expected)
  })

  it.each<[string, number[][]]>([
    [
      "SEARCH('{AWS/EC2,InstanceId} MetricName=\"CPUUtilization\"', 'Average', 60)",
      [
        [30, 5],
        [10, 20],
      ],
    ],
    ["SEARCH('{AWS/EC2,InstanceId} utilization web', 'Average', 60)", [[10, 20]]],
    ["SEARCH('{AWS/EC2,InstanceId} NOT CPUUtilization', 'Sum', 60)", [[100]]],
    ['SEARCH(\'{AWS/EC2,InstanceId} InstanceId=("i-db" OR "i-none")\', \'Sum\', 60)', [[30, 5]]],
    ["SEARCH('{AWS/EC2}', 'Sum', 60)", []],
    ["SEARCH('Namespace=\"App\" one', 'Sum', 60)", [[1, 2, 3, 4]]],
    [
      "SUM(SEARCH('{AWS/EC2,InstanceId} MetricName=\"CPUUtilization\"', 'Average', 60))",
      [[40, 25]],
    ],
    ["SORT(SEARCH('{AWS/EC2,InstanceId} CPUUtilization', 'Average', 60), MAX, DESC, 1)", [[30, 5]]],
    [
      "SORT(SEARCH('{AWS/EC2,InstanceId} CPUUtilization', 'Average', 60), SUM, ASC)",
      [
        [10, 20],
        [30, 5],
      ],
    ],
    [
      "SEARCH('{AWS/EC2,InstanceId} CPUUtilization', 'Average', 60) * 2",
      [
        [60, 10],
        [20, 40],
      ],
    ],
    ['SLICE(REMOVE_EMPTY([none, m1, m2]), 1)', [[10, 30, 0]]],
    ['SLICE(REMOVE_EMPTY([none, m1, m2]), 0, 1)', [[1, 2, 3, 4]]],
  ])('%s', (expression, expected) => {
    expect(values(expression)).toEqual(expected)
  })

  it.each<[string, [string, number[]][]]>([
    ['SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', [['e1', [20, 12.5]]]],
    ['SELECT COUNT(CPUUtilization) FROM "AWS/EC2"', [['e1', [2, 2]]]],
    ['SELECT SUM(CPUUtilization) FROM "AWS/EC2" WHERE InstanceId != \'i-db\'', [['e1', [10, 20]]]],
    [
      'select max(CPUUtilization) from SCHEMA("AWS/EC2", InstanceId) group by InstanceId order by max() desc',
      [
        ['i-db', [30, 5]],
        ['i-web', [10, 20]],
      ],
    ],
    [
      'SELECT MIN(CPUUtilization) FROM "AWS/EC2" GROUP BY InstanceId ORDER BY SUM() ASC LIMIT 1',
      [['i-web', [10, 20]]],
    ],
    ['SELECT SUM(CPUUtilization) FROM SCHEMA("AWS/EC2", ImageId)', [['e1', []]]],
    ["SELECT SUM(one) FROM App WHERE Host = 'a' OR Host != 'b'", [['e1', [1, 2, 3, 4]]]],
  ])('%s', (expression, expected) => {
    const found = evaluate(expression, { Period: 60 })
    expect(found.map(({ label, values }) => [label, values])).toEqual(expected)
  })

  it('labels series by what tells them apart, or as it is asked to', () => {
    const search = "SEARCH('{AWS/EC2,InstanceId} CPUUtilization', 'Average', 60)"
    const labels = (Expression: string, Label?: string) =>
      evaluate(Expression, { Label }).map(({ label }) => label)
    expect(labels(search)).toEqual(['i-db', 'i-web'])
    expect(labels(search, 'CPU')).toEqual(['CPU i-db', 'CPU i-web'])
    expect(labels(search, "${PROP('Dim.InstanceId')} max ${MAX} at ${MAX_TIME}")).toEqual([
      'i-db max 30 at 2026-01-01 10:00:00 UTC',
      'i-web max 20 at 2026-01-01 10:01:00 UTC',
    ])
    expect(labels('m1 * 2')).toEqual(['e1'])
    expect(labels('m1 * 2', 'twice, last ${LAST}')).toEqual(['twice, last 8'])
  })

  it.each([
    ['m1 +', 'Unexpected end of the expression'],
    ['m9', 'Undefined variable: m9'],
    ['e1 + 1', 'The expression refers to itself'],
    ['NOPE(m1)', 'Unknown function: NOPE'],
    ['AVG(m1)', 'The expression must return a time series or an array of them'],
    ['m1 $ 2', 'Unexpected character at position 3'],
    ['SELECT AVG(m) FROM', 'Unexpected end of the query'],
    ['SELECT MEDIAN(m) FROM n', 'Unknown function: MEDIAN'],
    ['SELECT AVG(m) FROM n LIMIT 0', 'LIMIT takes a number from 1 to 500'],
    ['FILL(m1)', 'FILL requires more arguments'],
    ["SEARCH('{AWS/EC2', 'Sum')", 'The search expression cannot be read'],
  ])('refuses %s', (expression, problem) => {
    expect(() => evaluate(expression)).toThrow(`Error in expression 'e1' [${problem}]`)
  })

  it('refuses what this cloud has not', () => {
    expect(() => evaluate('ANOMALY_DETECTION_BAND(m1)')).toThrow('not supported')
  })
})
