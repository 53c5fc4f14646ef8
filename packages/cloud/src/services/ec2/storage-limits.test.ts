import {
  AttachVolumeCommand,
  CopyVolumesCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeFastSnapshotRestoresCommand,
  DescribeVolumesCommand,
  DescribeVolumesModificationsCommand,
  DetachVolumeCommand,
  DisableFastSnapshotRestoresCommand,
  EnableFastSnapshotRestoresCommand,
  ModifyVolumeCommand,
  RunInstancesCommand,
  type BlockDeviceMapping,
  type CreateVolumeCommandInput,
  type EC2Client,
  type ModifyVolumeCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 330000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})
const wind = (by: `${number}${'s' | 'h'}`) => cloud.advance(String(account), by)
const zone = 'ap-northeast-2a'

async function create(more: Partial<CreateVolumeCommandInput> = {}) {
  const made = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: zone, Size: 8, ...more }))
  await wind('3s')
  return made
}
async function snapshot() {
  const { VolumeId } = await create()
  const { SnapshotId = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId }))
  await wind('60s')
  return SnapshotId
}
async function launch(
  count: number,
  InstanceType: 't3.micro' | 't2.micro' = 't3.micro',
  BlockDeviceMappings: BlockDeviceMapping[] = [],
) {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
      InstanceType,
      BlockDeviceMappings,
      MinCount: count,
      MaxCount: count,
      Placement: { AvailabilityZone: zone },
    }),
  )
  await wind('60s')
  return Instances.map(({ InstanceId = '' }) => InstanceId)
}
const shown = async (VolumeId: string) =>
  (await ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }))).Volumes?.[0]

