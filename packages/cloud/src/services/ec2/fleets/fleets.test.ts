import {
  CreateFleetCommand,
  CreateLaunchTemplateCommand,
  DeleteFleetsCommand,
  DescribeFleetHistoryCommand,
  DescribeFleetInstancesCommand,
  DescribeFleetsCommand,
  DescribeInstancesCommand,
  ModifyFleetCommand,
  TerminateInstancesCommand,
  type CreateFleetCommandInput,
  type EC2Client,
  type FleetLaunchTemplateOverridesRequest,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 440_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(async () => {
  ec2 = cloud.ec2({ account: String(++account) })
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

const configs = (...Overrides: FleetLaunchTemplateOverridesRequest[]) => [
  {
    LaunchTemplateSpecification: { LaunchTemplateName: 'web', Version: '$Latest' },
    ...(Overrides.length > 0 && { Overrides }),
  },
]
const create = (total: number, more: Partial<CreateFleetCommandInput> = {}) =>
  ec2.send(
    new CreateFleetCommand({
      LaunchTemplateConfigs: configs(),
      ...more,
      TargetCapacitySpecification: {
        DefaultTargetCapacityType: 'on-demand',
        ...more.TargetCapacitySpecification,
        TotalTargetCapacity: total,
      },
    }),
  )
async function describe(FleetId: string | undefined) {
  const { Fleets } = await ec2.send(new DescribeFleetsCommand({ FleetIds: [FleetId ?? ''] }))
  return Fleets?.[0]
}
async function members(FleetId: string | undefined) {
  const found = await ec2.send(new DescribeFleetInstancesCommand({ FleetId }))
  return found.ActiveInstances ?? []
}

it('of type instant launches at once, tells what came of each pool, and is described by name alone', async () => {
  const { FleetId, Instances, Errors } = await create(3, {
    Type: 'instant',
    LaunchTemplateConfigs: configs(
      { InstanceType: 't2.micro', AvailabilityZone: 'ap-northeast-2b', Priority: 1 },
      { InstanceType: 't3.small', Priority: 2 },
    ),
    OnDemandOptions: { AllocationStrategy: 'prioritized' },
    TagSpecifications: [
      { ResourceType: 'fleet', Tags: [{ Key: 'a', Value: 'b' }] },
      { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'member' }] },
    ],
  })
  expect(FleetId).toMatch(/^fleet-[0-9a-f]{8}-[0-9a-f]{4}-/)
  expect(Instances).toMatchObject([
    {
      InstanceType: 't3.small',
      Lifecycle: 'on-demand',
      InstanceIds: [expect.any(String), expect.any(String), expect.any(String)],
      LaunchTemplateAndOverrides: { Overrides: { InstanceType: 't3.small', Priority: 2 } },
    },
  ])
  expect(Errors).toMatchObject([{ ErrorCode: 'Unsupported', Lifecycle: 'on-demand' }])
  const listed = await ec2.send(new DescribeFleetsCommand({}))
  expect(listed.Fleets).toEqual([])
  expect(await describe(FleetId)).toMatchObject({
    FleetState: 'active',
    ActivityStatus: 'fulfilled',
    FulfilledCapacity: 3,
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  const found = await ec2.send(
    new DescribeInstancesCommand({
      Filters: [{ Name: 'tag:aws:ec2:fleet-id', Values: [FleetId ?? ''] }],
    }),
  )
  const tags = found.Reservations?.[0]?.Instances?.[0]?.Tags ?? []
  expect(tags.map(({ Key }) => Key).toSorted()).toEqual([
    'Name',
    'aws:ec2:fleet-id',
    'aws:ec2launchtemplate:id',
    'aws:ec2launchtemplate:version',
  ])
})

it('of type maintain replaces what ends, follows its target and is deleted with its instances', async () => {
  const { FleetId } = await create(3, {
    TargetCapacitySpecification: {
      TotalTargetCapacity: 3,
      OnDemandTargetCapacity: 1,
      SpotTargetCapacity: 2,
    },
    SpotOptions: { AllocationStrategy: 'lowest-price' },
  })
  const first = await members(FleetId)
  expect(first.filter(({ SpotInstanceRequestId }) => SpotInstanceRequestId)).toHaveLength(2)
  expect(await describe(FleetId)).toMatchObject({
    Type: 'maintain',
    FulfilledCapacity: 3,
    FulfilledOnDemandCapacity: 1,
  })
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [first[0]?.InstanceId ?? ''] }))
  expect(await members(FleetId)).toHaveLength(2)
  await cloud.advance(String(account), '10s')
  expect(await members(FleetId)).toHaveLength(3)

  const modify = (TotalTargetCapacity: number, more: object = {}) =>
    ec2.send(
      new ModifyFleetCommand({
        FleetId,
        TargetCapacitySpecification: { TotalTargetCapacity },
        ...more,
      }),
    )
  await modify(5)
  expect(await members(FleetId)).toHaveLength(5)
  await modify(4, { ExcessCapacityTerminationPolicy: 'no-termination' })
  expect(await members(FleetId)).toHaveLength(5)
  await modify(2, { ExcessCapacityTerminationPolicy: 'termination' })
  expect(await members(FleetId)).toHaveLength(2)

  const history = async (EventType?: 'instance-change') =>
    (
      await ec2.send(
        new DescribeFleetHistoryCommand({ FleetId, StartTime: new Date(0), EventType }),
      )
    ).HistoryRecords?.map(({ EventInformation }) => EventInformation?.EventSubType)
  expect((await history())?.slice(0, 2)).toEqual(['submitted', 'active'])
  // Three at first, one in place of the lost one, four when all of the target became On-Demand.
  expect((await history('instance-change'))?.filter((each) => each === 'launched')).toHaveLength(8)

  const gone = await ec2.send(
    new DeleteFleetsCommand({ FleetIds: [FleetId ?? ''], TerminateInstances: true }),
  )
  expect(gone.SuccessfulFleetDeletions).toMatchObject([
    { CurrentFleetState: 'deleted_terminating', PreviousFleetState: 'active' },
  ])
  await cloud.advance(String(account), '10s')
  expect(await describe(FleetId)).toMatchObject({ FleetState: 'deleted' })
  expect(await members(FleetId)).toEqual([])
})

