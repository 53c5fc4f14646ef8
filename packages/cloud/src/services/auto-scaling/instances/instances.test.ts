import {
  AttachInstancesCommand,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeScalingActivitiesCommand,
  DetachInstancesCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SetInstanceHealthCommand,
  SetInstanceProtectionCommand,
  SuspendProcessesCommand,
  TerminateInstanceInAutoScalingGroupCommand,
  UpdateAutoScalingGroupCommand,
  type AutoScalingClient,
  type CreateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling'
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  ModifyInstanceAttributeCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type Duration, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { echoDriver } from '../../../testing/echo-driver.ts'

let cloud: TestCloud
let ec2: EC2Client
let scaling: AutoScalingClient
let account = 451_000_000_000
let subnets: readonly string[]
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')
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
      LaunchTemplateData: { ImageId, InstanceType: 't3.micro' },
    }),
  )
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  subnets = Subnets.map(({ SubnetId = '' }) => SubnetId)
})

const advance = (by: Duration) => cloud.advance(String(account), by)
/** A group whose instances serve. */
async function create(
  DesiredCapacity: number,
  more: Partial<CreateAutoScalingGroupCommandInput> = {},
) {
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      MinSize: 0,
      MaxSize: 4,
      DesiredCapacity,
      LaunchTemplate: { LaunchTemplateName: 'web', Version: '$Latest' },
      VPCZoneIdentifier: subnets.slice(0, 2).join(','),
      ...more,
    }),
  )
  await advance('8s')
  return ids()
}
async function group() {
  const found = await scaling.send(new DescribeAutoScalingGroupsCommand({}))
  return found.AutoScalingGroups?.[0]
}
const instances = async () => (await group())?.Instances ?? []
const ids = async () => (await instances()).map(({ InstanceId = '' }) => InstanceId)
const states = async () => (await instances()).map(({ LifecycleState }) => LifecycleState)
async function causes() {
  const found = await scaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }))
  return (found.Activities ?? []).map(({ Cause = '' }) => Cause)
}
const setDesired = (DesiredCapacity: number) =>
  scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }))
async function ec2State(id: string | undefined) {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id ?? ''] }))
  return Reservations?.[0]?.Instances?.[0]
}

it('take part by being attached, and leave by being detached', async () => {
  await create(1)
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId,
      InstanceType: 't3.nano',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnets[1],
    }),
  )
  const own = Instances?.[0]?.InstanceId ?? ''
  const attach = () =>
    scaling.send(new AttachInstancesCommand({ AutoScalingGroupName, InstanceIds: [own] }))
  await expect(attach()).rejects.toMatchObject({
    message: `Instance ${own} is not in correct state.`,
  })
  await advance('10s')
  await attach()
  expect(await group()).toMatchObject({
    DesiredCapacity: 2,
    Instances: [{}, { InstanceId: own, LifecycleState: 'InService', InstanceType: 't3.nano' }],
  })
  await expect(attach()).rejects.toMatchObject({
    message: `Instance ${own} is already part of AutoScalingGroup:web`,
  })
  expect((await ec2State(own))?.Tags).toEqual([{ Key: 'aws:autoscaling:groupName', Value: 'web' }])
  const detach = (ShouldDecrementDesiredCapacity: boolean) =>
    scaling.send(
      new DetachInstancesCommand({
        AutoScalingGroupName,
        InstanceIds: [own],
        ShouldDecrementDesiredCapacity,
      }),
    )
  expect((await detach(true)).Activities).toMatchObject([
    {
      Description: `Detaching EC2 instance: ${own}`,
      Cause: expect.stringMatching(
        /^At \S+ instance i-\w+ was detached in response to a user request, shrinking the capacity from 2 to 1\.$/,
      ),
    },
  ])
  expect(await group()).toMatchObject({ DesiredCapacity: 1, Instances: [{}] })
  expect(await ec2State(own)).toMatchObject({ State: { Name: 'running' }, Tags: [] })
  await attach()
  await detach(false)
  expect(await states()).toEqual(['InService', 'Pending'])
  await scaling.send(
    new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 2, MaxSize: 2 }),
  )
  await expect(attach()).rejects.toMatchObject({
    message:
      'AutoScalingGroup web has min-size=2, max-size=2, and desired-size=2. To attach 1 more instance, please update the AutoScalingGroup sizes appropriately.',
  })
})

