import {
  CopyImageCommand,
  CreateSnapshotCommand,
  CreateSnapshotsCommand,
  CreateVolumeCommand,
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  DescribeVolumeAttributeCommand,
  DescribeVolumesCommand,
  DisableEbsEncryptionByDefaultCommand,
  DisableImageCommand,
  DisableImageDeprecationCommand,
  DisableImageDeregistrationProtectionCommand,
  EnableEbsEncryptionByDefaultCommand,
  EnableImageCommand,
  EnableImageDeprecationCommand,
  EnableImageDeregistrationProtectionCommand,
  EnableVolumeIOCommand,
  GetEbsDefaultKmsKeyIdCommand,
  GetEbsEncryptionByDefaultCommand,
  ModifyEbsDefaultKmsKeyIdCommand,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
  ModifyVolumeAttributeCommand,
  RegisterImageCommand,
  ResetEbsDefaultKmsKeyIdCommand,
  ResetSnapshotAttributeCommand,
  RunInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let account = 320000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})
const wind = (by: `${number}${'s' | 'h'}`) => cloud.advance(String(account), by)

async function volume(more: Partial<ConstructorParameters<typeof CreateVolumeCommand>[0]> = {}) {
  const made = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', Size: 8, ...more }),
  )
  await wind('3s')
  return made.VolumeId ?? ''
}

async function snapshot(more?: Parameters<typeof volume>[0]) {
  const VolumeId = await volume(more)
  const made = await ec2.send(new CreateSnapshotCommand({ VolumeId }))
  await wind('60s')
  return made.SnapshotId ?? ''
}

async function image() {
  const SnapshotId = await snapshot()
  const { ImageId = '' } = await ec2.send(
    new RegisterImageCommand({
      Name: `image-${SnapshotId}`,
      Architecture: 'x86_64',
      RootDeviceName: '/dev/xvda',
      VirtualizationType: 'hvm',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }],
    }),
  )
  await wind('600s')
  return ImageId
}

async function publicImage() {
  const found = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [
        { Name: 'name', Values: ['al2023-ami-2023*'] },
        { Name: 'architecture', Values: ['x86_64'] },
      ],
    }),
  )
  return found.Images?.[0]?.ImageId ?? ''
}

