import {
  CancelInstanceRefreshCommand,
  DescribeInstanceRefreshesCommand,
  RollbackInstanceRefreshCommand,
  SetInstanceProtectionCommand,
  StartInstanceRefreshCommand,
  type RefreshPreferences,
  type StartInstanceRefreshCommandInput,
} from '@aws-sdk/client-auto-scaling'
import { PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { echoDriver } from '../../../testing/echo-driver.ts'
import { furnishScaling, type ScalingGroup } from '../../../testing/scaling-group.ts'
import { planBatch } from './plan-batch.ts'

let cloud: TestCloud
let world: ScalingGroup
let account = 480_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  world = await furnishScaling(cloud, String(++account))
})

const AutoScalingGroupName = 'web'
const start = (
  Preferences: RefreshPreferences = {},
  more: Partial<StartInstanceRefreshCommandInput> = {},
) =>
  world.scaling.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName,
      Preferences: { InstanceWarmup: 60, ...Preferences },
      ...more,
    }),
  )
async function refresh() {
  const { InstanceRefreshes: [last] = [] } = await world.scaling.send(
    new DescribeInstanceRefreshesCommand({ AutoScalingGroupName }),
  )
  return last
}
const ids = async () => (await world.instances()).map(({ InstanceId }) => InstanceId)
const versions = async () =>
  (await world.instances()).map(({ LaunchTemplate }) => LaunchTemplate?.Version)
/** With version 1 in the group, and another one to go to. */
async function furnish(DesiredCapacity: number): Promise<StartInstanceRefreshCommandInput> {
  await world.create({ DesiredCapacity })
  await world.advance('1m')
  const Version = await world.newVersion({ InstanceType: 't3.small' })
  return {
    AutoScalingGroupName,
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: 'web', Version } },
  }
}
/** What holds at each ten seconds until the refresh is over. */
async function watch(look: () => Promise<void>, most = 200): Promise<void> {
  for (let turn = 0; turn < most; turn++) {
    await world.advance('10s')
    await look()
    if ((await refresh())?.EndTime) return
  }
  throw new Error(`It does not end: ${JSON.stringify(await refresh())}`)
}

it('replaces one after the other, keeps to its minimum, and leaves the new version to the group', async () => {
  const to = await furnish(4)
  const old = await ids()
  const { InstanceRefreshId } = await start({ MinHealthyPercentage: 75 }, to)
  await expect(start()).rejects.toMatchObject({
    name: 'InstanceRefreshInProgressFault',
    message:
      'An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.',
  })
  await world.advance('1s')
  expect(await refresh()).toMatchObject({
    InstanceRefreshId,
    Status: 'InProgress',
    PercentageComplete: 0,
    InstancesToUpdate: 4,
    Strategy: 'Rolling',
    Preferences: {
      MinHealthyPercentage: 75,
      InstanceWarmup: 60,
      SkipMatching: false,
      AutoRollback: false,
      ScaleInProtectedInstances: 'Wait',
      StandbyInstances: 'Wait',
    },
  })
  expect((await world.history())[1]?.Cause).toContain(
    'an instance was taken out of service in response to an instance refresh.',
  )
  const percents = new Set<number | undefined>()
  await watch(async () => {
    const serving = (await world.instances()).filter((each) => each.LifecycleState === 'InService')
    expect(serving.length).toBeGreaterThanOrEqual(3)
    expect(serving.length).toBeLessThanOrEqual(4)
    percents.add((await refresh())?.PercentageComplete)
  })
  expect([...percents]).toEqual([0, 25, 50, 75, 100])
  expect(await refresh()).toMatchObject({
    Status: 'Successful',
    PercentageComplete: 100,
    InstancesToUpdate: 0,
    EndTime: expect.any(Date),
  })
  expect(await versions()).toEqual(['2', '2', '2', '2'])
  expect((await ids()).filter((id) => old.includes(id))).toEqual([])
  expect((await world.group()).LaunchTemplate?.Version).toBe('2')
})

it('launches first where it may go beyond its capacity', async () => {
  const to = await furnish(3)
  await start({ MinHealthyPercentage: 100, MaxHealthyPercentage: 140 }, to)
  let most = 0
  await watch(async () => {
    const all = await world.instances()
    const serving = all.filter(({ LifecycleState: state }) => state === 'InService')
    expect(serving.length).toBeGreaterThanOrEqual(3)
    most = Math.max(most, all.filter(({ LifecycleState: state }) => state !== 'Terminating').length)
  })
  expect(most).toBe(4)
  expect(await versions()).toEqual(['2', '2', '2'])
})

it('pauses at its checkpoints, skips what matches, and bakes', async () => {
  const to = await furnish(4)
  await start({ CheckpointPercentages: [25, 100], CheckpointDelay: 600, BakeTime: 300 }, to)
  await world.advance('4m')
  expect(await refresh()).toMatchObject({ Status: 'InProgress', PercentageComplete: 25 })
  await world.advance('6m')
  expect(await refresh()).toMatchObject({ PercentageComplete: 25 })
  await world.advance('7m')
  expect(await refresh()).toMatchObject({ Status: 'Baking', PercentageComplete: 100 })
  await world.advance('5m')
  expect(await refresh()).toMatchObject({ Status: 'Successful' })
  const before = await ids()
  await start({ SkipMatching: true })
  await world.advance('1s')
  expect(await refresh()).toMatchObject({ Status: 'Successful', PercentageComplete: 100 })
  expect(await ids()).toEqual(before)
})

