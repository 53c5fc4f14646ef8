import {
  SetDesiredCapacityCommand,
  type InstancesDistribution,
  type LaunchTemplateOverrides,
  type MixedInstancesPolicy,
} from '@aws-sdk/client-auto-scaling'
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { createChance } from '@brume/clock'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { echoDriver } from '../../../testing/echo-driver.ts'
import { furnishScaling, type ScalingGroup } from '../../../testing/scaling-group.ts'
import { nextIsSpot, onDemandPart } from './distribution.ts'

let cloud: TestCloud
let world: ScalingGroup
let account = 500_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  world = await furnishScaling(cloud, String(++account))
})

const mixed = (
  Overrides: LaunchTemplateOverrides[],
  InstancesDistribution?: InstancesDistribution,
): MixedInstancesPolicy => ({
  LaunchTemplate: {
    LaunchTemplateSpecification: { LaunchTemplateName: 'web', Version: '$Default' },
    Overrides,
  },
  InstancesDistribution,
})
const setDesired = (DesiredCapacity: number) =>
  world.scaling.send(
    new SetDesiredCapacityCommand({ AutoScalingGroupName: 'web', DesiredCapacity }),
  )
/** Types, and which are Spot Instances: `t3.small spot`. */
async function launched(): Promise<readonly string[]> {
  const ids = (await world.instances()).map(({ InstanceId = '' }) => InstanceId)
  const { Reservations = [] } = await world.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: ids }),
  )
  return Reservations.flatMap(({ Instances = [] }) => Instances)
    .map(({ InstanceType = '', InstanceLifecycle = '' }) =>
      `${InstanceType} ${InstanceLifecycle}`.trim(),
    )
    .toSorted()
}

it('shares its capacity between On-Demand and Spot, growing and shrinking', async () => {
  const MixedInstancesPolicy = mixed([{ InstanceType: 't3.small' }, { InstanceType: 't3.micro' }], {
    OnDemandBaseCapacity: 1,
    OnDemandPercentageAboveBaseCapacity: 50,
    OnDemandAllocationStrategy: 'prioritized',
    SpotAllocationStrategy: 'price-capacity-optimized',
  })
  await world.create({ DesiredCapacity: 5, MixedInstancesPolicy })
  expect(await launched()).toEqual([
    't3.micro spot',
    't3.micro spot',
    't3.small',
    't3.small',
    't3.small',
  ])
  expect((await world.group()).MixedInstancesPolicy).toEqual(MixedInstancesPolicy)
  await world.advance('1m')
  await setDesired(3)
  await world.advance('1m')
  expect(await launched()).toEqual(['t3.micro spot', 't3.small', 't3.small'])
  expect((await world.instances())[0]?.LaunchTemplate).toMatchObject({
    LaunchTemplateName: 'web',
    Version: '1',
  })
})

it('lets the cheapest Spot pools take turns', async () => {
  await world.create({
    DesiredCapacity: 4,
    VPCZoneIdentifier: world.subnets[0],
    MixedInstancesPolicy: mixed(
      [{ InstanceType: 'm5.large' }, { InstanceType: 't3.small' }, { InstanceType: 't3.micro' }],
      { OnDemandPercentageAboveBaseCapacity: 0, SpotInstancePools: 2 },
    ),
  })
  expect(await launched()).toEqual([
    't3.micro spot',
    't3.micro spot',
    't3.small spot',
    't3.small spot',
  ])
})

it('counts weights towards its capacity', async () => {
  await world.create({
    DesiredCapacity: 5,
    MixedInstancesPolicy: mixed(
      [
        { InstanceType: 't3.large', WeightedCapacity: '4' },
        { InstanceType: 't3.micro', WeightedCapacity: '1' },
      ],
      { OnDemandAllocationStrategy: 'prioritized' },
    ),
  })
  const members = await world.instances()
  // Two of the first: the second of them goes beyond what is wanted, as in AWS.
  expect(members.map(({ WeightedCapacity }) => WeightedCapacity)).toEqual(['4', '4'])
})

it('finds types by their attributes', async () => {
  await world.create({
    DesiredCapacity: 1,
    MixedInstancesPolicy: mixed([
      {
        InstanceRequirements: {
          VCpuCount: { Min: 4, Max: 4 },
          MemoryMiB: { Min: 16_384, Max: 16_384 },
          AllowedInstanceTypes: ['m5*', 'm6i*'],
        },
      },
    ]),
  })
  const [{ InstanceType = '' } = {}] = await world.instances()
  expect(InstanceType).toMatch(/^m[56]\w*\.xlarge$/)
})

it('refuses policies that make no sense, in AWS’s words', async () => {
  const requirements = {
    InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 } },
  }
  const types = [{ InstanceType: 't3.small' }]
  const cases: readonly [MixedInstancesPolicy, string][] = [
    [mixed([...types, ...types]), 'Cannot add same instance type override more than once.'],
    [
      mixed([{ InstanceType: 't3.small', WeightedCapacity: '2' }, { InstanceType: 't3.micro' }]),
      'Not all instance types have a defined WeightedCapacity.',
    ],
    [
      mixed([{ InstanceType: 't3.small', ...requirements }]),
      'The parameter InstanceType cannot be used in a launch template override using instance requirements.',
    ],
    [
      mixed(types, { SpotAllocationStrategy: 'capacity-optimized', SpotInstancePools: 2 }),
      'SpotInstancePools option is only available with the lowest-price allocation strategy.',
    ],
    [
      mixed([requirements], { OnDemandAllocationStrategy: 'prioritized' }),
      'The prioritized allocation strategy is not compatible with instance requirements. Valid options: [lowest-price].',
    ],
  ]
  for (const [MixedInstancesPolicy, message] of cases) {
    await expect(world.create({ MixedInstancesPolicy })).rejects.toMatchObject({
      name: 'ValidationError',
      message,
    })
  }
})

it('divides every capacity as its distribution says', () => {
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/mixed-instances-groups-set-up-overview.html
  const half = { OnDemandBaseCapacity: 10, OnDemandPercentageAboveBaseCapacity: 50 }
  expect([10, 20, 30, 40].map((capacity) => onDemandPart(half, capacity))).toEqual([10, 15, 20, 25])
  const chance = createChance('distribution')
  for (let run = 0; run < 500; run++) {
    const distribution = {
      OnDemandBaseCapacity: chance.below(20),
      OnDemandPercentageAboveBaseCapacity: chance.below(101),
    }
    const desired = chance.below(100)
    let [onDemand, spot] = [0, 0]
    while (onDemand + spot < desired) {
      if (nextIsSpot(distribution, onDemand, desired)) spot += 1
      else onDemand += 1
    }
    expect(onDemand).toBe(onDemandPart(distribution, desired))
    const above = desired - distribution.OnDemandBaseCapacity
    const exact = (above * distribution.OnDemandPercentageAboveBaseCapacity) / 100
    if (above > 0) expect(onDemand - distribution.OnDemandBaseCapacity - exact).toBeLessThan(1)
  }
})
