import {
  CreateTagsCommand,
  CreateVolumeCommand,
  DeleteTagsCommand,
  DescribeTagsCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

it('tags are put on, replaced, listed and taken off', async () => {
  const ec2 = cloud.ec2({ account: '330000000001' })
  const { VolumeId = '' } = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', Size: 1 }),
  )
  const put = (...Tags: { Key: string; Value: string }[]) =>
    ec2.send(new CreateTagsCommand({ Resources: [VolumeId], Tags }))
  const tags = async () =>
    (await ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }))).Volumes?.[0]?.Tags
  await put({ Key: 'Name', Value: 'data' }, { Key: 'course', Value: 'ec2' })
  await put({ Key: 'Name', Value: 'disk' })
  expect(await tags()).toEqual([
    { Key: 'Name', Value: 'disk' },
    { Key: 'course', Value: 'ec2' },
  ])
  const listed = await ec2.send(
    new DescribeTagsCommand({
      Filters: [
        { Name: 'resource-type', Values: ['volume'] },
        { Name: 'key', Values: ['N*'] },
      ],
    }),
  )
  expect(listed.Tags).toEqual([
    { Key: 'Name', Value: 'disk', ResourceId: VolumeId, ResourceType: 'volume' },
  ])
  await ec2.send(
    new DeleteTagsCommand({
      Resources: [VolumeId],
      Tags: [{ Key: 'Name', Value: 'other' }, { Key: 'course' }],
    }),
  )
  expect(await tags()).toEqual([{ Key: 'Name', Value: 'disk' }])
  await expect(put({ Key: 'aws:x', Value: '' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  const on = (id: string) =>
    ec2.send(
      new CreateTagsCommand({ Resources: [VolumeId, id], Tags: [{ Key: 'all', Value: 'none' }] }),
    )
  await expect(on('i-00000000000000000')).rejects.toMatchObject({
    name: 'InvalidInstanceID.NotFound',
  })
  await expect(on('nonsense')).rejects.toMatchObject({ name: 'InvalidID' })
  expect(await tags()).toEqual([{ Key: 'Name', Value: 'disk' }])
})