it('is cancelled with what it has done, and rolled back to what was there', async () => {
  const to = await furnish(3)
  const cancel = () =>
    world.scaling.send(new CancelInstanceRefreshCommand({ AutoScalingGroupName }))
  const rollBack = () =>
    world.scaling.send(new RollbackInstanceRefreshCommand({ AutoScalingGroupName }))
  await expect(cancel()).rejects.toMatchObject({
    name: 'ActiveInstanceRefreshNotFoundFault',
    message: 'No in progress or pending Instance Refresh found for Auto Scaling group web',
  })
  await start({}, to)
  await world.advance('30s')
  await cancel()
  expect(await refresh()).toMatchObject({ Status: 'Cancelling' })
  await world.advance('2m')
  expect(await refresh()).toMatchObject({
    Status: 'Cancelled',
    StatusReason: 'Cancelled due to user request.',
  })
  expect((await versions()).toSorted()).toEqual(['1', '1', '2'])
  expect((await world.group()).LaunchTemplate?.Version).toBe('1')
  await start({}, to)
  await world.advance('3m')
  await rollBack()
  expect(await refresh()).toMatchObject({
    Status: 'RollbackInProgress',
    RollbackDetails: {
      RollbackStartTime: expect.any(Date),
      PercentageCompleteOnRollback: expect.any(Number),
    },
  })
  await watch(() => Promise.resolve())
  expect(await refresh()).toMatchObject({ Status: 'RollbackSuccessful' })
  await start()
  await world.advance('10s')
  await expect(rollBack()).rejects.toMatchObject({ name: 'IrreversibleInstanceRefreshFault' })
})

it('rolls back by itself when an alarm goes off', async () => {
  const to = await furnish(2)
  await world.cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'errors',
      Namespace: 'mine',
      MetricName: 'errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    }),
  )
  await start({ AutoRollback: true, AlarmSpecification: { Alarms: ['errors'] } }, to)
  await world.advance('2m')
  await world.cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'test' }),
  )
  await watch(() => Promise.resolve())
  expect(await refresh()).toMatchObject({
    Status: 'RollbackSuccessful',
    RollbackDetails: { RollbackReason: 'The alarm errors is in the ALARM state.' },
  })
  expect(await versions()).toEqual(['1', '1'])
})

it('waits for what is protected an hour, or leaves it out, or takes it', async () => {
  const to = await furnish(2)
  const [first = '', second = ''] = await ids()
  const protect = (ProtectedFromScaleIn: boolean) =>
    world.scaling.send(
      new SetInstanceProtectionCommand({
        AutoScalingGroupName,
        InstanceIds: [first],
        ProtectedFromScaleIn,
      }),
    )
  await protect(true)
  await start({}, to)
  await world.advance('10m')
  expect(await refresh()).toMatchObject({
    Status: 'InProgress',
    PercentageComplete: 50,
    StatusReason: `Waiting for remaining instances to be available. For example: ${first} is protected. Remove instance scale-in protection to continue.`,
  })
  await world.advance('1h')
  expect(await refresh()).toMatchObject({ Status: 'Failed' })
  expect(await ids()).toContain(first)
  expect(await ids()).not.toContain(second)
  await start({ ScaleInProtectedInstances: 'Ignore' }, to)
  await world.advance('10m')
  expect(await refresh()).toMatchObject({ Status: 'Successful' })
  expect(await ids()).toContain(first)
  await start({ ScaleInProtectedInstances: 'Refresh' }, to)
  await world.advance('10m')
  expect(await refresh()).toMatchObject({ Status: 'Successful' })
  expect(await ids()).not.toContain(first)
})

it('refuses what cannot be', async () => {
  const to = await furnish(0)
  const cases: readonly [RefreshPreferences, Partial<StartInstanceRefreshCommandInput>][] = [
    [{ MinHealthyPercentage: 101 }, {}],
    [{ MaxHealthyPercentage: 150 }, {}],
    [{ MinHealthyPercentage: 50, MaxHealthyPercentage: 200 }, {}],
    [{ CheckpointPercentages: [50, 20] }, {}],
    [{ AutoRollback: true }, {}],
    [{}, { Strategy: 'ReplaceRootVolume' }],
    [
      {},
      { DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: 'web', Version: '99' } } },
    ],
  ]
  for (const [preferences, more] of cases) {
    await expect(start(preferences, more)).rejects.toMatchObject({ name: 'ValidationError' })
  }
  await start({ AutoRollback: true }, to)
  await world.advance('1s')
  expect(await refresh()).toMatchObject({ Status: 'Successful', PercentageComplete: 100 })
})

it.each([
  [
    { desired: 10, minHealthy: 90 },
    { launchFirst: false, size: 1 },
  ],
  [
    { desired: 10, minHealthy: 75 },
    { launchFirst: false, size: 2 },
  ],
  [
    { desired: 1, minHealthy: 90 },
    { launchFirst: false, size: 1 },
  ],
  [
    { desired: 4, minHealthy: 100 },
    { launchFirst: false, size: 1 },
  ],
  [
    { desired: 4, minHealthy: 0 },
    { launchFirst: false, size: 4 },
  ],
  [
    { desired: 10, minHealthy: 100, maxHealthy: 125 },
    { launchFirst: true, size: 2 },
  ],
  [
    { desired: 1, minHealthy: 100, maxHealthy: 110 },
    { launchFirst: true, size: 1 },
  ],
])('plans a batch of %o', (limits, plan) => {
  expect(planBatch(limits)).toEqual(plan)
})