describe('a new volume', () => {
  it('is in a zone named once, by name or by id', async () => {
    const byId = await create({ AvailabilityZone: undefined, AvailabilityZoneId: 'apne2-az3' })
    expect(byId).toMatchObject({
      AvailabilityZone: 'ap-northeast-2c',
      AvailabilityZoneId: 'apne2-az3',
    })
    await expect(create({ AvailabilityZoneId: 'apne2-az3' })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await expect(create({ AvailabilityZone: undefined })).rejects.toMatchObject({
      name: 'MissingParameter',
    })
  })

  it('says how fast it is filled from its snapshot', async () => {
    const SnapshotId = await snapshot()
    const made = await create({ SnapshotId, VolumeInitializationRate: 200, Size: 20 })
    expect(made).toMatchObject({ VolumeInitializationRate: 200, Size: 20, SnapshotId })
    await expect(create({ SnapshotId, VolumeInitializationRate: 99 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await expect(create({ VolumeInitializationRate: 200 })).rejects.toMatchObject({
      name: 'InvalidParameterDependency',
    })
  })

  it('keeps its key as an ARN', async () => {
    const made = await create({ Encrypted: true, KmsKeyId: 'alias/mine' })
    expect(made.KmsKeyId).toBe(`arn:aws:kms:ap-northeast-2:${account}:alias/mine`)
  })

  it('repeats its answer to a repeated token', async () => {
    const ClientToken = 'once'
    const first = await create({ ClientToken })
    expect((await create({ ClientToken })).VolumeId).toBe(first.VolumeId)
    await expect(create({ ClientToken, Size: 9 })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
    })
    await expect(create({ DryRun: true })).rejects.toMatchObject({ name: 'DryRunOperation' })
  })
})

describe('a copy of a volume', () => {
  it('is in the same zone, at least as large, and encrypted at will', async () => {
    const { VolumeId: SourceVolumeId } = await create({ VolumeType: 'gp3' })
    const { Volumes } = await ec2.send(
      new CopyVolumesCommand({
        SourceVolumeId,
        Size: 10,
        Encrypted: true,
        TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'copy', Value: 'yes' }] }],
      }),
    )
    expect(Volumes?.[0]).toMatchObject({
      SourceVolumeId,
      Size: 10,
      VolumeType: 'gp2',
      Encrypted: true,
      AvailabilityZone: zone,
      Tags: [{ Key: 'copy', Value: 'yes' }],
    })
    await expect(
      ec2.send(new CopyVolumesCommand({ SourceVolumeId, Size: 4 })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})

describe('a modification', () => {
  const modify = (VolumeId: string | undefined, more: Partial<ModifyVolumeCommandInput>) =>
    ec2.send(new ModifyVolumeCommand({ VolumeId, ...more }))

  it('goes from modifying over optimizing to completed, at most four times a day', async () => {
    const { VolumeId = '' } = await create({ VolumeType: 'gp3' })
    const state = async () =>
      (await ec2.send(new DescribeVolumesModificationsCommand({ VolumeIds: [VolumeId] })))
        .VolumesModifications?.[0]
    for (const Size of [9, 10, 11, 12]) {
      expect((await modify(VolumeId, { Size })).VolumeModification).toMatchObject({
        ModificationState: 'modifying',
        Progress: 0,
        OriginalSize: Size - 1,
        TargetSize: Size,
        OriginalMultiAttachEnabled: false,
      })
      await wind('10s')
      expect(await state()).toMatchObject({ ModificationState: 'optimizing' })
      await expect(modify(VolumeId, { Size: 20 })).rejects.toMatchObject({
        name: 'IncorrectModificationState',
      })
      await wind('20s')
      expect(await state()).toMatchObject({ ModificationState: 'completed', Progress: 100 })
    }
    await expect(modify(VolumeId, { Size: 13 })).rejects.toMatchObject({
      name: 'VolumeModificationRateExceeded',
    })
    await wind('24h')
    await modify(VolumeId, { Size: 13 })
  })

  it('to a type that takes IOPS begins with 3,000', async () => {
    const { VolumeId = '' } = await create({ Size: 100 })
    await modify(VolumeId, { VolumeType: 'gp3' })
    expect(await shown(VolumeId)).toMatchObject({ VolumeType: 'gp3', Iops: 3000, Throughput: 125 })
    await wind('60s')
    await modify(VolumeId, { VolumeType: 'io2' })
    expect(await shown(VolumeId)).toMatchObject({ VolumeType: 'io2', Iops: 3000 })
    expect((await shown(VolumeId))?.Throughput).toBeUndefined()
  })

  it('of what several instances share is limited', async () => {
    const shared = { Size: 10, Iops: 100, MultiAttachEnabled: true }
    const io1 = await create({ VolumeType: 'io1', ...shared })
    const io2 = await create({ VolumeType: 'io2', ...shared })
    const refused = { name: 'InvalidParameterCombination' }
    await expect(modify(io1.VolumeId, { Size: 11 })).rejects.toMatchObject(refused)
    await expect(modify(io2.VolumeId, { VolumeType: 'gp3' })).rejects.toMatchObject(refused)
    await modify(io2.VolumeId, { Size: 11, MultiAttachEnabled: false })
    expect((await shown(io2.VolumeId ?? ''))?.MultiAttachEnabled).toBe(false)
    await expect(modify(io1.VolumeId, {})).rejects.toMatchObject({ name: 'MissingParameter' })
  })
})

describe('an attachment', () => {
  it('may be one of several, on instances of the Nitro System', async () => {
    const [a = '', b = ''] = await launch(2)
    const [old = ''] = await launch(1, 't2.micro')
    const { VolumeId = '' } = await create({
      VolumeType: 'io2',
      Size: 10,
      Iops: 100,
      MultiAttachEnabled: true,
    })
    const attach = (InstanceId: string) =>
      ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: '/dev/sdf' }))
    await attach(a)
    await attach(b)
    await wind('5s')
    expect((await shown(VolumeId))?.Attachments?.map(({ State }) => State)).toEqual([
      'attached',
      'attached',
    ])
    await expect(attach(a)).rejects.toMatchObject({ name: 'VolumeInUse' })
    await expect(attach(old)).rejects.toMatchObject({ name: 'UnsupportedOperation' })
    await expect(ec2.send(new DetachVolumeCommand({ VolumeId }))).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await ec2.send(new DetachVolumeCommand({ VolumeId, InstanceId: b, Force: true }))
    await wind('5s')
    expect(await shown(VolumeId)).toMatchObject({
      State: 'in-use',
      Attachments: [{ InstanceId: a }],
    })
  })

  it('is refused beyond what the type has room for', async () => {
    const [InstanceId = ''] = await launch(1)
    const names = [...'bcdefghijklmnopqrstuvwxyz'].map((letter) => `/dev/sd${letter}`)
    const devices = [...names, '/dev/xvdba']
    const input = { AvailabilityZone: zone, Size: 1 }
    const made = await Promise.all(devices.map(() => ec2.send(new CreateVolumeCommand(input))))
    await wind('3s')
    await Promise.all(
      devices.map((Device, at) =>
        ec2.send(new AttachVolumeCommand({ VolumeId: made[at]?.VolumeId, InstanceId, Device })),
      ),
    )
    const { VolumeId } = await create({ Size: 1 })
    await expect(
      ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: '/dev/xvdbb' })),
    ).rejects.toMatchObject({ name: 'AttachmentLimitExceeded' })
    const disk = { Ebs: { VolumeSize: 1 } }
    const mappings = [...devices, '/dev/xvdbb'].map((DeviceName) => ({ DeviceName, ...disk }))
    await expect(launch(1, 't3.micro', mappings)).rejects.toMatchObject({
      name: 'AttachmentLimitExceeded',
    })
  })
})

