import {
  CreatePlacementGroupCommand,
  CreateTagsCommand,
  DeletePlacementGroupCommand,
  DescribeImagesCommand,
  DescribePlacementGroupsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type Placement,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
