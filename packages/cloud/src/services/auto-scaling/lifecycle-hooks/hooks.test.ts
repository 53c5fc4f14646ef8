import {
  CompleteLifecycleActionCommand,
  CreateAutoScalingGroupCommand,
  DeleteLifecycleHookCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeLifecycleHooksCommand,
  DescribeLifecycleHookTypesCommand,
  DescribeScalingActivitiesCommand,
  PutLifecycleHookCommand,
  RecordLifecycleActionHeartbeatCommand,
  SetDesiredCapacityCommand,
  type AutoScalingClient,
  type LifecycleHookSpecification,
} from '@aws-sdk/client-auto-scaling'
import {
  CreateLaunchTemplateCommand,
  DescribeInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type Duration, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { echoDriver } from '../../../testing/echo-driver.ts'
import { notices } from '../notifications/notice.ts'

let cloud: TestCloud
let ec2: EC2Client
let scaling: AutoScalingClient
let account = 452_000_000_000
const AutoScalingGroupName = 'web'
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  const who = { account: String(++account) }
  ec2 = cloud.ec2(who)
  scaling = cloud.autoScaling(who)
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: {
        ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
        InstanceType: 't3.micro',
      },
    }),
  )
})

const advance = (by: Duration) => cloud.advance(String(account), by)
const launching = 'autoscaling:EC2_INSTANCE_LAUNCHING'
const terminating = 'autoscaling:EC2_INSTANCE_TERMINATING'
async function create(
  DesiredCapacity: number,
  ...LifecycleHookSpecificationList: LifecycleHookSpecification[]
) {
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      MinSize: 0,
      MaxSize: 4,
      DesiredCapacity,
      LaunchTemplate: { LaunchTemplateName: 'web' },
      AvailabilityZones: ['ap-northeast-2a'],
      LifecycleHookSpecificationList,
    }),
  )
  await advance('8s')
}
async function instances() {
  const found = await scaling.send(new DescribeAutoScalingGroupsCommand({}))
  return found.AutoScalingGroups?.[0]?.Instances ?? []
}
const states = async () => (await instances()).map(({ LifecycleState }) => LifecycleState)
async function history() {
  const found = await scaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }))
  return found.Activities ?? []
}
const complete = (
  LifecycleHookName: string,
  InstanceId: string | undefined,
  LifecycleActionResult = 'CONTINUE',
) =>
  scaling.send(
    new CompleteLifecycleActionCommand({
      AutoScalingGroupName,
      LifecycleHookName,
      InstanceId,
      LifecycleActionResult,
    }),
  )
const setDesired = (DesiredCapacity: number) =>
  scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }))

it('hold an instance on its way in until all of them have been answered', async () => {
  await create(
    1,
    { LifecycleHookName: 'install', LifecycleTransition: launching, HeartbeatTimeout: 300 },
    { LifecycleHookName: 'enrol', LifecycleTransition: launching },
  )
  const [{ InstanceId: id } = {}] = await instances()
  expect(await states()).toEqual(['Pending:Wait'])
  expect((await history())[0]).toMatchObject({ StatusCode: 'MidLifecycleAction', Progress: 60 })
  await complete('install', id)
  await advance('5s')
  expect(await states()).toEqual(['Pending:Wait'])
  await expect(complete('install', id)).rejects.toMatchObject({
    name: 'ValidationError',
    message: `No active Lifecycle Action found with instance ID ${id}`,
  })
  await complete('enrol', id)
  expect(await states()).toEqual(['Pending:Proceed'])
  await advance('1s')
  expect(await states()).toEqual(['InService'])
  expect((await history())[0]).toMatchObject({ StatusCode: 'Successful' })
})

it('give an instance up that is abandoned, and launch another', async () => {
  await create(1, { LifecycleHookName: 'install', LifecycleTransition: launching })
  const [{ InstanceId: id } = {}] = await instances()
  await complete('install', id, 'ABANDON')
  expect(await states()).toEqual(['Terminating', 'Pending'])
  const told = (await history()).find(({ Description }) => Description?.includes(id ?? '?'))
  expect(told).toMatchObject({
    StatusCode: 'Cancelled',
    StatusMessage: expect.stringMatching(
      /^Instance failed to complete user's Lifecycle Action: Lifecycle Action with token [0-9a-f-]{36} was abandoned: Lifecycle Action Completed with ABANDON Result$/,
    ),
    Description: expect.stringContaining(
      `Launching a new EC2 instance: ${id}.  Status Reason: Instance failed`,
    ),
  })
})