it('weighs its pools, takes the cheapest, or takes turns', async () => {
  const weighted = await create(8, {
    Type: 'request',
    LaunchTemplateConfigs: configs(
      { InstanceType: 'm5.large', WeightedCapacity: 2 },
      { InstanceType: 'c5.xlarge', WeightedCapacity: 4 },
    ),
  })
  // Each unit of the c5.xlarge is the cheaper one.
  expect((await members(weighted.FleetId)).map(({ InstanceType }) => InstanceType)).toEqual([
    'c5.xlarge',
    'c5.xlarge',
  ])
  const byNeed = await create(1, {
    Type: 'request',
    LaunchTemplateConfigs: configs({
      InstanceRequirements: {
        VCpuCount: { Min: 2, Max: 2 },
        MemoryMiB: { Min: 8192 },
        AllowedInstanceTypes: ['m5*'],
      },
    }),
  })
  expect((await members(byNeed.FleetId))[0]?.InstanceType).toMatch(/^m5/)
  const diverse = await create(4, {
    Type: 'request',
    TargetCapacitySpecification: { TotalTargetCapacity: 4, DefaultTargetCapacityType: 'spot' },
    SpotOptions: { AllocationStrategy: 'diversified' },
    LaunchTemplateConfigs: configs({ InstanceType: 'm5.large' }, { InstanceType: 'c5.large' }),
  })
  const types = (await members(diverse.FleetId)).map(({ InstanceType }) => InstanceType)
  expect(types.toSorted()).toEqual(['c5.large', 'c5.large', 'm5.large', 'm5.large'])
})

it('begins and ends when it is valid', async () => {
  const now = cloud.now(String(account))
  const { FleetId } = await create(1, {
    ValidFrom: new Date(now + 60_000),
    ValidUntil: new Date(now + 120_000),
    TerminateInstancesWithExpiration: true,
  })
  expect(await describe(FleetId)).toMatchObject({
    FleetState: 'submitted',
    ActivityStatus: 'pending_fulfillment',
  })
  await cloud.advance(String(account), '1m')
  expect(await members(FleetId)).toHaveLength(1)
  await cloud.advance(String(account), '2m')
  expect(await describe(FleetId)).toMatchObject({ FleetState: 'deleted' })
  expect(await members(FleetId)).toEqual([])
})

it('is refused when it makes no sense', async () => {
  const cases: readonly [number, Partial<CreateFleetCommandInput>, string][] = [
    [1, { LaunchTemplateConfigs: [] }, 'MissingParameter'],
    [-1, {}, 'InvalidParameterValue'],
    [
      1,
      {
        LaunchTemplateConfigs: [
          { LaunchTemplateSpecification: { LaunchTemplateName: 'none', Version: '1' } },
        ],
      },
      'InvalidLaunchTemplateName.NotFoundException',
    ],
    [1, { Type: 'instant', ValidFrom: new Date() }, 'InvalidParameterCombination'],
    [1, { OnDemandOptions: { MinTargetCapacity: 1 } }, 'UnsupportedOperation'],
    [1, { DryRun: true }, 'DryRunOperation'],
  ]
  for (const [total, input, name] of cases) {
    await expect(create(total, input)).rejects.toMatchObject({ name })
  }
  const missing = 'fleet-00000000-0000-0000-0000-000000000000'
  await expect(describe(missing)).rejects.toMatchObject({ name: 'InvalidFleetId.NotFound' })
  const { FleetId = '' } = await create(1, { Type: 'instant' })
  const failed = await ec2.send(
    new DeleteFleetsCommand({ FleetIds: [missing, 'x', FleetId], TerminateInstances: false }),
  )
  expect(failed.UnsuccessfulFleetDeletions?.map(({ Error: error }) => error?.Code)).toEqual([
    'fleetIdDoesNotExist',
    'fleetIdMalformed',
    'unexpectedError',
  ])
  const token = { ClientToken: 'once' }
  expect((await create(1, token)).FleetId).toBe((await create(1, token)).FleetId)
})