async function launch(more: Partial<ConstructorParameters<typeof RunInstancesCommand>[0]> = {}) {
  const made = await ec2.send(
    new RunInstancesCommand({
      ImageId: await publicImage(),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  await wind('120s')
  return made.Instances?.[0]?.InstanceId ?? ''
}

describe('volume attributes', () => {
  it('remember whether I/O comes back by itself', async () => {
    const VolumeId = await volume()
    const read = () =>
      ec2.send(new DescribeVolumeAttributeCommand({ VolumeId, Attribute: 'autoEnableIO' }))
    expect(await read()).toMatchObject({ VolumeId, AutoEnableIO: { Value: false } })
    await ec2.send(new ModifyVolumeAttributeCommand({ VolumeId, AutoEnableIO: { Value: true } }))
    expect((await read()).AutoEnableIO?.Value).toBe(true)
    await ec2.send(new EnableVolumeIOCommand({ VolumeId }))
    const codes = await ec2.send(
      new DescribeVolumeAttributeCommand({ VolumeId, Attribute: 'productCodes' }),
    )
    expect(codes.ProductCodes ?? []).toEqual([])
    const none = { VolumeId: 'vol-00000000000000000' }
    await expect(ec2.send(new EnableVolumeIOCommand(none))).rejects.toMatchObject({
      name: 'InvalidVolume.NotFound',
    })
    await expect(ec2.send(new ModifyVolumeAttributeCommand({ VolumeId }))).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
  })
})

describe('snapshot permissions', () => {
  it('are given, listed, filtered by and taken back', async () => {
    const SnapshotId = await snapshot()
    const read = async () =>
      (
        await ec2.send(
          new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission' }),
        )
      ).CreateVolumePermissions ?? []
    expect(await read()).toEqual([])
    await ec2.send(
      new ModifySnapshotAttributeCommand({
        SnapshotId,
        CreateVolumePermission: { Add: [{ UserId: '111111111111' }, { Group: 'all' }] },
      }),
    )
    expect(await read()).toEqual([{ Group: 'all' }, { UserId: '111111111111' }])
    const open = await ec2.send(new DescribeSnapshotsCommand({ RestorableByUserIds: ['all'] }))
    expect(open.Snapshots?.map((each) => each.SnapshotId)).toEqual([SnapshotId])
    await ec2.send(
      new ModifySnapshotAttributeCommand({
        SnapshotId,
        Attribute: 'createVolumePermission',
        OperationType: 'remove',
        GroupNames: ['all'],
      }),
    )
    expect(await read()).toEqual([{ UserId: '111111111111' }])
    await ec2.send(
      new ResetSnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission' }),
    )
    expect(await read()).toEqual([])
  })

  it('are refused for what cannot be shared', async () => {
    const share = (SnapshotId: string, permission: { UserId?: string; Group?: 'all' }) =>
      ec2.send(
        new ModifySnapshotAttributeCommand({
          SnapshotId,
          CreateVolumePermission: { Add: [permission] },
        }),
      )
    const encrypted = await snapshot({ Encrypted: true })
    await expect(share(encrypted, { UserId: '111111111111' })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
    })
    await expect(share(encrypted, { Group: 'all' })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
    })
    await expect(share(await snapshot(), { UserId: 'me' })).rejects.toMatchObject({
      name: 'InvalidUserID.Malformed',
    })
  })
})

describe('snapshots of an instance', () => {
  it('take in every volume but those left out, with their tags', async () => {
    const InstanceId = await launch({
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 5 } }],
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'disk', Value: 'yes' }] }],
    })
    const all = await ec2.send(
      new CreateSnapshotsCommand({
        InstanceSpecification: { InstanceId },
        Description: 'both',
        CopyTagsFromSource: 'volume',
        TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: 'n', Value: '1' }] }],
      }),
    )
    expect(all.Snapshots).toHaveLength(2)
    expect(all.Snapshots?.[0]).toMatchObject({
      State: 'pending',
      Description: 'both',
      Tags: [
        { Key: 'disk', Value: 'yes' },
        { Key: 'n', Value: '1' },
      ],
    })
    const data = await ec2.send(
      new CreateSnapshotsCommand({
        InstanceSpecification: { InstanceId, ExcludeBootVolume: true },
      }),
    )
    expect(data.Snapshots?.map(({ VolumeSize }) => VolumeSize)).toEqual([5])
    const kept = data.Snapshots?.[0]?.VolumeId ?? ''
    await expect(
      ec2.send(
        new CreateSnapshotsCommand({
          InstanceSpecification: {
            InstanceId,
            ExcludeBootVolume: true,
            ExcludeDataVolumeIds: [kept],
          },
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await wind('60s')
    const listed = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }))
    expect(listed.Snapshots?.map(({ State }) => State)).toEqual([
      'completed',
      'completed',
      'completed',
    ])
    await expect(
      ec2.send(
        new CreateSnapshotsCommand({
          InstanceSpecification: { InstanceId: 'i-00000000000000000' },
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
  })
})

describe('encryption by default', () => {
  it('encrypts new volumes and copies from the moment it is on', async () => {
    const state = async () =>
      (await ec2.send(new GetEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault
    const plain = await snapshot()
    expect(await state()).toBe(false)
    await ec2.send(new EnableEbsEncryptionByDefaultCommand({}))
    expect(await state()).toBe(true)
    const fromPlain = await volume({ SnapshotId: plain })
    const InstanceId = await launch()
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}))
    const encrypted = (test: (each: (typeof Volumes)[number]) => boolean) =>
      Volumes.filter(test).map((each) => each.Encrypted)
    expect(encrypted((each) => each.VolumeId === fromPlain)).toEqual([true])
    expect(encrypted((each) => each.Attachments?.[0]?.InstanceId === InstanceId)).toEqual([true])
    const elsewhere = cloud.ec2({ account: String(account), region: 'us-east-1' })
    expect(
      (await elsewhere.send(new GetEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault,
    ).toBe(false)
    await ec2.send(new DisableEbsEncryptionByDefaultCommand({}))
    const { Volumes: last } = await ec2.send(
      new DescribeVolumesCommand({ VolumeIds: [await volume()] }),
    )
    expect(last?.[0]?.Encrypted).toBe(false)
  })

  it('uses the key that the account chose', async () => {
    const key = async () => (await ec2.send(new GetEbsDefaultKmsKeyIdCommand({}))).KmsKeyId
    expect(await key()).toBe('alias/aws/ebs')
    const id = '12345678-1234-1234-1234-123456789012'
    const { KmsKeyId } = await ec2.send(new ModifyEbsDefaultKmsKeyIdCommand({ KmsKeyId: id }))
    expect(KmsKeyId).toBe(`arn:aws:kms:ap-northeast-2:${account}:key/${id}`)
    const { Volumes } = await ec2.send(
      new DescribeVolumesCommand({ VolumeIds: [await volume({ Encrypted: true })] }),
    )
    expect(Volumes?.[0]?.KmsKeyId).toBe(KmsKeyId)
    await ec2.send(new ResetEbsDefaultKmsKeyIdCommand({}))
    expect(await key()).toBe('alias/aws/ebs')
  })
})

describe('images', () => {
  const shown = async (ImageId: string) =>
    (await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId], IncludeDisabled: true })))
      .Images?.[0]

  it('are disabled, which takes their sharing, and enabled', async () => {
    const ImageId = await image()
    await ec2.send(
      new ModifyImageAttributeCommand({
        ImageId,
        LaunchPermission: { Add: [{ Group: 'all' }] },
      }),
    )
    await expect(ec2.send(new EnableImageCommand({ ImageId }))).rejects.toMatchObject({
      name: 'InvalidRequest',
    })
    expect(await ec2.send(new DisableImageCommand({ ImageId }))).toMatchObject({ Return: true })
    expect(await shown(ImageId)).toMatchObject({ State: 'disabled', Public: false })
    await expect(launch({ ImageId })).rejects.toMatchObject({ name: 'InvalidAMIID.Unavailable' })
    await ec2.send(new EnableImageCommand({ ImageId }))
    expect(await shown(ImageId)).toMatchObject({ State: 'available', Public: false })
    await expect(
      ec2.send(new DisableImageCommand({ ImageId: await publicImage() })),
    ).rejects.toMatchObject({ name: 'AuthFailure' })
  })

  it('are deprecated at a whole minute to come, and no longer', async () => {
    const ImageId = await image()
    const at = (ms: number) =>
      ec2.send(new EnableImageDeprecationCommand({ ImageId, DeprecateAt: new Date(ms) }))
    const now = cloud.now(String(account))
    await expect(at(now - 1000)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await at(Date.parse('2026-06-01T10:20:31Z'))
    expect((await shown(ImageId))?.DeprecationTime).toBe('2026-06-01T10:21:00.000Z')
    await ec2.send(new DisableImageDeprecationCommand({ ImageId }))
    expect((await shown(ImageId))?.DeprecationTime).toBeUndefined()
  })

  it('are protected from deregistration, with a cooldown for a day longer', async () => {
    const ImageId = await image()
    const protect = (WithCooldown: boolean) =>
      ec2.send(new EnableImageDeregistrationProtectionCommand({ ImageId, WithCooldown }))
    const unprotect = () => ec2.send(new DisableImageDeregistrationProtectionCommand({ ImageId }))
    const deregister = () => ec2.send(new DeregisterImageCommand({ ImageId }))
    const refused = { name: 'OperationNotPermitted' }
    await protect(true)
    expect((await shown(ImageId))?.DeregistrationProtection).toBe('enabled-with-cooldown')
    await expect(deregister()).rejects.toMatchObject(refused)
    await unprotect()
    const attribute = await ec2.send(
      new DescribeImageAttributeCommand({ ImageId, Attribute: 'deregistrationProtection' }),
    )
    expect(attribute.DeregistrationProtection?.Value).toBe('disabled')
    await wind('23h')
    await expect(deregister()).rejects.toMatchObject(refused)
    await protect(false)
    await unprotect()
    await ec2.send(
      new CopyImageCommand({
        Name: 'copy',
        SourceImageId: ImageId,
        SourceRegion: 'ap-northeast-2',
      }),
    )
    await deregister()
  })
})