describe('fast snapshot restore', () => {
  it('is enabled by and by, marks volumes, and ends', async () => {
    const SnapshotId = await snapshot()
    const asked = { SourceSnapshotIds: [SnapshotId], AvailabilityZones: [zone] }
    const enabled = await ec2.send(new EnableFastSnapshotRestoresCommand(asked))
    expect(enabled.Successful).toMatchObject([
      { SnapshotId, AvailabilityZone: zone, AvailabilityZoneId: 'apne2-az1', State: 'enabling' },
    ])
    const again = await ec2.send(new EnableFastSnapshotRestoresCommand(asked))
    expect(again.Unsuccessful?.[0]?.FastSnapshotRestoreStateErrors).toHaveLength(1)
    const states = async () =>
      (
        await ec2.send(
          new DescribeFastSnapshotRestoresCommand({
            Filters: [{ Name: 'snapshot-id', Values: [SnapshotId] }],
          }),
        )
      ).FastSnapshotRestores?.map(({ State }) => State)
    await wind('30s')
    expect(await states()).toEqual(['optimizing'])
    await wind('60s')
    expect(await states()).toEqual(['enabled'])
    const { VolumeId = '' } = await create({ SnapshotId })
    expect((await shown(VolumeId))?.FastRestored).toBe(true)
    const elsewhere = await create({ SnapshotId, AvailabilityZone: 'ap-northeast-2c' })
    const fast = await ec2.send(
      new DescribeVolumesCommand({ Filters: [{ Name: 'fast-restored', Values: ['true'] }] }),
    )
    expect(fast.Volumes?.map((each) => each.VolumeId)).toEqual([VolumeId])
    expect(elsewhere.FastRestored).toBe(false)
    await ec2.send(new DisableFastSnapshotRestoresCommand(asked))
    expect(await states()).toEqual(['disabling'])
    await wind('60s')
    expect(await states()).toEqual(['disabled'])
    await expect(
      ec2.send(new EnableFastSnapshotRestoresCommand({ SourceSnapshotIds: [SnapshotId] })),
    ).rejects.toMatchObject({ name: 'MissingParameter' })
  })
})
