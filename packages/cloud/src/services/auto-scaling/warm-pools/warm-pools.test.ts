import {
  DeleteWarmPoolCommand,
  DescribeWarmPoolCommand,
  PutLifecycleHookCommand,
  PutWarmPoolCommand,
  SetDesiredCapacityCommand,
  type PutWarmPoolCommandInput,
} from '@aws-sdk/client-auto-scaling'
import { CreateLaunchTemplateCommand, DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { echoDriver } from '../../../testing/echo-driver.ts'
import { furnishScaling, groupImage, type ScalingGroup } from '../../../testing/scaling-group.ts'

let cloud: TestCloud
let world: ScalingGroup
let account = 490_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  world = await furnishScaling(cloud, String(++account))
})

const AutoScalingGroupName = 'web'
const put = (more: Partial<PutWarmPoolCommandInput> = {}) =>
  world.scaling.send(new PutWarmPoolCommand({ AutoScalingGroupName, ...more }))
const pool = () => world.scaling.send(new DescribeWarmPoolCommand({ AutoScalingGroupName }))
const states = async () => ((await pool()).Instances ?? []).map((each) => each.LifecycleState)
const setDesired = (DesiredCapacity: number) =>
  world.scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }))
async function ec2State(InstanceId = '') {
  const { Reservations } = await world.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
  )
  return Reservations?.[0]?.Instances?.[0]?.State?.Name
}

it('fills with what the group may still grow by, stops it, and lends it to the group', async () => {
  await world.create({ DesiredCapacity: 1, MaxSize: 3 })
  await world.advance('1m')
  await put()
  expect((await pool()).WarmPoolConfiguration).toEqual({ MinSize: 0, PoolState: 'Stopped' })
  await world.advance('2s')
  expect(await states()).toEqual(['Warmed:Pending', 'Warmed:Pending'])
  expect((await world.history())[0]).toMatchObject({
    Description: expect.stringMatching(/^Launching a new EC2 instance into warm pool: i-/),
    StatusCode: 'PreInService',
  })
  await world.advance('1m')
  expect(await states()).toEqual(['Warmed:Stopped', 'Warmed:Stopped'])
  expect((await world.history())[0]).toMatchObject({ StatusCode: 'Successful' })
  // They are beside the group, and spread as it is.
  const group = await world.group()
  expect(group).toMatchObject({ WarmPoolSize: 2, WarmPoolConfiguration: { PoolState: 'Stopped' } })
  expect(group.Instances).toHaveLength(1)
  const warm = (await pool()).Instances?.map(({ InstanceId }) => InstanceId) ?? []
  expect(await ec2State(warm[0])).toBe('stopped')
  await setDesired(2)
  const lent = (await world.instances()).at(-1)?.InstanceId
  expect(warm).toContain(lent)
  expect((await world.history())[0]).toMatchObject({
    Description: `Launching a new EC2 instance from warm pool: ${lent}`,
    Cause: expect.stringContaining('increasing the capacity from 1 to 2.'),
  })
  await world.advance('10s')
  expect((await world.instances()).map(({ LifecycleState }) => LifecycleState)).toEqual([
    'InService',
    'InService',
  ])
  expect(await states()).toEqual(['Warmed:Stopped'])
  // What comes back out of service ends; the pool is filled anew.
  await setDesired(1)
  await world.advance('2m')
  expect(await states()).toEqual(['Warmed:Stopped', 'Warmed:Stopped'])
})

it('keeps its minimum, takes back what the group can do without, and is emptied with its end', async () => {
  await world.create({ DesiredCapacity: 2, MaxSize: 2 })
  await world.advance('1m')
  await put({
    MinSize: 1,
    MaxGroupPreparedCapacity: 3,
    PoolState: 'Running',
    InstanceReusePolicy: { ReuseOnScaleIn: true },
  })
  expect((await pool()).WarmPoolConfiguration).toEqual({
    MinSize: 1,
    MaxGroupPreparedCapacity: 3,
    PoolState: 'Running',
    InstanceReusePolicy: { ReuseOnScaleIn: true },
  })
  await world.advance('1m')
  expect(await states()).toEqual(['Warmed:Running'])
  await setDesired(1)
  await world.advance('1m')
  expect(await states()).toEqual(['Warmed:Running', 'Warmed:Running'])
  expect(await world.instances()).toHaveLength(1)
  expect((await world.history())[0]?.Description).toMatch(
    /^Putting EC2 instance back into warm pool/,
  )
  await world.scaling.send(new DeleteWarmPoolCommand({ AutoScalingGroupName }))
  expect((await pool()).WarmPoolConfiguration).toMatchObject({ Status: 'PendingDelete' })
  await world.advance('1m')
  expect(await pool()).toMatchObject({ Instances: [] })
  expect((await pool()).WarmPoolConfiguration).toBeUndefined()
  expect(await world.instances()).toHaveLength(1)
  await put({ MinSize: 2 })
  await world.scaling.send(new DeleteWarmPoolCommand({ AutoScalingGroupName }))
  expect((await pool()).WarmPoolConfiguration).toBeUndefined()
})

it('hibernates where it is told to, and its instances go on where they were', async () => {
  await world.ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'sleepy',
      LaunchTemplateData: {
        ImageId: groupImage,
        InstanceType: 't3.micro',
        HibernationOptions: { Configured: true },
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } },
        ],
      },
    }),
  )
  await world.create({
    DesiredCapacity: 1,
    MaxSize: 2,
    LaunchTemplate: { LaunchTemplateName: 'sleepy' },
  })
  await world.advance('3m')
  await put({ PoolState: 'Hibernated' })
  await world.advance('5m')
  expect(await states()).toEqual(['Warmed:Hibernated'])
  const [warm] = (await pool()).Instances ?? []
  const { Reservations } = await world.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [warm?.InstanceId ?? ''] }),
  )
  expect(Reservations?.[0]?.Instances?.[0]).toMatchObject({
    State: { Name: 'stopped' },
    StateReason: { Code: 'Client.UserInitiatedHibernate' },
  })
  await setDesired(2)
  await world.advance('1m')
  expect((await world.instances()).map((each) => [each.InstanceId, each.LifecycleState])).toEqual(
    expect.arrayContaining([[warm?.InstanceId, 'InService']]),
  )
})

it('waits for the hooks of the group', async () => {
  await world.create({ MaxSize: 1 })
  await world.scaling.send(
    new PutLifecycleHookCommand({
      AutoScalingGroupName,
      LifecycleHookName: 'prepare',
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      HeartbeatTimeout: 120,
      DefaultResult: 'CONTINUE',
    }),
  )
  await put()
  await world.advance('1m')
  expect(await states()).toEqual(['Warmed:Pending:Wait'])
  await world.advance('2m')
  expect(await states()).toEqual(['Warmed:Stopped'])
})

it('is not for groups with Spot Instances or weights', async () => {
  await world.create({
    MixedInstancesPolicy: {
      LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateName: 'web', Version: '1' } },
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 50 },
    },
  })
  await expect(put()).rejects.toMatchObject({
    name: 'ValidationError',
    message: "You can't add a warm pool to an Auto Scaling group that requests Spot Instances.",
  })
})
