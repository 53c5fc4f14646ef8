import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let client: CloudWatchClient
beforeAll(async () => {
  cloud = await startTestCloud()
  client = cloud.cloudwatch()
})
afterAll(() => cloud.close())

const text = { type: 'text', x: 0, y: 7, width: 3, height: 3, properties: { markdown: 'Hello' } }
const body = (...widgets: object[]) => JSON.stringify({ widgets })
const put = (DashboardName: string, DashboardBody = body(text), more: object = {}) =>
  client.send(new PutDashboardCommand({ DashboardName, DashboardBody, ...more }))
const names = async (input: object = {}, from = client) =>
  (await from.send(new ListDashboardsCommand(input))).DashboardEntries?.map(
    ({ DashboardName }) => DashboardName,
  )
const metric = (...metrics: unknown[]) => ({
  type: 'metric',
  properties: { region: 'us-east-1', metrics },
})

it('keeps dashboards for the whole account, by name', async () => {
  expect(await put('one')).toMatchObject({ DashboardValidationMessages: [] })
  await put('two')
  await put(
    'three',
    body(
      metric(
        ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-1', { stat: 'p90' }],
        [{ expression: 'm1*2' }],
      ),
    ),
  )
  expect(await names()).toEqual(['one', 'three', 'two'])
  expect(await names({ DashboardNamePrefix: 't' })).toEqual(['three', 'two'])
  expect(await names({}, cloud.cloudwatch({ region: 'us-east-1' }))).toHaveLength(3)
  expect(await names({}, cloud.cloudwatch({ account: '222222222222' }))).toEqual([])
  expect(await client.send(new GetDashboardCommand({ DashboardName: 'one' }))).toMatchObject({
    DashboardArn: 'arn:aws:cloudwatch::123456789012:dashboard/one',
    DashboardName: 'one',
    DashboardBody: body(text),
  })
  await expect(
    client.send(new DeleteDashboardsCommand({ DashboardNames: ['one', 'none'] })),
  ).rejects.toMatchObject({ Code: 'ResourceNotFound', $metadata: { httpStatusCode: 404 } })
  expect(await names()).toHaveLength(3)
  await client.send(new DeleteDashboardsCommand({ DashboardNames: ['one', 'two', 'three'] }))
  expect(await names()).toEqual([])
  await expect(
    client.send(new GetDashboardCommand({ DashboardName: 'one' })),
  ).rejects.toMatchObject({ Code: 'ResourceNotFound' })
})

it.each<[string, string]>([
  ['The field DashboardBody must be a valid JSON object', '{'],
  ['The field DashboardBody must be a valid JSON object', '[]'],
  ["Should have required property 'widgets'", '{}'],
  ["Should have required property 'type'", body({ properties: {} })],
  ["Should have required property 'markdown'", body({ type: 'text', properties: {} })],
  ["Should have required property 'metrics'", body({ type: 'metric', properties: {} })],
  ['Should be equal to one of the allowed values', body({ type: 'pie', properties: {} })],
  ['Should be <= 24', body({ ...text, width: 25 })],
  ['Should NOT have fewer than 2 items', body(metric(['AWS/EC2']))],
  ['Should NOT have more than 2 items', body(metric(['AWS/EC2', 'CPUUtilization', {}, 'x']))],
  ['only \\"String\\" type is allowed', body(metric(['AWS/EC2', 'CPUUtilization', 'A', 1]))],
])('refuses a body: %s', async (message, wrong) => {
  await expect(put('wrong', wrong)).rejects.toMatchObject({
    Code: 'InvalidParameterInput',
    message: expect.stringContaining(message),
  })
})

it('refuses a name with other characters', async () => {
  await expect(put('a b')).rejects.toMatchObject({ Code: 'InvalidParameterValue' })
})

it('tags dashboards and alarms by their ARN', async () => {
  const tags = { Tags: [{ Key: 'a', Value: '1' }] }
  await put('tagged', undefined, tags)
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: 'tagged',
      Namespace: 'N',
      MetricName: 'm',
      Period: 60,
      EvaluationPeriods: 1,
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      ...tags,
    }),
  )
  for (const ResourceARN of [
    'arn:aws:cloudwatch::123456789012:dashboard/tagged',
    'arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:tagged',
  ]) {
    const list = async () =>
      (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags
    expect(await list()).toEqual([{ Key: 'a', Value: '1' }])
    const Tags = [
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '3' },
    ]
    await client.send(new TagResourceCommand({ ResourceARN, Tags }))
    expect(await list()).toEqual(Tags)
    await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['a'] }))
    expect(await list()).toEqual([{ Key: 'b', Value: '3' }])
    const strange = new TagResourceCommand({ ResourceARN: `${ResourceARN}x`, Tags })
    await expect(client.send(strange)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    })
  }
})
