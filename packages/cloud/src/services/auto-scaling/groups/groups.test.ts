import {
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
  type AutoScalingClient,
  type CreateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling'
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DeleteLaunchTemplateCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { echoDriver } from '../../../testing/echo-driver.ts'

let cloud: TestCloud
let ec2: EC2Client
let scaling: AutoScalingClient
let account = 450_000_000_000
let subnets: readonly string[]
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')
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

const advance = (by: `${number}s` | `${number}m` | `${number}h`) =>
  cloud.advance(String(account), by)
const create = (more: Partial<CreateAutoScalingGroupCommandInput> = {}) =>
  scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: 'web',
      MinSize: 0,
      MaxSize: 10,
      LaunchTemplate: { LaunchTemplateName: 'web' },
      VPCZoneIdentifier: subnets.slice(0, 2).join(','),
      ...more,
    }),
  )
async function group() {
  const found = await scaling.send(new DescribeAutoScalingGroupsCommand({}))
  return found.AutoScalingGroups?.[0]
}
const instances = async () => (await group())?.Instances ?? []
async function history() {
  const found = await scaling.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'web' }),
  )
  return found.Activities ?? []
}
const setDesired = (DesiredCapacity: number, HonorCooldown = false) =>
  scaling.send(
    new SetDesiredCapacityCommand({ AutoScalingGroupName: 'web', DesiredCapacity, HonorCooldown }),
  )

it('launches what it is to have, over its zones, and says so in its history', async () => {
  await create({
    DesiredCapacity: 3,
    Tags: [
      { Key: 'Name', Value: 'member', PropagateAtLaunch: true },
      { Key: 'mine', Value: 'alone', PropagateAtLaunch: false },
    ],
  })
  expect(await group()).toMatchObject({
    AutoScalingGroupARN: expect.stringMatching(
      /^arn:aws:autoscaling:ap-northeast-2:\d{12}:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName\/web$/,
    ),
    DefaultCooldown: 300,
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 0,
    TerminationPolicies: ['Default'],
    AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2b'],
    VPCZoneIdentifier: subnets.slice(0, 2).join(','),
    Instances: [
      { LifecycleState: 'Pending', AvailabilityZone: 'ap-northeast-2a' },
      { LifecycleState: 'Pending', AvailabilityZone: 'ap-northeast-2b' },
      { LifecycleState: 'Pending', AvailabilityZone: 'ap-northeast-2a' },
    ],
  })
  await advance('8s')
  const [first] = await instances()
  expect(first).toMatchObject({
    LifecycleState: 'InService',
    HealthStatus: 'Healthy',
    InstanceType: 't3.micro',
    LaunchTemplate: { LaunchTemplateName: 'web', Version: '1' },
  })
  const [activity] = (await history()).toReversed()
  expect(activity).toMatchObject({
    Description: `Launching a new EC2 instance: ${first?.InstanceId}`,
    Cause:
      'At 2026-01-01T00:00:00Z a user request created an AutoScalingGroup changing the desired capacity from 0 to 3.  At 2026-01-01T00:00:00Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 0 to 3.',
    StatusCode: 'Successful',
    Progress: 100,
    Details: JSON.stringify({ 'Subnet ID': subnets[0], 'Availability Zone': 'ap-northeast-2a' }),
  })
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [first?.InstanceId ?? ''] }),
  )
  expect(
    Reservations?.[0]?.Instances?.[0]?.Tags?.map(({ Key, Value }) => `${Key}=${Value}`).toSorted(),
  ).toEqual([
    'Name=member',
    'aws:autoscaling:groupName=web',
    expect.stringMatching(/^aws:ec2launchtemplate:id=lt-/),
    'aws:ec2launchtemplate:version=1',
  ])
  const iam = cloud.iam({ account: String(account) })
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForAutoScaling' }))
  expect((await group())?.ServiceLinkedRoleARN).toBe(Role?.Arn)
})

