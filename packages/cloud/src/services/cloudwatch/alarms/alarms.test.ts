import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type CloudWatchClient,
  type DescribeAlarmsCommandInput,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch'
import { defaultAccount } from '@brume/cloud'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MetricName } from '../../../metrics/metric.ts'

let cloud: TestCloud
let cloudwatch: CloudWatchClient
beforeAll(async () => {
  cloud = await startTestCloud()
  cloudwatch = cloud.cloudwatch()
})
afterAll(() => cloud.close())

const region = 'ap-northeast-2'

function input(name: string, more: Partial<PutMetricAlarmCommandInput> = {}) {
  return {
    AlarmName: name,
    Namespace: 'Shop',
    MetricName: name,
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 50,
    ComparisonOperator: 'GreaterThanThreshold',
    ...more,
  } satisfies PutMetricAlarmCommandInput
}

/** Takes out what an alarm on one metric has. */
const onlyMath = {
  MetricName: undefined,
  Namespace: undefined,
  Statistic: undefined,
  Period: undefined,
}

const put = (name: string, more: Partial<PutMetricAlarmCommandInput> = {}) =>
  cloudwatch.send(new PutMetricAlarmCommand(input(name, more)))

async function alarm(name: string) {
  const { MetricAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [name] }),
  )
  return MetricAlarms[0]
}

async function history(name: string, HistoryItemType?: 'StateUpdate' | 'Action') {
  const { AlarmHistoryItems = [] } = await cloudwatch.send(
    new DescribeAlarmHistoryCommand({ AlarmName: name, HistoryItemType }),
  )
  return AlarmHistoryItems
}

/** A value for the minute that passes, which then ends. */
async function minute(metricName: string, value: number | undefined): Promise<void> {
  const metric: MetricName = { namespace: 'Shop', metricName, dimensions: [] }
  if (value !== undefined) {
    const set = { sum: value, count: 1, minimum: value, maximum: value }
    cloud.engine.transact({ account: defaultAccount, region }, ({ host }) =>
      host.metrics.put({ account: defaultAccount, region }, [
        { ...metric, at: cloud.now(), ...set },
      ]),
    )
  }
  await cloud.advance('1m')
}

