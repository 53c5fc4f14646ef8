import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  waitUntilCompositeAlarmExists,
  type CloudWatchClient,
  type PutCompositeAlarmCommandInput,
  type StateValue,
} from '@aws-sdk/client-cloudwatch'
import { defaultAccount } from '@brume/cloud'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let cloudwatch: CloudWatchClient
beforeAll(async () => {
  cloud = await startTestCloud()
  cloudwatch = cloud.cloudwatch()
  for (const name of ['cpu', 'disk', 'deploy']) {
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: name,
        Namespace: 'Shop',
        MetricName: name,
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        // It stays where it is set.
        TreatMissingData: 'ignore',
      }),
    )
  }
})
afterAll(() => cloud.close())

const topic = `arn:aws:sns:ap-northeast-2:${defaultAccount}:ops`

const put = (
  AlarmName: string,
  AlarmRule: string,
  more: Partial<PutCompositeAlarmCommandInput> = {},
) => cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule, ...more }))

const set = (AlarmName: string, StateValue: StateValue) =>
  cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'drill' }))

async function composite(name: string) {
  const { CompositeAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['CompositeAlarm'] }),
  )
  return CompositeAlarms[0]
}

async function actions(name: string) {
  const { AlarmHistoryItems = [] } = await cloudwatch.send(
    new DescribeAlarmHistoryCommand({
      AlarmName: name,
      HistoryItemType: 'Action',
      ScanBy: 'TimestampAscending',
    }),
  )
  return AlarmHistoryItems.map(({ HistorySummary = '' }) => HistorySummary.split(' arn:')[0])
}

it('is evaluated when it is put, and whenever an alarm below it changes', async () => {
  await put('shop', 'ALARM(cpu) AND NOT ALARM("deploy")')
  await waitUntilCompositeAlarmExists(
    { client: cloudwatch, maxWaitTime: 10 },
    { AlarmNames: ['shop'], AlarmTypes: ['CompositeAlarm'] },
  )
  const arn = `arn:aws:cloudwatch:ap-northeast-2:${defaultAccount}:alarm`
  expect(await composite('shop')).toMatchObject({
    AlarmArn: `${arn}:shop`,
    AlarmRule: 'ALARM(cpu) AND NOT ALARM("deploy")',
    StateValue: 'OK',
    StateReason: `${arn}:shop was created and its alarm rule evaluates to OK`,
  })
  // One of composite alarms follows in turn.
  await put('company', 'ALARM(shop)')
  await set('cpu', 'ALARM')
  expect(await composite('shop')).toMatchObject({
    StateValue: 'ALARM',
    StateReason: `${arn}:cpu transitioned to ALARM at Thursday 01 January, 2026 00:00:00 UTC`,
    StateReasonData: `{"triggeringAlarms":[{"arn":"${arn}:cpu","state":{"value":"ALARM","timestamp":"2026-01-01T00:00:00.000+0000"}}]}`,
  })
  expect((await composite('company'))?.StateValue).toBe('ALARM')
  await set('deploy', 'ALARM')
  expect((await composite('company'))?.StateValue).toBe('OK')
  await set('deploy', 'OK')
  await set('cpu', 'OK')
})

it('tells children and parents', async () => {
  const ask = async (wish: { ChildrenOfAlarmName?: string; ParentsOfAlarmName?: string }) => {
    const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
      new DescribeAlarmsCommand(wish),
    )
    return [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => AlarmName)
  }
  expect(await ask({ ChildrenOfAlarmName: 'shop' })).toEqual(['cpu', 'deploy'])
  expect(await ask({ ParentsOfAlarmName: 'cpu' })).toEqual(['shop'])
  expect(await ask({ ChildrenOfAlarmName: 'cpu' })).toEqual([])
})

it('refuses rules that cannot be, and cycles', async () => {
  const refused = async (name: string, rule: string, message: RegExp) => {
    await expect(put(name, rule)).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(put(name, rule)).rejects.toThrow(message)
  }
  await refused('bad', 'ALARM(cpu', /^Error in alarm rule: '\)' was expected at position 9\.$/)
  await refused('bad', ' TRUE', /leading or trailing whitespace/)
  await refused(
    'bad',
    'ALARM(nobody)',
    /^Could not save the composite alarm as alarms \[nobody\] in the alarm rule do not exist$/,
  )
  await refused('shop', 'ALARM(company)', /depend on itself/)
  await refused('cpu', 'TRUE', /metric alarm/)
  await expect(
    put('bad', 'TRUE', { AlarmActions: ['arn:aws:automate:ap-northeast-2:ec2:stop'] }),
  ).rejects.toThrow(/cannot perform/)
  await expect(cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['cpu'] }))).rejects.toThrow(
    /used by the composite alarms: shop/,
  )
})

it('holds its actions back while a suppressor alarm, its wait or its extension last', async () => {
  await put('held', 'ALARM(disk)', {
    AlarmActions: [topic],
    ActionsSuppressor: 'deploy',
    ActionsSuppressorWaitPeriod: 60,
    ActionsSuppressorExtensionPeriod: 120,
  })
  const by = async () => (await composite('held'))?.ActionsSuppressedBy
  // The suppressor does not come: the actions run after the wait.
  await set('disk', 'ALARM')
  expect(await by()).toBe('WaitPeriod')
  expect(await actions('held')).toEqual([
    'Actions suppressed for the transition to ALARM. Actions suppressed while waiting for the suppressor alarm',
  ])
  await cloud.advance('1m')
  expect(await by()).toBeUndefined()
  expect((await actions('held')).at(-1)).toBe('Failed to execute action')
  await set('disk', 'OK')
  // It comes in time, and the alarm is over before the extension is: nothing runs.
  await set('disk', 'ALARM')
  await set('deploy', 'ALARM')
  expect(await by()).toBe('Alarm')
  await cloud.advance('10m')
  await set('deploy', 'OK')
  expect(await by()).toBe('ExtensionPeriod')
  await set('disk', 'OK')
  const ran = (await actions('held')).filter((each) => each?.startsWith('Failed'))
  await cloud.advance('2m')
  expect(await by()).toBeUndefined()
  expect((await actions('held')).filter((each) => each?.startsWith('Failed'))).toEqual(ran)
})
