import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch'
import { defaultAccount } from '@brume/cloud'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { expect, it } from 'vitest'

const minuteMs = 60_000

async function watch(cloud: TestCloud, AlarmName: string, Period = 60): Promise<void> {
  await cloud.cloudwatch().send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'Shop',
      MetricName: 'Orders',
      Statistic: 'Sum',
      Period,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    }),
  )
}

const order = (cloud: TestCloud) =>
  cloud.cloudwatch().send(
    new PutMetricDataCommand({
      Namespace: 'Shop',
      MetricData: [{ MetricName: 'Orders', Value: 5, Timestamp: new Date(cloud.now()) }],
    }),
  )

it('no minute passes for an account with nothing to measure or to watch', async () => {
  const cloud = await startTestCloud()
  const { clock } = cloud.engine.world(defaultAccount)
  expect(clock.nextDueAt()).toBeUndefined()
  await watch(cloud, 'a')
  expect(clock.nextDueAt()).toBe(cloud.now() + minuteMs)
  await watch(cloud, 'fine', 10)
  expect(clock.nextDueAt()).toBe(cloud.now() + 10_000)
  await cloud.cloudwatch().send(new DeleteAlarmsCommand({ AlarmNames: ['fine'] }))
  await cloud.cloudwatch().send(new DeleteAlarmsCommand({ AlarmNames: ['a'] }))
  expect(clock.nextDueAt()).toBeUndefined()
  await watch(cloud, 'b')
  cloud.reset(defaultAccount)
  expect(cloud.engine.world(defaultAccount).clock.nextDueAt()).toBeUndefined()
  await cloud.close()
})

it('a restart takes the minutes up again, with the data that were put before it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-minutes-'))
  try {
    const first = await startTestCloud({ dataDir })
    await watch(first, 'kept')
    await order(first)
    await first.close()
    const second = await startTestCloud({ dataDir })
    await second.advance('1m')
    const { MetricAlarms: [alarm] = [] } = await second
      .cloudwatch()
      .send(new DescribeAlarmsCommand({ AlarmNames: ['kept'] }))
    expect(alarm?.StateValue).toBe('ALARM')
    await second.close()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

it('the same calls at the same times give the same history', async () => {
  const tell = async () => {
    const cloud = await startTestCloud()
    for (const name of ['one', 'two', 'three']) await watch(cloud, name)
    for (let round = 0; round < 5; round += 1) {
      await order(cloud)
      await cloud.advance(`${round + 1}m`)
    }
    const { AlarmHistoryItems } = await cloud.cloudwatch().send(new DescribeAlarmHistoryCommand({}))
    await cloud.close()
    return AlarmHistoryItems
  }
  const told = await tell()
  expect(told?.length).toBeGreaterThan(10)
  expect(await tell()).toEqual(told)
})