it('follows its desired capacity and its bounds, and tells why', async () => {
  await create({ DesiredCapacity: 1 })
  await advance('8s')
  await setDesired(3)
  expect(await instances()).toHaveLength(3)
  expect((await history())[0]?.Cause).toBe(
    'At 2026-01-01T00:00:08Z a user request explicitly set group desired capacity changing the desired capacity from 1 to 3.  At 2026-01-01T00:00:08Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 1 to 3.',
  )
  await expect(setDesired(2, true)).rejects.toMatchObject({
    name: 'ScalingActivityInProgressFault',
  })
  await advance('10m')
  await setDesired(2, true)
  const [last] = await history()
  expect(last).toMatchObject({
    Description: expect.stringMatching(/^Terminating EC2 instance: i-/),
    Cause: expect.stringMatching(
      /from 3 to 2\. {2}At \S+ an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 3 to 2\. {2}At \S+ instance i-\w+ was selected for termination\.$/,
    ),
    StatusCode: 'InProgress',
  })
  await advance('10s')
  expect((await history())[0]).toMatchObject({ StatusCode: 'Successful', Progress: 100 })
  expect((await instances()).map(({ AvailabilityZone }) => AvailabilityZone)).toEqual([
    'ap-northeast-2b',
    'ap-northeast-2a',
  ])
  const update = (MinSize: number, MaxSize: number) =>
    scaling.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'web', MinSize, MaxSize }),
    )
  await update(4, 6)
  expect(await group()).toMatchObject({ DesiredCapacity: 4, MinSize: 4, MaxSize: 6 })
  await expect(setDesired(7)).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'New SetDesiredCapacity value 7 is above max value 6 for the AutoScalingGroup.',
  })
  await advance('1m')
  await update(0, 1)
  expect((await history())[0]?.Cause).toContain(
    'a user request update of AutoScalingGroup constraints to min: 0, max: 1, desired: 1 changing the desired capacity from 4 to 1.',
  )
  await advance('10s')
  expect(await instances()).toHaveLength(1)
})

it('replaces what is stopped or terminated by hand', async () => {
  await create({ DesiredCapacity: 2 })
  await advance('8s')
  const [first, second] = (await instances()).map(({ InstanceId = '' }) => InstanceId)
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [first ?? ''] }))
  await advance('1s')
  const replaced = await instances()
  expect(replaced).toMatchObject([
    { InstanceId: first, LifecycleState: 'Terminating', HealthStatus: 'Unhealthy' },
    { InstanceId: second, LifecycleState: 'InService' },
    { LifecycleState: 'Pending', AvailabilityZone: 'ap-northeast-2a' },
  ])
  expect((await history()).slice(0, 2).map(({ Cause }) => Cause)).toEqual([
    'At 2026-01-01T00:00:08Z an instance was launched in response to an unhealthy instance needing to be replaced.',
    'At 2026-01-01T00:00:08Z an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.',
  ])
  await advance('20s')
  await ec2.send(new StopInstancesCommand({ InstanceIds: [second ?? ''] }))
  await advance('1m')
  const left = await instances()
  expect(left.map(({ LifecycleState }) => LifecycleState)).toEqual(['InService', 'InService'])
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [second ?? ''] }),
  )
  expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('terminated')
})

it('tells of launches that fail, tries them again later, and takes a new version of its template', async () => {
  await create({
    DesiredCapacity: 1,
    LaunchTemplate: { LaunchTemplateName: 'web', Version: '$Latest' },
  })
  await advance('10s')
  await ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.micro' },
    }),
  )
  await setDesired(3)
  expect(await instances()).toHaveLength(1)
  const failed = await history()
  expect(failed[0]).toMatchObject({
    Description:
      "Launching a new EC2 instance.  Status Reason: The image id '[ami-0123456789abcdef0]' does not exist. Launching EC2 instance failed.",
    StatusCode: 'Failed',
    StatusMessage:
      "The image id '[ami-0123456789abcdef0]' does not exist. Launching EC2 instance failed.",
  })
  await advance('10m')
  expect((await history()).length).toBe(failed.length + 3)
  await ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId, InstanceType: 't3.small' },
    }),
  )
  await advance('10m')
  expect((await instances()).map(({ InstanceType }) => InstanceType)).toEqual([
    't3.micro',
    't3.small',
    't3.small',
  ])
  await ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateName: 'web' }))
  await setDesired(4)
  expect((await history())[0]).toMatchObject({ StatusCode: 'Failed' })
})

