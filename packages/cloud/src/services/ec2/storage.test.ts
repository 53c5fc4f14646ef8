import {
  CopyImageCommand,
  CopySnapshotCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DeleteSnapshotCommand,
  DeleteVolumeCommand,
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  DescribeVolumeStatusCommand,
  ModifyImageAttributeCommand,
  RegisterImageCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let account = 310000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})
const wind = (by: `${number}s`) => cloud.advance(String(account), by)
const zone = { AvailabilityZone: 'ap-northeast-2a' }

async function volume(more: Partial<ConstructorParameters<typeof CreateVolumeCommand>[0]> = {}) {
  const made = await ec2.send(new CreateVolumeCommand({ ...zone, Size: 8, ...more }))
  return made.VolumeId ?? ''
}

describe('volumes', () => {
  it('are created with the defaults of their type, then available, then deleted', async () => {
    const made = await ec2.send(new CreateVolumeCommand({ ...zone, Size: 100, VolumeType: 'gp3' }))
    expect(made).toMatchObject({
      State: 'creating',
      Iops: 3000,
      Throughput: 125,
      Encrypted: false,
      SnapshotId: '',
    })
    expect(made.VolumeId).toMatch(/^vol-0[0-9a-f]{16}$/)
    await wind('3s')
    const ids = { VolumeIds: [made.VolumeId ?? ''] }
    expect((await ec2.send(new DescribeVolumesCommand(ids))).Volumes?.[0]?.State).toBe('available')
    const status = await ec2.send(new DescribeVolumeStatusCommand(ids))
    expect(status.VolumeStatuses?.[0]?.VolumeStatus?.Status).toBe('ok')
    await ec2.send(new DeleteVolumeCommand({ VolumeId: made.VolumeId }))
    await wind('3s')
    await expect(ec2.send(new DescribeVolumesCommand(ids))).rejects.toMatchObject({
      name: 'InvalidVolume.NotFound',
    })
  })

  it('are refused out of their limits', async () => {
    const refused = (more: object) => expect(volume(more)).rejects
    await refused({ AvailabilityZone: 'us-east-1a' }).toMatchObject({
      name: 'InvalidZone.NotFound',
    })
    await refused({ Size: 70_000, VolumeType: 'gp3' }).toMatchObject({
      name: 'InvalidParameterValue',
    })
    await refused({ VolumeType: 'io2' }).toMatchObject({ name: 'MissingParameter' })
    await refused({ Size: undefined }).toMatchObject({ name: 'MissingParameter' })
    await refused({ MultiAttachEnabled: true }).toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await refused({ SnapshotId: 'snap-00000000000000000' }).toMatchObject({
      name: 'InvalidSnapshot.NotFound',
    })
  })

  it('are found by filters and pages', async () => {
    for (let i = 0; i < 7; i++) {
      await volume({
        TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'n', Value: String(i) }] }],
      })
    }
    const odd = await ec2.send(
      new DescribeVolumesCommand({ Filters: [{ Name: 'tag:n', Values: ['1', '3'] }] }),
    )
    expect(odd.Volumes).toHaveLength(2)
    const first = await ec2.send(new DescribeVolumesCommand({ MaxResults: 5 }))
    const rest = await ec2.send(
      new DescribeVolumesCommand({ MaxResults: 5, NextToken: first.NextToken }),
    )
    expect([first.Volumes?.length, rest.Volumes?.length, rest.NextToken]).toEqual([5, 2, undefined])
  })
})