it('wait by the clock: their timeout, or as long as they are heard of, then their default', async () => {
  await create(1, {
    LifecycleHookName: 'install',
    LifecycleTransition: launching,
    HeartbeatTimeout: 60,
    DefaultResult: 'CONTINUE',
  })
  const [{ InstanceId } = {}] = await instances()
  await advance('50s')
  const beat = () =>
    scaling.send(
      new RecordLifecycleActionHeartbeatCommand({
        AutoScalingGroupName,
        LifecycleHookName: 'install',
        InstanceId,
      }),
    )
  await beat()
  await advance('50s')
  expect(await states()).toEqual(['Pending:Wait'])
  await advance('15s')
  expect(await states()).toEqual(['InService'])
  await expect(beat()).rejects.toMatchObject({ name: 'ValidationError' })
  await scaling.send(
    new PutLifecycleHookCommand({
      AutoScalingGroupName,
      LifecycleHookName: 'install',
      DefaultResult: 'ABANDON',
      HeartbeatTimeout: 30,
    }),
  )
  await setDesired(2)
  // Given up again and again: a hundred times the timeout is not what a launch waits for.
  await advance('40s')
  expect((await states()).toSorted()).toEqual(['InService', 'Pending', 'Terminating'])
})

it('hold an instance on its way out, and end it whatever they answer', async () => {
  await create(2, { LifecycleHookName: 'drain', LifecycleTransition: terminating })
  await setDesired(0)
  expect(await states()).toEqual(['Terminating:Wait', 'Terminating:Wait'])
  await advance('10m')
  const [first, second] = (await instances()).map(({ InstanceId }) => InstanceId)
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}))
  expect(
    Reservations.flatMap(({ Instances = [] }) => Instances.map(({ State }) => State?.Name)),
  ).toEqual(['running', 'running'])
  await complete('drain', first, 'ABANDON')
  await complete('drain', second)
  expect(await states()).toEqual(['Terminating:Proceed', 'Terminating:Proceed'])
  await advance('15s')
  expect(await states()).toEqual([])
  expect((await history())[0]).toMatchObject({ StatusCode: 'Successful' })
})

it('are described, changed, deleted, and let go whoever waits for them', async () => {
  await create(1, {
    LifecycleHookName: 'install',
    LifecycleTransition: launching,
    NotificationTargetARN: 'arn:aws:sns:ap-northeast-2:123456789012:topic',
    RoleARN: 'arn:aws:iam::123456789012:role/notify',
    NotificationMetadata: 'hello',
    DefaultResult: 'CONTINUE',
  })
  const described = await scaling.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName }))
  expect(described.LifecycleHooks).toEqual([
    {
      AutoScalingGroupName,
      LifecycleHookName: 'install',
      LifecycleTransition: launching,
      NotificationTargetARN: 'arn:aws:sns:ap-northeast-2:123456789012:topic',
      RoleARN: 'arn:aws:iam::123456789012:role/notify',
      NotificationMetadata: 'hello',
      HeartbeatTimeout: 3600,
      GlobalTimeout: 172_800,
      DefaultResult: 'CONTINUE',
    },
  ])
  const kept = cloud.engine
    .read({ account: String(account), region: 'ap-northeast-2' })
    .by(notices, 'group', AutoScalingGroupName)
  expect(kept.map(({ event }) => event)).toEqual(['autoscaling:TEST_NOTIFICATION', launching])
  expect(JSON.parse(kept[1]?.message ?? '{}')).toMatchObject({
    LifecycleHookName: 'install',
    NotificationMetadata: 'hello',
  })
  const end = () =>
    scaling.send(
      new DeleteLifecycleHookCommand({ AutoScalingGroupName, LifecycleHookName: 'install' }),
    )
  await end()
  await advance('1s')
  expect(await states()).toEqual(['InService'])
  await expect(end()).rejects.toMatchObject({
    message: expect.stringContaining('No Lifecycle Hook found'),
  })
  const put = (input: Partial<LifecycleHookSpecification>) =>
    scaling.send(
      new PutLifecycleHookCommand({ AutoScalingGroupName, LifecycleHookName: 'x', ...input }),
    )
  for (const input of [
    {},
    { LifecycleTransition: 'autoscaling:EC2_INSTANCE_SLEEPING' },
    { LifecycleTransition: launching, HeartbeatTimeout: 10 },
    { LifecycleTransition: launching, DefaultResult: 'MAYBE' },
  ]) {
    await expect(put(input)).rejects.toMatchObject({ name: 'ValidationError' })
  }
  const types = await scaling.send(new DescribeLifecycleHookTypesCommand({}))
  expect(types.LifecycleHookTypes).toEqual([launching, terminating])
})