describe('a metric alarm', () => {
  it('begins unchecked, fires, recovers, and is told in the words of CloudWatch', async () => {
    await put('words')
    expect(await alarm('words')).toMatchObject({
      AlarmArn: `arn:aws:cloudwatch:${region}:${defaultAccount}:alarm:words`,
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      ActionsEnabled: true,
      Dimensions: [],
      OKActions: [],
    })
    await minute('words', 75)
    const fired = await alarm('words')
    expect(fired).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 1 datapoint [75.0 (01/01/26 00:00:00)] was greater than the threshold (50.0).',
      StateReasonData:
        '{"version":"1.0","queryDate":"2026-01-01T00:01:00.000+0000","startDate":"2026-01-01T00:00:00.000+0000","statistic":"Average","period":60,"recentDatapoints":[75.0],"threshold":50.0,"evaluatedDatapoints":[{"timestamp":"2026-01-01T00:00:00.000+0000","sampleCount":1.0,"value":75.0}]}',
    })
    expect(fired?.StateTransitionedTimestamp).toEqual(new Date(Date.UTC(2026, 0, 1, 0, 1)))
    await minute('words', 20)
    expect(await alarm('words')).toMatchObject({
      StateValue: 'OK',
      StateReason:
        'Threshold Crossed: 1 datapoint [20.0 (01/01/26 00:01:00)] was not greater than the threshold (50.0).',
    })
    // Two periods further back are looked at before data is missed.
    await minute('words', undefined)
    await minute('words', undefined)
    expect((await alarm('words'))?.StateValue).toBe('OK')
    await minute('words', undefined)
    expect(await alarm('words')).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 1 datapoint was unknown.',
    })
    const items = await history('words')
    expect(items.map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm updated from OK to INSUFFICIENT_DATA',
      'Alarm updated from ALARM to OK',
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      'Alarm "words" created',
    ])
    expect(JSON.parse(items[2]?.HistoryData ?? '')).toMatchObject({
      version: '1.0',
      oldState: { stateValue: 'INSUFFICIENT_DATA' },
      newState: { stateValue: 'ALARM', stateReasonData: { recentDatapoints: [75] } },
    })
  })

  it('counts M out of N, and says what it filled in', async () => {
    await put('counted', {
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'notBreaching',
    })
    await minute('counted', 80)
    expect((await alarm('counted'))?.StateValue).toBe('OK')
    await minute('counted', 90)
    const [t0, t1] = [cloud.now() - 120_000, cloud.now() - 60_000].map((at) =>
      new Date(at).toISOString().slice(11, 19),
    )
    expect((await alarm('counted'))?.StateReason).toBe(
      `Threshold Crossed: 2 out of the last 3 datapoints [90.0 (01/01/26 ${t1}), 80.0 (01/01/26 ${t0})] were greater than the threshold (50.0) and 1 missing datapoint was treated as [NonBreaching] (minimum 2 datapoints for OK -> ALARM transition).`,
    )
    await minute('counted', 10)
    await minute('counted', 10)
    expect((await alarm('counted'))?.StateReason).toMatch(
      /^Threshold Crossed: 2 out of the last 3 datapoints \[10\.0 .*\] were not greater than the threshold \(50\.0\) \(minimum 2 datapoints for ALARM -> OK transition\)\.$/,
    )
    for (let passed = 0; passed < 5; passed += 1) await minute('counted', undefined)
    await put('silent', { EvaluationPeriods: 2, TreatMissingData: 'breaching' })
    await minute('silent', undefined)
    expect(await alarm('silent')).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
    })
  })

  it('names the newest five of many datapoints', async () => {
    await put('many', { EvaluationPeriods: 6 })
    for (let passed = 0; passed < 6; passed += 1) await minute('many', 60 + passed)
    expect((await alarm('many'))?.StateReason).toMatch(
      /^Threshold Crossed: 6 datapoints were greater than the threshold \(50\.0\)\. The most recent datapoints which crossed the threshold: \[65\.0 \([^)]*\), 64\.0 .*, 61\.0 \([^)]*\)\]\.$/,
    )
  })

  it('judges metric math and percentiles', async () => {
    const metric = (Id: string) => ({
      Id,
      ReturnData: false,
      MetricStat: {
        Metric: { Namespace: 'Shop', MetricName: Id },
        Period: 300,
        Stat: 'Sum',
      },
    })
    await put('math', {
      ...onlyMath,
      Metrics: [
        metric('errors'),
        metric('requests'),
        { Id: 'e1', Expression: '100*errors/requests' },
      ],
      Threshold: 10,
    })
    await put('slowest', { Statistic: undefined, ExtendedStatistic: 'p90', Threshold: 8 })
    await put('few', {
      MetricName: 'slowest',
      Statistic: undefined,
      ExtendedStatistic: 'p99',
      EvaluateLowSampleCountPercentile: 'ignore',
    })
    // An alarm's five minutes end at its evaluation, not at a multiple of five.
    if (cloud.now() % 300_000 === 0) await cloud.advance('1m')
    for (const [name, value] of [
      ['errors', 2],
      ['requests', 10],
    ] as const) {
      await cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: 'Shop',
          MetricData: [
            { MetricName: name, Value: value, Timestamp: new Date(cloud.now()) },
            ...[1, 2, 3, 9, 9].map((Value) => ({
              MetricName: 'slowest',
              Value,
              Timestamp: new Date(cloud.now()),
            })),
          ],
        }),
      )
    }
    await cloud.advance('1m')
    expect(await alarm('math')).toMatchObject({ StateValue: 'ALARM', Metrics: { length: 3 } })
    expect((await alarm('math'))?.StateReason).toMatch(/^Threshold Crossed: 1 datapoint \[20\.0 /)
    expect((await alarm('slowest'))?.StateReason).toMatch(/ \[9\.0 /)
    expect((await alarm('few'))?.StateValue).toBe('INSUFFICIENT_DATA')
  })

  it('of high resolution is evaluated every ten seconds', async () => {
    await put('fine', { Period: 10 })
    const set = { sum: 70, count: 1, minimum: 70, maximum: 70, resolution: 1 as const }
    const name = { namespace: 'Shop', metricName: 'fine', dimensions: [] }
    cloud.engine.transact({ account: defaultAccount, region }, ({ host }) =>
      host.metrics.put({ account: defaultAccount, region }, [{ ...name, at: cloud.now(), ...set }]),
    )
    await cloud.advance('10s')
    expect((await alarm('fine'))?.StateValue).toBe('ALARM')
    await cloud.advance('50s')
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['fine'] }))
  })
})