describe('snapshots', () => {
  it('progress, complete, are copied and become volumes', async () => {
    const VolumeId = await volume()
    await wind('3s')
    const made = await ec2.send(new CreateSnapshotCommand({ VolumeId, Description: 'before' }))
    expect(made).toMatchObject({ State: 'pending', VolumeSize: 8, Progress: '0%' })
    const SnapshotId = made.SnapshotId ?? ''
    await wind('8s')
    const half = await ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: [SnapshotId] }))
    expect(Number.parseInt(half.Snapshots?.[0]?.Progress ?? '')).toBeGreaterThan(20)
    await expect(volume({ SnapshotId })).rejects.toMatchObject({ name: 'IncorrectState' })
    await wind('10s')
    const done = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }))
    expect(done.Snapshots?.[0]).toMatchObject({ State: 'completed', Progress: '100%' })
    await volume({ SnapshotId, Size: undefined })
    await expect(volume({ SnapshotId, Size: 4 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    const there = cloud.ec2({ account: String(account), region: 'us-west-2' })
    const copy = await there.send(
      new CopySnapshotCommand({ SourceRegion: 'ap-northeast-2', SourceSnapshotId: SnapshotId }),
    )
    await wind('20s')
    const copied = await there.send(
      new DescribeSnapshotsCommand({ SnapshotIds: [copy.SnapshotId ?? ''] }),
    )
    expect(copied.Snapshots?.[0]).toMatchObject({ State: 'completed', VolumeId: 'vol-ffffffff' })
    await ec2.send(new DeleteSnapshotCommand({ SnapshotId }))
    await expect(ec2.send(new DeleteSnapshotCommand({ SnapshotId }))).rejects.toMatchObject({
      name: 'InvalidSnapshot.NotFound',
    })
  })
})

describe('images', () => {
  it('of the catalogue are public and found by owner and name', async () => {
    const { Images = [] } = await ec2.send(
      new DescribeImagesCommand({
        Owners: ['amazon'],
        Filters: [
          { Name: 'name', Values: ['al2023-ami-2023*'] },
          { Name: 'architecture', Values: ['x86_64'] },
        ],
      }),
    )
    expect(Images.length).toBeGreaterThan(0)
    expect(Images[0]).toMatchObject({
      Public: true,
      State: 'available',
      RootDeviceType: 'ebs',
      ImageOwnerAlias: 'amazon',
    })
  })

  it('are registered from a snapshot, shared, copied, deregistered', async () => {
    const VolumeId = await volume()
    await wind('3s')
    const { SnapshotId } = await ec2.send(new CreateSnapshotCommand({ VolumeId }))
    await wind('20s')
    const register = new RegisterImageCommand({
      Name: 'golden',
      RootDeviceName: '/dev/xvda',
      Architecture: 'x86_64',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }],
    })
    const { ImageId = '' } = await ec2.send(register)
    await expect(ec2.send(register)).rejects.toMatchObject({ name: 'InvalidAMIName.Duplicate' })
    await expect(ec2.send(new DeleteSnapshotCommand({ SnapshotId }))).rejects.toMatchObject({
      name: 'InvalidSnapshot.InUse',
    })
    await ec2.send(
      new ModifyImageAttributeCommand({
        ImageId,
        LaunchPermission: { Add: [{ UserId: '111122223333' }] },
      }),
    )
    const shared = await ec2.send(
      new DescribeImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }),
    )
    expect(shared.LaunchPermissions).toEqual([{ UserId: '111122223333' }])
    const copy = await ec2.send(
      new CopyImageCommand({
        Name: 'copy',
        SourceImageId: ImageId,
        SourceRegion: 'ap-northeast-2',
      }),
    )
    const own = () => ec2.send(new DescribeImagesCommand({ Owners: ['self'] }))
    expect((await own()).Images?.map(({ State }) => State)).toEqual(['available', 'pending'])
    await wind('40s')
    expect((await own()).Images?.map(({ State }) => State)).toEqual(['available', 'available'])
    await ec2.send(new DeregisterImageCommand({ ImageId }))
    expect((await own()).Images?.map((image) => image.ImageId)).toEqual([copy.ImageId])
    await expect(
      ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] })),
    ).rejects.toMatchObject({
      name: 'InvalidAMIID.NotFound',
      message: `The image id '[${ImageId}]' does not exist`,
    })
  })

  it('of the catalogue can be copied, but not changed', async () => {
    const { Images = [] } = await ec2.send(
      new DescribeImagesCommand({ Filters: [{ Name: 'name', Values: ['al2023-ami-2023*'] }] }),
    )
    const ImageId = Images[0]?.ImageId
    await ec2.send(
      new CopyImageCommand({
        Name: 'mine',
        SourceImageId: ImageId,
        SourceRegion: 'ap-northeast-2',
      }),
    )
    await expect(ec2.send(new DeregisterImageCommand({ ImageId }))).rejects.toMatchObject({
      name: 'AuthFailure',
    })
  })
})
