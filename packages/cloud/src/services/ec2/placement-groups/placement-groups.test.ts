import {
  CreatePlacementGroupCommand,
  CreateTagsCommand,
  DeletePlacementGroupCommand,
  DescribeImagesCommand,
  DescribePlacementGroupsCommand,
  ModifyInstancePlacementCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type Placement,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { documentedFilters } from '../filters.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

async function launch(placement: Placement) {
  const ec2 = cloud.ec2()
  const { Images } = await ec2.send(
    new DescribeImagesCommand({ Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }] }),
  )
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images?.[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      Placement: placement,
    }),
  )
  return Instances?.[0]
}

it('holds instances of the types that its strategy takes, and stays while it does', async () => {
  const ec2 = cloud.ec2()
  const { PlacementGroup } = await ec2.send(
    new CreatePlacementGroupCommand({
      GroupName: 'racks',
      Strategy: 'partition',
      PartitionCount: 3,
      TagSpecifications: [{ ResourceType: 'placement-group', Tags: [{ Key: 'a', Value: 'b' }] }],
    }),
  )
  expect(PlacementGroup).toMatchObject({
    GroupName: 'racks',
    State: 'available',
    PartitionCount: 3,
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  await ec2.send(new CreatePlacementGroupCommand({ GroupName: 'near' }))
  await expect(launch({ GroupName: 'near' })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
    message:
      "Cluster placement groups are not supported by the 't3.micro' instance type. Specify a supported instance type or change the placement group strategy, and try again.",
  })
  await expect(launch({ GroupName: 'racks', PartitionNumber: 4 })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  const instance = await launch({ GroupName: 'racks', PartitionNumber: 2 })
  expect(instance?.Placement).toMatchObject({ GroupName: 'racks', PartitionNumber: 2 })

  await expect(
    ec2.send(new DeletePlacementGroupCommand({ GroupName: 'racks' })),
  ).rejects.toMatchObject({ name: 'InvalidPlacementGroup.InUse' })
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instance?.InstanceId ?? ''] }))
  await cloud.advance('30s')
  await ec2.send(new DeletePlacementGroupCommand({ GroupName: 'racks' }))
  await expect(launch({ GroupName: 'racks' })).rejects.toMatchObject({
    name: 'InvalidPlacementGroup.Unknown',
    message: "The placement group 'racks' is unknown.",
  })
})

it('is refused when it makes no sense, and found by its filters and tags', async () => {
  const ec2 = cloud.ec2({ account: '666666666666' })
  const create = (GroupName: string, more: object = {}) =>
    ec2.send(new CreatePlacementGroupCommand({ GroupName, ...more }))
  const { PlacementGroup } = await create('apart', { Strategy: 'spread' })
  await expect(create('apart')).rejects.toMatchObject({ name: 'InvalidPlacementGroup.Duplicate' })
  await expect(create('x', { PartitionCount: 2 })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  await ec2.send(
    new CreateTagsCommand({
      Resources: [PlacementGroup?.GroupId ?? ''],
      Tags: [{ Key: 'Name', Value: 'n' }],
    }),
  )
  const found = await ec2.send(
    new DescribePlacementGroupsCommand({
      Filters: [
        { Name: 'strategy', Values: ['spread'] },
        { Name: 'tag:Name', Values: ['n'] },
      ],
    }),
  )
  expect(found.PlacementGroups).toHaveLength(1)
  const Filters = [...documentedFilters('DescribePlacementGroups')].map((Name) => ({
    Name,
    Values: ['x'],
  }))
  const none = await ec2.send(new DescribePlacementGroupsCommand({ Filters }))
  expect(none.PlacementGroups).toEqual([])
})

it('spreads at most seven instances over a zone, and partitions evenly', async () => {
  const owner = '667666666666'
  const ec2 = cloud.ec2({ account: owner })
  for (const group of [
    { GroupName: 'apart', Strategy: 'spread' },
    { GroupName: 'racks', Strategy: 'partition', PartitionCount: 3 },
  ] as const) {
    await ec2.send(new CreatePlacementGroupCommand(group))
  }
  const run = async (count: number, placement: Placement, more: object = {}) => {
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({
        ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
        InstanceType: 't3.micro',
        MinCount: count,
        MaxCount: count,
        Placement: { AvailabilityZone: 'ap-northeast-2a', ...placement },
        ...more,
      }),
    )
    return Instances
  }
  const spread = await run(7, { GroupName: 'apart' })
  await expect(run(1, { GroupName: 'apart' })).rejects.toMatchObject({
    name: 'InsufficientInstanceCapacity',
  })
  await run(1, { GroupName: 'apart', AvailabilityZone: 'ap-northeast-2c' })
  await expect(run(1, { GroupName: 'apart', Tenancy: 'dedicated' })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  const parts = await run(4, { GroupName: 'racks' })
  expect(parts.map(({ Placement }) => Placement?.PartitionNumber)).toEqual([1, 2, 3, 1])

  // A stopped one makes room, and finds none when it comes back.
  await cloud.advance(owner, '8s')
  const InstanceIds = [spread[0]?.InstanceId ?? '']
  const place = (more: object) =>
    ec2.send(new ModifyInstancePlacementCommand({ InstanceId: InstanceIds[0], ...more }))
  await expect(place({ GroupName: '' })).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
  await ec2.send(new StopInstancesCommand({ InstanceIds }))
  await cloud.advance(owner, '10s')
  await run(1, { GroupName: 'apart' })
  await expect(ec2.send(new StartInstancesCommand({ InstanceIds }))).rejects.toMatchObject({
    name: 'InsufficientInstanceCapacity',
  })
  await expect(place({})).rejects.toMatchObject({ name: 'MissingParameter' })
  await expect(place({ Tenancy: 'dedicated' })).rejects.toMatchObject({ name: 'InvalidTenancy' })
  await place({ GroupName: '' })
  await place({ GroupName: 'racks', PartitionNumber: 2 })
  const started = await ec2.send(new StartInstancesCommand({ InstanceIds }))
  expect(started.StartingInstances).toMatchObject([{ CurrentState: { Name: 'pending' } }])
})

it('keeps a cluster in one zone', async () => {
  const ec2 = cloud.ec2({ account: '668666666666' })
  await ec2.send(new CreatePlacementGroupCommand({ GroupName: 'near' }))
  const run = async (placement: Placement) => {
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
        InstanceType: 'c5.large',
        MinCount: 1,
        MaxCount: 1,
        Placement: { GroupName: 'near', ...placement },
      }),
    )
    return Instances?.[0]?.Placement?.AvailabilityZone
  }
  expect(await run({ AvailabilityZone: 'ap-northeast-2c' })).toBe('ap-northeast-2c')
  for (let i = 0; i < 3; i++) expect(await run({})).toBe('ap-northeast-2c')
  await expect(run({ AvailabilityZone: 'ap-northeast-2a' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
})