describe('SetAlarmState', () => {
  it('holds until the next evaluation, and says what each action came to', async () => {
    const topic = `arn:aws:sns:${region}:${defaultAccount}:ops`
    await put('set', { AlarmActions: [topic], TreatMissingData: 'notBreaching' })
    await cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: 'set',
        StateValue: 'ALARM',
        StateReason: 'a drill',
        StateReasonData: '{"some":"json"}',
      }),
    )
    expect(await alarm('set')).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'a drill',
      StateReasonData: '{"some":"json"}',
    })
    expect((await history('set', 'Action')).map(({ HistorySummary }) => HistorySummary)).toEqual([
      `Failed to execute action ${topic}. Received error: "Amazon SNS is not part of the embedded cloud: nothing was delivered."`,
    ])
    await cloud.advance('1m')
    expect((await alarm('set'))?.StateValue).toBe('OK')
  })

  it('refuses what is no alarm or no JSON', async () => {
    const wish = { AlarmName: 'nobody', StateValue: 'OK', StateReason: 'x' } as const
    await expect(cloudwatch.send(new SetAlarmStateCommand(wish))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    })
    await expect(
      cloudwatch.send(
        new SetAlarmStateCommand({ ...wish, AlarmName: 'set', StateReasonData: '{' }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidFormatFault' })
  })

  it('does nothing more while actions are off', async () => {
    await put('quiet', { AlarmActions: [`arn:aws:sns:${region}:${defaultAccount}:ops`] })
    await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: ['quiet', 'nobody'] }))
    expect((await alarm('quiet'))?.ActionsEnabled).toBe(false)
    const wish = { AlarmName: 'quiet', StateReason: 'x' }
    await cloudwatch.send(new SetAlarmStateCommand({ ...wish, StateValue: 'ALARM' }))
    expect(await history('quiet', 'Action')).toEqual([])
    await cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames: ['quiet'] }))
    expect((await alarm('quiet'))?.ActionsEnabled).toBe(true)
  })
})