it('stand by, where nobody looks after them, and come back', async () => {
  const [first = ''] = await create(2)
  const InstanceIds = [first]
  const enter = await scaling.send(
    new EnterStandbyCommand({
      AutoScalingGroupName,
      InstanceIds,
      ShouldDecrementDesiredCapacity: true,
    }),
  )
  expect(enter.Activities).toMatchObject([
    {
      Description: `Moving EC2 instance to Standby: ${first}`,
      StatusCode: 'InProgress',
      Progress: 50,
    },
  ])
  expect(await states()).toEqual(['Standby', 'InService'])
  expect((await group())?.DesiredCapacity).toBe(1)
  await expect(
    scaling.send(
      new EnterStandbyCommand({
        AutoScalingGroupName,
        InstanceIds,
        ShouldDecrementDesiredCapacity: true,
      }),
    ),
  ).rejects.toMatchObject({ message: `The instance ${first} is not in InService.` })
  const exit = await scaling.send(new ExitStandbyCommand({ AutoScalingGroupName, InstanceIds }))
  expect(exit.Activities).toMatchObject([
    {
      Description: `Moving EC2 instance out of Standby: ${first}`,
      Cause: expect.stringContaining(
        'was moved out of standby in response to a user request, increasing the capacity from 1 to 2.',
      ),
      StatusCode: 'PreInService',
      Progress: 30,
    },
  ])
  expect(await states()).toEqual(['InService', 'InService'])
  // Without decrement another takes its place, and it leaves too many behind when it comes back.
  await scaling.send(
    new EnterStandbyCommand({
      AutoScalingGroupName,
      InstanceIds,
      ShouldDecrementDesiredCapacity: false,
    }),
  )
  expect(await states()).toEqual(['Standby', 'InService', 'Pending'])
  await ec2.send(new TerminateInstancesCommand({ InstanceIds }))
  await advance('20s')
  expect(await states()).toEqual(['InService', 'InService'])
})

it('are ended by their group, with another in their place or without', async () => {
  const [first, second] = await create(2, { MinSize: 1 })
  await ec2.send(
    new ModifyInstanceAttributeCommand({
      InstanceId: first,
      DisableApiTermination: { Value: true },
    }),
  )
  const end = (InstanceId: string | undefined, ShouldDecrementDesiredCapacity: boolean) =>
    scaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId,
        ShouldDecrementDesiredCapacity,
      }),
    )
  expect((await end(first, true)).Activity).toMatchObject({
    Description: `Terminating EC2 instance: ${first}`,
    Cause: `At 2026-01-01T00:00:08Z instance ${first} was taken out of service in response to a user request, shrinking the capacity from 2 to 1.`,
    StatusCode: 'InProgress',
  })
  await advance('10s')
  expect(await ids()).toEqual([second])
  await expect(end(first, true)).rejects.toMatchObject({
    message: `Instance Id not found - No managed instance found for instance ID: ${first}`,
  })
  await expect(end(second, true)).rejects.toMatchObject({
    message: expect.stringMatching(/^Currently, desiredSize equals minSize \(1\)\./),
  })
  await end(second, false)
  expect(await states()).toEqual(['Terminating', 'Pending'])
  await advance('10s')
  expect(await states()).toEqual(['InService'])
})