it('is deleted when it is empty, or by force with all that it has', async () => {
  await create({ DesiredCapacity: 2 })
  const end = (ForceDelete = false) =>
    scaling.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: 'web', ForceDelete }))
  await advance('8s')
  await expect(end()).rejects.toMatchObject({ name: 'ResourceInUseFault' })
  await end(true)
  expect(await group()).toMatchObject({ Status: 'Delete in progress', DesiredCapacity: 0 })
  await expect(setDesired(1)).rejects.toMatchObject({ name: 'ValidationError' })
  await advance('10s')
  expect(await group()).toBeUndefined()
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}))
  const states = Reservations.flatMap(({ Instances = [] }) =>
    Instances.map(({ State }) => State?.Name),
  )
  expect(states).toEqual(['terminated', 'terminated'])
  await expect(history()).rejects.toMatchObject({ name: 'ValidationError' })
  const old = await scaling.send(
    new DescribeScalingActivitiesCommand({
      AutoScalingGroupName: 'web',
      IncludeDeletedGroups: true,
    }),
  )
  expect(old.Activities).toHaveLength(4)
  expect(old.Activities?.[0]?.AutoScalingGroupState).toBe('Deleted')
  await create({ DesiredCapacity: 0 })
  await end()
  await expect(end()).rejects.toMatchObject({ message: expect.stringContaining('not found') })
})

it('is refused what makes no sense, in AWS’s words', async () => {
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'empty',
      LaunchTemplateData: { InstanceType: 't3.micro' },
    }),
  )
  const cases: readonly [Partial<CreateAutoScalingGroupCommandInput>, string][] = [
    [{ MinSize: 3, MaxSize: 2 }, 'Max bound, 2, must be greater than or equal to min bound, 3'],
    [
      { MinSize: 1, MaxSize: 2, DesiredCapacity: 3 },
      'Desired capacity:3 must be between the specified min size:1 and max size:2',
    ],
    [{ VPCZoneIdentifier: undefined }, 'At least one Availability Zone or VPC Subnet is required.'],
    [{ VPCZoneIdentifier: 'subnet-nonsense' }, "The subnet ID 'subnet-nonsense' does not exist"],
    [
      { AvailabilityZones: ['ap-northeast-2c'] },
      'The availability zones of the specified subnets and the Auto Scaling group do not match',
    ],
    [
      { LaunchTemplate: undefined },
      'Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.',
    ],
    [
      { LaunchTemplate: { LaunchTemplateName: 'empty' } },
      'You must use a valid fully-formed launch template. The request must contain the parameter ImageId',
    ],
    [
      { LaunchTemplate: { LaunchTemplateName: 'none' } },
      'You must use a valid fully-formed launch template. The specified launch template, with template name none, does not exist.',
    ],
    [
      { LoadBalancerNames: ['old'] },
      'LoadBalancerNames (Classic Load Balancer) is not supported by the embedded cloud.',
    ],
    [{ TerminationPolicies: ['Youngest'] }, 'Unknown Termination Policy: Youngest'],
  ]
  for (const [input, message] of cases) {
    await expect(create(input)).rejects.toMatchObject({ name: 'ValidationError', message })
  }
  await create()
  await expect(create()).rejects.toMatchObject({
    name: 'AlreadyExistsFault',
    message:
      'AutoScalingGroup by this name already exists - A group with the name web already exists',
  })
})