describe('lists of alarms', () => {
  it('are narrowed and paged', async () => {
    for (const name of ['list-a', 'list-b', 'list-c']) await put(name, { OKActions: ['arn:ok'] })
    const ask = async (wish: DescribeAlarmsCommandInput) => {
      const { MetricAlarms = [], NextToken } = await cloudwatch.send(
        new DescribeAlarmsCommand(wish),
      )
      return { names: MetricAlarms.map(({ AlarmName }) => AlarmName), NextToken }
    }
    const first = await ask({ AlarmNamePrefix: 'list-', MaxRecords: 2 })
    expect(first.names).toEqual(['list-a', 'list-b'])
    const rest = await ask({ AlarmNamePrefix: 'list-', NextToken: first.NextToken })
    expect(rest).toEqual({ names: ['list-c'], NextToken: undefined })
    expect((await ask({ ActionPrefix: 'arn:ok' })).names).toEqual(['list-a', 'list-b', 'list-c'])
    expect((await ask({ AlarmNamePrefix: 'list-', StateValue: 'OK' })).names).toEqual([])
    await expect(ask({ AlarmNamePrefix: 'l', AlarmNames: ['l'] })).rejects.toThrow(/together/)
    await expect(ask({ NextToken: 'bad' })).rejects.toMatchObject({ name: 'InvalidNextToken' })
  })

  it('tell the alarms on one metric', async () => {
    const Dimensions = [
      { Name: 'B', Value: '2' },
      { Name: 'A', Value: '1' },
    ]
    await put('of-metric', { Dimensions })
    const metric = { Namespace: 'Shop', MetricName: 'of-metric' }
    const ask = async (more: object) => {
      const { MetricAlarms = [] } = await cloudwatch.send(
        new DescribeAlarmsForMetricCommand({ ...metric, ...more }),
      )
      return MetricAlarms.length
    }
    expect(await ask({ Dimensions: Dimensions.toReversed() })).toBe(1)
    expect(await ask({})).toBe(0)
    expect(await ask({ Dimensions, Statistic: 'Sum' })).toBe(0)
  })

  it('forget what is deleted, but not its history', async () => {
    await put('gone')
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['gone', 'nobody'] }))
    expect(await alarm('gone')).toBeUndefined()
    expect((await history('gone')).map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm "gone" deleted',
      'Alarm "gone" created',
    ])
  })
})

describe('PutMetricAlarm refuses', () => {
  const math = (...expressions: string[]) => ({
    ...onlyMath,
    Metrics: expressions.map((Expression, at) => ({ Id: `e${at}`, Expression, Period: 60 })),
  })
  it.each<[string, Partial<PutMetricAlarmCommandInput>, string, RegExp]>([
    ['a period', { Period: 45 }, 'ValidationException', /^Period must be 10, 20, 30/],
    ['no statistic', { Statistic: undefined }, 'MissingRequiredParameterException', /Statistic/],
    [
      'two statistics',
      { ExtendedStatistic: 'p90' },
      'InvalidParameterCombinationException',
      /Statistic/,
    ],
    [
      'an extended statistic',
      { Statistic: undefined, ExtendedStatistic: '90' },
      'InvalidParameterValueException',
      /^The value 90 for parameter ExtendedStatistic is not supported\.$/,
    ],
    [
      'an option for few samples',
      { EvaluateLowSampleCountPercentile: 'unknown' },
      'ValidationException',
      /^Option unknown is not supported\. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore\.$/,
    ],
    ['more of fewer', { DatapointsToAlarm: 2 }, 'ValidationException', /DatapointsToAlarm/],
    ['a long look back', { EvaluationPeriods: 2000 }, 'ValidationException', /more than a day/],
    [
      'a week and more',
      { Period: 86_400, EvaluationPeriods: 8 },
      'ValidationException',
      /more than a week .* for alarms using period >= 3600$/,
    ],
    ['no ARN', { AlarmActions: ['ops'] }, 'ValidationException', /^Invalid arn syntax: ops$/],
    [
      'an EC2 action without an instance',
      { AlarmActions: [`arn:aws:automate:${region}:ec2:stop`] },
      'ValidationException',
      /InstanceId/,
    ],
    [
      'anomaly detection',
      { ComparisonOperator: 'GreaterThanUpperThreshold', ThresholdMetricId: 'e0' },
      'UnsupportedOperation',
      /anomaly/,
    ],
    ['an expression', math('FOO(1)'), 'ValidationException', /^Error in expression 'e0'/],
    ['two results', math('1', '2'), 'ValidationException', /Exactly one/],
    ['a metric and math', { Metrics: [{ Id: 'a' }] }, 'InvalidParameterCombinationException', /M/],
  ])('%s', async (_, more, name, message) => {
    const refused = put('refused', more)
    await expect(refused).rejects.toMatchObject({ name })
    await expect(refused).rejects.toThrow(message)
  })
})