it('are replaced when somebody calls them unhealthy, after their grace period', async () => {
  const [first] = await create(1, { HealthCheckGracePeriod: 60 })
  const say = (HealthStatus: string, ShouldRespectGracePeriod?: boolean) =>
    scaling.send(
      new SetInstanceHealthCommand({ InstanceId: first, HealthStatus, ShouldRespectGracePeriod }),
    )
  await say('Unhealthy')
  expect(await instances()).toMatchObject([{ HealthStatus: 'Healthy' }])
  await say('Unhealthy', false)
  const { AutoScalingInstances } = await scaling.send(
    new DescribeAutoScalingInstancesCommand({ InstanceIds: [first ?? ''] }),
  )
  expect(AutoScalingInstances).toMatchObject([
    { AutoScalingGroupName, HealthStatus: 'UNHEALTHY', LifecycleState: 'Terminating' },
  ])
  expect((await causes())[1]).toBe(
    'At 2026-01-01T00:00:08Z an instance was taken out of service in response to a user health-check.',
  )
  await expect(say('Ill')).rejects.toMatchObject({ name: 'ValidationError' })
})

it('are chosen by the termination policies, and not while they are protected', async () => {
  const [first = '', second = '', third = '', fourth = ''] = await create(4)
  await scaling.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName,
      InstanceIds: [first],
      ProtectedFromScaleIn: true,
    }),
  )
  expect((await instances())[0]?.ProtectedFromScaleIn).toBe(true)
  const policies = (...TerminationPolicies: readonly string[]) =>
    scaling.send(
      new UpdateAutoScalingGroupCommand({
        AutoScalingGroupName,
        TerminationPolicies: [...TerminationPolicies],
      }),
    )
  await policies('NewestInstance')
  await setDesired(3)
  await advance('10s')
  // Of two full zones the newest of all.
  expect(await ids()).toEqual([first, second, third])
  await setDesired(4)
  await advance('10s')
  await ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId, InstanceType: 't3.small' },
    }),
  )
  expect(fourth).not.toBe((await ids())[3])
  await advance('1h')
  await policies('OldestLaunchTemplate', 'OldestInstance')
  await setDesired(3)
  await advance('10s')
  expect((await ids()).includes(first)).toBe(true)
  expect((await ids()).includes(second)).toBe(false)
  await policies('Default')
  await setDesired(0)
  await advance('10s')
  expect(await ids()).toEqual([first])
  await scaling.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName,
      InstanceIds: [first],
      ProtectedFromScaleIn: false,
    }),
  )
  await advance('10s')
  expect(await ids()).toEqual([])
})

it('are left alone by what is suspended', async () => {
  const [first = ''] = await create(2)
  const suspend = (...ScalingProcesses: string[]) =>
    scaling.send(new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses }))
  const resume = () => scaling.send(new ResumeProcessesCommand({ AutoScalingGroupName }))
  await suspend('Launch')
  expect((await group())?.SuspendedProcesses).toEqual([
    { ProcessName: 'Launch', SuspensionReason: 'User suspended at 2026-01-01T00:00:08Z' },
  ])
  await setDesired(3)
  await advance('1m')
  expect(await states()).toHaveLength(2)
  await resume()
  await advance('8s')
  expect(await states()).toHaveLength(3)
  await suspend('Terminate')
  await setDesired(2)
  await advance('1m')
  expect(await states()).toHaveLength(3)
  await resume()
  await advance('10s')
  expect(await states()).toHaveLength(2)
  await suspend('HealthCheck')
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [(await ids())[0] ?? ''] }))
  await advance('1m')
  expect(await instances()).toMatchObject([{ HealthStatus: 'Healthy' }, {}])
  await resume()
  await advance('10s')
  expect(await states()).toEqual(['InService', 'InService'])
  await suspend('ReplaceUnhealthy')
  const [left = ''] = await ids()
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [left] }))
  await advance('1m')
  expect(await instances()).toMatchObject([
    { InstanceId: left, HealthStatus: 'Unhealthy', LifecycleState: 'InService' },
    {},
  ])
  await resume()
  await advance('1m')
  expect((await ids()).includes(left)).toBe(false)
  await expect(suspend('Nothing')).rejects.toMatchObject({ name: 'ValidationError' })
  expect(first).toMatch(/^i-/)
})

