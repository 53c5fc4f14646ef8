import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols'
import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
  type GetMetricStatisticsCommandInput,
  type MetricDatum,
} from '@aws-sdk/client-cloudwatch'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let cloud: TestCloud
let client: CloudWatchClient
beforeAll(async () => {
  cloud = await startTestCloud()
  client = cloud.cloudwatch()
  await cloud.advance('1m')
})
afterAll(() => cloud.close())

const ago = (ms: number) => new Date(cloud.now() - ms)
const minutes = 60_000
const put = (Namespace: string, ...MetricData: MetricDatum[]) =>
  client.send(new PutMetricDataCommand({ Namespace, MetricData }))
const statistics = (input: Partial<GetMetricStatisticsCommandInput>) =>
  client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'App',
      MetricName: 'Requests',
      StartTime: ago(5 * minutes),
      EndTime: ago(-minutes),
      Period: 60,
      Statistics: ['Sum'],
      ...input,
    }),
  )
const refused = (Code: string, message: unknown) =>
  ({ $metadata: { httpStatusCode: 400 }, Code, message }) as const

describe.each([
  ['awsJson1_0', {}],
  ['awsQuery', { protocol: AwsQueryProtocol }],
  ['rpc-v2-cbor', { protocol: AwsSmithyRpcV2CborProtocol }],
])('in %s', (name, protocol) => {
  const Namespace = `Protocol/${name}`
  const connect = () => new CloudWatchClient({ ...cloud.config(), ...protocol })

  it('puts, gets and lists', async () => {
    const speaker = connect()
    const Timestamp = ago(0)
    const Dimensions = [{ Name: 'Host', Value: 'a b&c' }]
    await speaker.send(
      new PutMetricDataCommand({
        Namespace,
        MetricData: [
          { MetricName: 'Latency', Dimensions, Timestamp, Unit: 'Milliseconds', Value: 1.5 },
          {
            MetricName: 'Latency',
            Dimensions,
            Unit: 'Milliseconds',
            Values: [2.5, 4],
            Counts: [1, 2],
          },
          {
            MetricName: 'Set',
            StatisticValues: { SampleCount: 3, Sum: 12, Minimum: 1, Maximum: 10 },
          },
        ],
      }),
    )
    const range = { StartTime: ago(5 * minutes), EndTime: ago(-minutes) }
    const found = await speaker.send(
      new GetMetricStatisticsCommand({
        ...range,
        Namespace,
        MetricName: 'Latency',
        Dimensions,
        Period: 60,
        Statistics: ['SampleCount', 'Average', 'Maximum', 'Minimum', 'Sum'],
      }),
    )
    expect(found).toMatchObject({
      Label: 'Latency',
      Datapoints: [
        {
          Timestamp,
          SampleCount: 4,
          Average: 3,
          Maximum: 4,
          Minimum: 1.5,
          Sum: 12,
          Unit: 'Milliseconds',
        },
      ],
    })
    const extended = await speaker.send(
      new GetMetricStatisticsCommand({
        ...range,
        Namespace,
        MetricName: 'Latency',
        Dimensions,
        Period: 60,
        ExtendedStatistics: ['p50', 'TM(25%:)'],
      }),
    )
    expect(extended.Datapoints?.[0]?.ExtendedStatistics).toEqual({ p50: 3.25, 'TM(25%:)': 3.5 })
    const Metric = { Namespace, MetricName: 'Latency', Dimensions }
    const data = await speaker.send(
      new GetMetricDataCommand({
        ...range,
        MetricDataQueries: [
          { Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
          { Id: 'e1', Expression: 'm1 * 2', Label: 'twice' },
        ],
      }),
    )
    expect(data.MetricDataResults).toEqual([
      { Id: 'e1', Label: 'twice', Timestamps: [Timestamp], Values: [24], StatusCode: 'Complete' },
    ])
    expect(data.Messages).toEqual([])
    const listed = await speaker.send(
      new ListMetricsCommand({ Namespace, Dimensions: [{ Name: 'Host' }] }),
    )
    expect(listed.Metrics).toEqual([Metric])
    speaker.destroy()
  })

  it('tells errors by their wire code', async () => {
    const speaker = connect()
    await expect(
      speaker.send(
        new PutMetricDataCommand({
          Namespace,
          MetricData: [{ MetricName: 'm', Value: 1, Values: [1] }],
        }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
      ...refused(
        'InvalidParameterCombination',
        'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
      ),
    })
    await expect(
      speaker.send(new ListMetricsCommand({ NextToken: 'nonsense' })),
    ).rejects.toMatchObject(
      refused('InvalidParameterValue', 'Request parameter NextToken is invalid'),
    )
    speaker.destroy()
  })
})

describe('PutMetricData', () => {
  it.each<[string, string, string, MetricDatum]>([
    [
      'NaN',
      'InvalidParameterValue',
      'The value NaN for parameter MetricData.member.1.Value is invalid.',
      { MetricName: 'm', Value: Number.NaN },
    ],
    [
      'infinity',
      'InvalidParameterValue',
      'The value Inf for',
      { MetricName: 'm', Value: Infinity },
    ],
    [
      'what is too large',
      'InvalidParameterValue',
      'is invalid.',
      { MetricName: 'm', Value: 2 ** 361 },
    ],
    ['nothing', 'MissingParameter', 'At least one of', { MetricName: 'm' }],
    [
      'other counts than values',
      'InvalidParameterValue',
      'The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.',
      { MetricName: 'm', Values: [1], Counts: [1, 2] },
    ],
    [
      'too many values',
      'InvalidParameterValue',
      'between 1 and 150',
      { MetricName: 'm', Values: Array.from({ length: 151 }, (_, i) => i) },
    ],
    [
      'a value beside a set',
      'InvalidParameterCombination',
      'mutually exclusive',
      {
        MetricName: 'm',
        Value: 1,
        StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 },
      },
    ],
    [
      'a minimum above the maximum',
      'InvalidParameterValue',
      'must be greater than',
      { MetricName: 'm', StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 2, Maximum: 1 } },
    ],
    [
      'too many dimensions',
      'ValidationError',
      'less than or equal to 30',
      {
        MetricName: 'm',
        Value: 1,
        Dimensions: Array.from({ length: 31 }, (_, i) => ({ Name: `n${i}`, Value: 'v' })),
      },
    ],
    [
      'an unknown unit',
      'ValidationError',
      'enum value set',
      { MetricName: 'm', Value: 1, Unit: 'Furlongs' as 'Seconds' },
    ],
  ])('refuses %s', async (_what, Code, message, datum) => {
    await expect(put('Refused', datum)).rejects.toMatchObject(
      refused(Code, expect.stringContaining(message)),
    )
  })

  it('takes times from two weeks ago to two hours ahead', async () => {
    const at = (ms: number) => put('Times', { MetricName: 'm', Value: 1, Timestamp: ago(ms) })
    const day = 1440 * minutes
    await expect(at(14 * day + 1000)).rejects.toMatchObject(
      refused('InvalidParameterValue', expect.stringContaining('within the past two weeks')),
    )
    await expect(at(-121 * minutes)).rejects.toMatchObject(
      refused('InvalidParameterValue', expect.stringContaining('two hours in the future')),
    )
    await at(14 * day - 1000)
    await at(-119 * minutes)
  })

  it('refuses a reserved namespace, no data, and more than 1,000 metrics', async () => {
    await expect(put('AWS/EC2', { MetricName: 'm', Value: 1 })).rejects.toMatchObject(
      refused('InvalidParameterValue', 'The value AWS/ for parameter Namespace is invalid.'),
    )
    await expect(put('App')).rejects.toMatchObject({ Code: 'MissingParameter' })
    const many = Array.from({ length: 1001 }, () => ({ MetricName: 'm', Value: 1 }))
    await expect(put('App', ...many)).rejects.toMatchObject({ Code: 'InvalidParameterValue' })
  })

  it('takes a large body squeezed, as the SDK sends it', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      MetricName: 'squeezed',
      Value: i,
      Dimensions: [{ Name: 'Some', Value: 'dimension' }],
    }))
    await put('Large', ...many)
    // As it stands it would be too much: what counts is what is sent.
    const wide = many.map((datum) => ({
      ...datum,
      Dimensions: Array.from({ length: 30 }, (_, i) => ({
        Name: `Some${i}`,
        Value: 'd'.repeat(50),
      })),
    }))
    await put('Wide', ...wide)
    const plain = new CloudWatchClient({ ...cloud.config(), disableRequestCompression: true })
    await expect(
      plain.send(new PutMetricDataCommand({ Namespace: 'Wide', MetricData: wide })),
    ).rejects.toMatchObject({
      name: 'RequestEntityTooLarge',
      message: expect.stringMatching(/^Request size \d+ exceeded 1048576 bytes$/),
      $metadata: { httpStatusCode: 413 },
    })
    plain.destroy()
    const { Datapoints } = await statistics({
      Namespace: 'Large',
      MetricName: 'squeezed',
      Dimensions: [{ Name: 'Some', Value: 'dimension' }],
      Statistics: ['SampleCount', 'Sum'],
    })
    expect(Datapoints).toMatchObject([{ SampleCount: 1000, Sum: 499_500 }])
  })
})

