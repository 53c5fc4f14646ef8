import {
  AttachVolumeCommand,
  CreateImageCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  DescribeVolumesModificationsCommand,
  DetachVolumeCommand,
  ModifyVolumeCommand,
  RunInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let account = 340000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})
const wind = (by: `${number}${'s' | 'h'}`) => cloud.advance(String(account), by)

async function launch() {
  const { Images } = await ec2.send(
    new DescribeImagesCommand({
      Filters: [
        { Name: 'name', Values: ['al2023-ami-2023*'] },
        { Name: 'architecture', Values: ['x86_64'] },
      ],
    }),
  )
  const run = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images?.[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      Placement: { AvailabilityZone: 'ap-northeast-2a' },
    }),
  )
  await wind('60s')
  return run.Instances?.[0]?.InstanceId ?? ''
}
const volumeOf = async (VolumeId: string) =>
  (await ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }))).Volumes?.[0]

it('attaches a volume to an instance of its zone, and detaches it', async () => {
  const InstanceId = await launch()
  const make = async (AvailabilityZone: string) =>
    (await ec2.send(new CreateVolumeCommand({ AvailabilityZone, Size: 5, VolumeType: 'gp3' })))
      .VolumeId ?? ''
  const VolumeId = await make('ap-northeast-2a')
  const elsewhere = await make('ap-northeast-2c')
  await wind('5s')
  const attach = (id: string, Device = '/dev/sdf') =>
    ec2.send(new AttachVolumeCommand({ VolumeId: id, InstanceId, Device }))
  await expect(attach(elsewhere)).rejects.toMatchObject({ name: 'InvalidVolume.ZoneMismatch' })
  await expect(attach(VolumeId, '/dev/xvda')).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  expect(await attach(VolumeId)).toMatchObject({ State: 'attaching', Device: '/dev/sdf' })
  await expect(attach(VolumeId, '/dev/sdg')).rejects.toMatchObject({ name: 'VolumeInUse' })
  await wind('5s')
  expect(await volumeOf(VolumeId)).toMatchObject({
    State: 'in-use',
    Attachments: [{ InstanceId, State: 'attached', DeleteOnTermination: false }],
  })
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
  )
  const devices = Reservations?.[0]?.Instances?.[0]?.BlockDeviceMappings ?? []
  expect(devices.map(({ DeviceName }) => DeviceName)).toEqual(['/dev/xvda', '/dev/sdf'])
  const root = devices[0]?.Ebs?.VolumeId
  await expect(ec2.send(new DetachVolumeCommand({ VolumeId: root }))).rejects.toMatchObject({
    name: 'OperationNotPermitted',
  })
  await ec2.send(new DetachVolumeCommand({ VolumeId }))
  await wind('5s')
  expect(await volumeOf(VolumeId)).toMatchObject({ State: 'available', Attachments: [] })
})

it('grows a volume', async () => {
  const { VolumeId = '' } = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', Size: 5, VolumeType: 'gp3' }),
  )
  await wind('5s')
  const grow = (Size: number) => ec2.send(new ModifyVolumeCommand({ VolumeId, Size }))
  await expect(grow(4)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  expect((await grow(10)).VolumeModification).toMatchObject({
    ModificationState: 'modifying',
    TargetSize: 10,
  })
  await expect(grow(11)).rejects.toMatchObject({ name: 'IncorrectModificationState' })
  await wind('60s')
  const seen = await ec2.send(new DescribeVolumesModificationsCommand({ VolumeIds: [VolumeId] }))
  expect(seen.VolumesModifications?.[0]).toMatchObject({
    ModificationState: 'completed',
    Progress: 100,
  })
  expect((await volumeOf(VolumeId))?.Size).toBe(10)
})

it('makes an image of an instance, and launches from it', async () => {
  const InstanceId = await launch()
  const { ImageId = '' } = await ec2.send(
    new CreateImageCommand({ InstanceId, Name: 'golden', NoReboot: true }),
  )
  const image = async () =>
    (await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] }))).Images?.[0]
  expect(await image()).toMatchObject({
    State: 'pending',
    Name: 'golden',
    SourceInstanceId: InstanceId,
  })
  const again = new RunInstancesCommand({
    ImageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
  })
  await expect(ec2.send(again)).rejects.toMatchObject({ name: 'InvalidAMIID.Unavailable' })
  await wind('30s')
  expect((await image())?.State).toBe('available')
  const { Snapshots } = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }))
  expect(Snapshots?.[0]).toMatchObject({
    State: 'completed',
    Description: `Created by CreateImage(${InstanceId}) for ${ImageId}`,
  })
  expect((await ec2.send(again)).Instances?.[0]).toMatchObject({
    ImageId,
    State: { Name: 'pending' },
  })
})