it('move to where there are too few, one at a time', async () => {
  await create(4, { VPCZoneIdentifier: subnets[0] })
  await scaling.send(
    new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName,
      VPCZoneIdentifier: subnets.slice(0, 2).join(','),
    }),
  )
  expect(await states()).toHaveLength(5)
  await advance('1m')
  const zones = (await instances()).map(({ AvailabilityZone = '' }) => AvailabilityZone.at(-1))
  expect(zones.toSorted()).toEqual(['a', 'a', 'b', 'b'])
  expect((await causes()).findLast((cause) => cause.includes('balance'))).toMatch(
    /instances were launched to balance instances in zones ap-northeast-2b with other zones resulting in more than desired number of instances in the group\.$/,
  )
  // A zone that is no longer the group's is emptied.
  await scaling.send(
    new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, VPCZoneIdentifier: subnets[1] }),
  )
  await advance('2m')
  expect((await instances()).map(({ AvailabilityZone }) => AvailabilityZone)).toEqual(
    Array.from({ length: 4 }, () => 'ap-northeast-2b'),
  )
})

it('are replaced when they are too old, before they go where the maintenance policy says so', async () => {
  const old = await create(2, { MaxInstanceLifetime: 86_400 })
  await advance('24h')
  expect((await states()).toSorted()).toEqual(['InService', 'Pending', 'Terminating'])
  await advance('1m')
  expect((await ids()).some((id) => old.includes(id))).toBe(false)
  expect(await states()).toEqual(['InService', 'InService'])
  await scaling.send(
    new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName,
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 },
      MaxInstanceLifetime: 0,
    }),
  )
  const [ill] = await ids()
  await scaling.send(new SetInstanceHealthCommand({ InstanceId: ill, HealthStatus: 'Unhealthy' }))
  expect(await states()).toEqual(['InService', 'InService', 'Pending'])
  await advance('8s')
  expect(await states()).toEqual(['Terminating', 'InService', 'InService'])
})

it('are elsewhere while a zone is away, and come back to it', async () => {
  await create(4)
  const { end } = cloud.fault({
    kind: 'zone-outage',
    account: String(account),
    region: 'ap-northeast-2',
    zone: 'ap-northeast-2a',
  })
  await advance('3m')
  const zones = async () =>
    (await instances()).map(({ AvailabilityZone = '' }) => AvailabilityZone.at(-1)).toSorted()
  expect(await zones()).toEqual(['b', 'b', 'b', 'b'])
  const told = await causes()
  expect(told.filter((cause) => cause.includes('status checks failure'))).toHaveLength(2)
  const found = await scaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }))
  expect(found.Activities?.map(({ StatusMessage }) => StatusMessage)).toContainEqual(
    expect.stringMatching(
      /^We currently do not have sufficient t3.micro capacity in the Availability Zone you requested \(ap-northeast-2a\)\..* Launching EC2 instance failed\.$/,
    ),
  )
  end()
  await advance('20m')
  expect(await zones()).toEqual(['a', 'a', 'b', 'b'])
})

it('are replaced when the machine below them breaks', async () => {
  const before = await create(2)
  cloud.fault({
    kind: 'kill-guest',
    account: String(account),
    region: 'ap-northeast-2',
    instanceId: before[0] ?? '',
    how: 'hardware',
  })
  await advance('3m')
  const after = await ids()
  expect(after).toHaveLength(2)
  expect(after).not.toContain(before[0])
  expect(after).toContain(before[1])
})

it('of Spot are replaced before they are taken back', async () => {
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'spot',
      LaunchTemplateData: {
        ImageId,
        InstanceType: 't3.micro',
        InstanceMarketOptions: { MarketType: 'spot' },
      },
    }),
  )
  const [first = ''] = await create(1, {
    CapacityRebalance: true,
    LaunchTemplate: { LaunchTemplateName: 'spot' },
  })
  cloud.fault({
    kind: 'interrupt-spot',
    account: String(account),
    region: 'ap-northeast-2',
    instanceId: first,
  })
  await advance('1s')
  expect(await states()).toEqual(['InService', 'Pending'])
  await advance('8s')
  expect(await states()).toEqual(['Terminating', 'InService'])
  expect((await causes())[0]).toMatch(
    /an instance was taken out of service in response to an EC2 instance rebalance recommendation\.$/,
  )
})