describe('GetMetricStatistics', () => {
  it('gives seconds only of what was put with that resolution', async () => {
    const names = ['Fine', 'Coarse']
    for (const [at, MetricName] of names.entries()) {
      await put('Resolution', {
        MetricName,
        Value: 1,
        Timestamp: ago(30_000),
        StorageResolution: at === 0 ? 1 : 60,
      })
      const of = async (Period: number) =>
        (await statistics({ Namespace: 'Resolution', MetricName, Period })).Datapoints?.length
      expect([await of(1), await of(10), await of(60)]).toEqual(at === 0 ? [1, 1, 1] : [0, 0, 1])
    }
  })

  it('counts periods from the start, keeps units apart, and takes one by name', async () => {
    await put(
      'Units',
      { MetricName: 'm', Value: 1, Unit: 'Seconds' },
      { MetricName: 'm', Value: 2, Unit: 'Bytes' },
    )
    const asked = { Namespace: 'Units', MetricName: 'm', Period: 300 }
    const { Datapoints = [] } = await statistics(asked)
    expect(Datapoints.map(({ Unit, Sum, Timestamp }) => [Unit, Sum, Timestamp])).toEqual([
      ['Seconds', 1, ago(0)],
      ['Bytes', 2, ago(0)],
    ])
    expect((await statistics({ ...asked, Unit: 'Bytes' })).Datapoints).toMatchObject([{ Sum: 2 }])
    expect((await statistics({ ...asked, Unit: 'Count' })).Datapoints).toEqual([])
  })

  it.each<[string, string, Partial<GetMetricStatisticsCommandInput>]>([
    [
      'InvalidParameterValue',
      'The parameter StartTime must be less than the parameter EndTime.',
      { StartTime: new Date(9e12) },
    ],
    ['InvalidParameterValue', 'Period must be', { Period: 61 }],
    [
      'InvalidParameterCombination',
      'You have requested up to 1441 datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
      { StartTime: new Date(0), EndTime: new Date(1441 * 60_000) },
    ],
    [
      'InvalidParameterCombination',
      'At least one of the parameters ExtendedStatistics and Statistics must be specified.',
      { Statistics: undefined },
    ],
    ['InvalidParameterCombination', 'mutually exclusive', { ExtendedStatistics: ['p50'] }],
  ])('refuses with %s: %s', async (Code, message, input) => {
    await expect(statistics(input)).rejects.toMatchObject(
      refused(Code, expect.stringContaining(message)),
    )
  })
})

