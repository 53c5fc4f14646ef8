import {
  CancelCapacityReservationCommand,
  CreateCapacityReservationBySplittingCommand,
  CreateCapacityReservationCommand,
  DescribeCapacityReservationsCommand,
  DescribeInstancesCommand,
  GetCapacityReservationUsageCommand,
  GetGroupsForCapacityReservationCommand,
  ModifyCapacityReservationCommand,
  ModifyInstanceCapacityReservationAttributesCommand,
  MoveCapacityReservationInstancesCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  type CreateCapacityReservationCommandInput,
  type EC2Client,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 430_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})

const zone = 'ap-northeast-2a'
const al2023 = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')

async function reserve(more: Partial<CreateCapacityReservationCommandInput> = {}) {
  const { CapacityReservation: made = {} } = await ec2.send(
    new CreateCapacityReservationCommand({
      InstanceType: 't3.micro',
      InstancePlatform: 'Linux/UNIX',
      AvailabilityZone: zone,
      InstanceCount: 2,
      ...more,
    }),
  )
  return made
}
async function launch(count = 1, more: Partial<RunInstancesCommandInput> = {}) {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: al2023,
      InstanceType: 't3.micro',
      MinCount: count,
      MaxCount: count,
      Placement: { AvailabilityZone: zone },
      ...more,
    }),
  )
  return Instances
}
const target = (CapacityReservationId: string | undefined) => ({
  CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId } },
})
async function usage(CapacityReservationId: string | undefined) {
  const found = await ec2.send(new GetCapacityReservationUsageCommand({ CapacityReservationId }))
  return [found.TotalInstanceCount, found.AvailableInstanceCount]
}
async function reservationOf(id: string | undefined) {
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id ?? ''] }))
  return found.Reservations?.[0]?.Instances?.[0]?.CapacityReservationId
}