describe('ListMetrics', () => {
  it('gives 500 a page, each metric once', async () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ MetricName: `m${i}`, Value: 1 }))
    await put('Many', ...many, ...many.slice(0, 100))
    const first = await client.send(new ListMetricsCommand({ Namespace: 'Many' }))
    expect(first.Metrics).toHaveLength(500)
    const { NextToken } = first
    const second = await client.send(new ListMetricsCommand({ Namespace: 'Many', NextToken }))
    expect(second.Metrics).toHaveLength(100)
    expect(second.NextToken).toBeUndefined()
    const other = cloud.cloudwatch({ account: '222222222222' })
    expect((await other.send(new ListMetricsCommand({}))).Metrics).toEqual([])
  })
})

describe('GetMetricData', () => {
  const names = ['a', 'b', 'c']
  const get = (input: object) =>
    client.send(
      new GetMetricDataCommand({
        StartTime: ago(10 * minutes),
        EndTime: ago(-minutes),
        MetricDataQueries: names.map((MetricName) => ({
          Id: MetricName,
          MetricStat: { Metric: { Namespace: 'Paged', MetricName }, Period: 60, Stat: 'Sum' },
        })),
        ...input,
      }),
    )

  it('pages by data points, newest first unless told otherwise', async () => {
    for (const MetricName of names) {
      await put(
        'Paged',
        ...[3, 2, 1].map((Value) => ({ MetricName, Value, Timestamp: ago(Value * minutes) })),
      )
    }
    expect((await get({})).MetricDataResults?.map(({ Values }) => Values)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ])
    const ascending = await get({ ScanBy: 'TimestampAscending' })
    expect(ascending.MetricDataResults?.[0]?.Values).toEqual([3, 2, 1])
    const pages: unknown[] = []
    let NextToken: string | undefined
    do {
      const page = await get({ MaxDatapoints: 4, NextToken })
      pages.push(
        page.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]),
      )
      NextToken = page.NextToken
    } while (NextToken)
    expect(pages).toEqual([
      [
        ['a', [1, 2, 3], 'Complete'],
        ['b', [1], 'PartialData'],
      ],
      [
        ['b', [2, 3], 'Complete'],
        ['c', [1, 2], 'PartialData'],
      ],
      [['c', [3], 'Complete']],
    ])
    await expect(get({ NextToken: 'nonsense' })).rejects.toMatchObject({ name: 'InvalidNextToken' })
  })

  it('labels by what differs, as AWS does', async () => {
    const metric = { Namespace: 'Paged', MetricName: 'a' }
    const labels = async (...stats: string[]) => {
      const MetricDataQueries = stats.map((Stat, at) => ({
        Id: `q${at}`,
        MetricStat: { Metric: metric, Period: 60, Stat },
      }))
      return (await get({ MetricDataQueries })).MetricDataResults?.map(({ Label }) => Label)
    }
    expect(await labels('Sum')).toEqual(['a'])
    expect(await labels('Sum', 'p90')).toEqual(['a Sum', 'a p90'])
  })

  it('takes one unit where none is asked for', async () => {
    const data = [60_000, 60, 5].map((Value, at) => ({
      MetricName: 'm',
      Value,
      Unit: (['Milliseconds', 'Seconds', 'Count'] as const)[at],
    }))
    const Metric = { Namespace: 'Mixed', MetricName: 'm' }
    const MetricDataQueries = [{ Id: 'q', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }]
    await put('Mixed', ...data.slice(0, 2))
    expect((await get({ MetricDataQueries })).MetricDataResults?.[0]?.Values).toEqual([60_000])
    await put('Mixed', ...data.slice(2))
    expect((await get({ MetricDataQueries })).MetricDataResults?.[0]?.Values).toEqual([5])
  })

  it('answers empty for what is not there', async () => {
    const Metric = { Namespace: 'None', MetricName: 'None' }
    const MetricDataQueries = [{ Id: 'q', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }]
    expect((await get({ MetricDataQueries })).MetricDataResults).toEqual([
      { Id: 'q', Label: 'None', Timestamps: [], Values: [], StatusCode: 'Complete' },
    ])
  })

  it.each<[string, object]>([
    ['The parameter EndTime must be greater than StartTime.', { StartTime: new Date(9e12) }],
    [
      'The parameter StartTime must not equal parameter EndTime.',
      { StartTime: new Date(0), EndTime: new Date(0) },
    ],
    [
      'is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.',
      { MetricDataQueries: [{ Id: 'Big', Expression: '1' }] },
    ],
    [
      'are not unique',
      {
        MetricDataQueries: [
          { Id: 'a', Expression: 'TIME_SERIES(1)' },
          { Id: 'a', Expression: 'TIME_SERIES(1)' },
        ],
      },
    ],
    [
      'The parameter MetricDataQueries.member.1.MetricStat is required.',
      { MetricDataQueries: [{ Id: 'a' }] },
    ],
    [
      "Error in expression 'a' [Undefined variable: b]",
      { MetricDataQueries: [{ Id: 'a', Expression: 'b' }] },
    ],
    ['for parameter LabelOptions.Timezone', { LabelOptions: { Timezone: 'Seoul' } }],
  ])('refuses: %s', async (message, input) => {
    await expect(get(input)).rejects.toMatchObject(
      refused('ValidationError', expect.stringContaining(message)),
    )
  })
})