it('is used by the instances that match it, new ones and those that run already', async () => {
  const [running] = await launch()
  const made = await reserve({
    TagSpecifications: [{ ResourceType: 'capacity-reservation', Tags: [{ Key: 'a', Value: 'b' }] }],
  })
  expect(made).toMatchObject({
    CapacityReservationId: expect.stringMatching(/^cr-0[0-9a-f]{16}$/),
    CapacityReservationArn: `arn:aws:ec2:ap-northeast-2:${account}:capacity-reservation/${made.CapacityReservationId}`,
    State: 'active',
    TotalInstanceCount: 2,
    AvailableInstanceCount: 1,
    EndDateType: 'unlimited',
    InstanceMatchCriteria: 'open',
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  expect(await reservationOf(running?.InstanceId)).toBe(made.CapacityReservationId)
  const [taken, beyond] = await launch(2)
  expect(taken?.CapacityReservationId).toBe(made.CapacityReservationId)
  expect(beyond?.CapacityReservationId).toBeUndefined()
  expect(await usage(made.CapacityReservationId)).toEqual([2, 0])

  await cloud.advance(String(account), '8s')
  const InstanceIds = [running?.InstanceId ?? '']
  await ec2.send(new StopInstancesCommand({ InstanceIds }))
  await cloud.advance(String(account), '10s')
  expect(await usage(made.CapacityReservationId)).toEqual([2, 1])
  await ec2.send(
    new ModifyInstanceCapacityReservationAttributesCommand({
      InstanceId: InstanceIds[0],
      CapacityReservationSpecification: { CapacityReservationPreference: 'none' },
    }),
  )
  await ec2.send(new StartInstancesCommand({ InstanceIds }))
  expect(await reservationOf(InstanceIds[0])).toBeUndefined()
})

it('is kept for those that name it when it is targeted', async () => {
  const { CapacityReservationId: id } = await reserve({
    InstanceCount: 1,
    InstanceMatchCriteria: 'targeted',
  })
  expect((await launch())[0]?.CapacityReservationId).toBeUndefined()
  const [named] = await launch(1, target(id))
  expect(named).toMatchObject({
    CapacityReservationId: id,
    CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: id } },
  })
  await expect(launch(1, target(id))).rejects.toMatchObject({ name: 'ReservationCapacityExceeded' })
  await expect(launch(1, { ...target(id), InstanceType: 't3.small' })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  await expect(launch(1, target('cr-00000000000000000'))).rejects.toMatchObject({
    name: 'InvalidCapacityReservationId.NotFound',
  })
  const groups = await ec2.send(
    new GetGroupsForCapacityReservationCommand({ CapacityReservationId: id }),
  )
  expect(groups.CapacityReservationGroups).toEqual([])
})

it('grows, shrinks to what is used, ends at its date or when it is cancelled', async () => {
  const EndDate = new Date(cloud.now(String(account)) + 3_600_000)
  const { CapacityReservationId: id } = await reserve({ EndDate, EndDateType: 'limited' })
  const [instance] = await launch()
  const modify = (more: object) =>
    ec2.send(new ModifyCapacityReservationCommand({ CapacityReservationId: id, ...more }))
  await modify({ InstanceCount: 5 })
  expect(await usage(id)).toEqual([5, 4])
  await expect(modify({})).rejects.toMatchObject({ name: 'MissingParameter' })
  await modify({ InstanceCount: 1 })
  await expect(modify({ InstanceMatchCriteria: 'targeted' })).rejects.toMatchObject({
    name: 'InvalidCapacityReservationState',
  })
  await cloud.advance(String(account), '1h')
  const { CapacityReservations } = await ec2.send(new DescribeCapacityReservationsCommand({}))
  expect(CapacityReservations).toMatchObject([{ State: 'expired', AvailableInstanceCount: 0 }])
  expect(await reservationOf(instance?.InstanceId)).toBeUndefined()

  const other = await reserve()
  const cancel = () =>
    ec2.send(
      new CancelCapacityReservationCommand({ CapacityReservationId: other.CapacityReservationId }),
    )
  expect(await cancel()).toMatchObject({ Return: true })
  await expect(cancel()).rejects.toMatchObject({ name: 'InvalidCapacityReservationState' })
  const active = await ec2.send(
    new DescribeCapacityReservationsCommand({ Filters: [{ Name: 'state', Values: ['active'] }] }),
  )
  expect(active.CapacityReservations).toEqual([])
})

it('is split, and its places are moved with what runs in them', async () => {
  const { CapacityReservationId: id } = await reserve({ InstanceCount: 3 })
  await launch(2)
  const split = await ec2.send(
    new CreateCapacityReservationBySplittingCommand({
      SourceCapacityReservationId: id ?? '',
      InstanceCount: 2,
    }),
  )
  expect(split).toMatchObject({
    SourceCapacityReservation: { TotalInstanceCount: 1, AvailableInstanceCount: 0 },
    DestinationCapacityReservation: { TotalInstanceCount: 2, AvailableInstanceCount: 1 },
  })
  const DestinationCapacityReservationId =
    split.DestinationCapacityReservation?.CapacityReservationId ?? ''
  const moved = await ec2.send(
    new MoveCapacityReservationInstancesCommand({
      SourceCapacityReservationId: id ?? '',
      DestinationCapacityReservationId,
      InstanceCount: 1,
    }),
  )
  expect(moved.SourceCapacityReservation).toMatchObject({ State: 'cancelled' })
  expect(await usage(DestinationCapacityReservationId)).toEqual([3, 1])
})

it.each<[string, Partial<CreateCapacityReservationCommandInput>, string]>([
  ['an unknown type', { InstanceType: 't9.huge' }, 'InvalidParameterValue'],
  [
    'a zone without the type',
    { InstanceType: 't2.micro', AvailabilityZone: 'ap-northeast-2b' },
    'Unsupported',
  ],
  ['an unknown zone', { AvailabilityZone: 'ap-northeast-2z' }, 'InvalidParameterValue'],
  ['no places', { InstanceCount: 0 }, 'InvalidParameterValue'],
  ['an end without a date', { EndDateType: 'limited' }, 'InvalidParameterCombination'],
  ['a date that is over', { EndDate: new Date(0) }, 'InvalidParameterValue'],
  ['a dry run', { DryRun: true }, 'DryRunOperation'],
])('is refused: %s', async (_, input, name) => {
  await expect(reserve(input)).rejects.toMatchObject({ name })
})
