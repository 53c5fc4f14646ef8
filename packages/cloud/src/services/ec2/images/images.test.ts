import {
  CopyImageCommand,
  CreateImageCommand,
  CreateImageUsageReportCommand,
  CreateLaunchTemplateCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DeleteImageUsageReportCommand,
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImageReferencesCommand,
  DescribeImagesCommand,
  DescribeImageUsageReportEntriesCommand,
  DescribeImageUsageReportsCommand,
  DescribeInstanceImageMetadataCommand,
  DescribeSnapshotsCommand,
  DisableAllowedImagesSettingsCommand,
  DisableImageBlockPublicAccessCommand,
  EnableAllowedImagesSettingsCommand,
  EnableImageBlockPublicAccessCommand,
  GetAllowedImagesSettingsCommand,
  GetImageAncestryCommand,
  GetImageBlockPublicAccessStateCommand,
  LockSnapshotCommand,
  ModifyImageAttributeCommand,
  RegisterImageCommand,
  ReplaceImageCriteriaInAllowedImagesSettingsCommand,
  ResetImageAttributeCommand,
  RunInstancesCommand,
  type EC2Client,
  type ImageAttributeName,
  type ModifyImageAttributeCommandInput,
  type RegisterImageCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

const amazonLinux = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')

let cloud: TestCloud
let ec2: EC2Client
let account = 350000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})
const wind = (by: `${number}${'s' | 'h' | 'd'}`) => cloud.advance(String(account), by)

async function snapshot(Encrypted = false) {
  const { VolumeId } = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', Size: 8, Encrypted }),
  )
  await wind('3s')
  const { SnapshotId } = await ec2.send(new CreateSnapshotCommand({ VolumeId }))
  await wind('20s')
  return SnapshotId
}
async function register(more: Partial<RegisterImageCommandInput> = {}, Encrypted = false) {
  const SnapshotId = await snapshot(Encrypted)
  const { ImageId = '' } = await ec2.send(
    new RegisterImageCommand({
      Name: `of-${SnapshotId}`,
      RootDeviceName: '/dev/xvda',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }],
      ...more,
    }),
  )
  return { ImageId, SnapshotId: SnapshotId ?? '' }
}
const launch = async (who: EC2Client, ImageId: string) =>
  (
    await who.send(
      new RunInstancesCommand({ ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }),
    )
  ).Instances?.[0]?.InstanceId ?? ''
const modify = (ImageId: string, more: Partial<ModifyImageAttributeCommandInput>) =>
  ec2.send(new ModifyImageAttributeCommand({ ImageId, ...more }))
const attribute = (ImageId: string, Attribute: ImageAttributeName) =>
  ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute }))

describe('the attributes of an image', () => {
  it('are registered with it', async () => {
    const { ImageId } = await register({
      BootMode: 'uefi',
      TpmSupport: 'v2.0',
      ImdsSupport: 'v2.0',
      UefiData: 'AAAA',
      SriovNetSupport: 'simple',
      EnaSupport: true,
    })
    const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] }))
    expect(Images?.[0]).toMatchObject({
      BootMode: 'uefi',
      TpmSupport: 'v2.0',
      ImdsSupport: 'v2.0',
      EnaSupport: true,
    })
    expect((await attribute(ImageId, 'uefiData')).UefiData?.Value).toBe('AAAA')
    expect((await attribute(ImageId, 'tpmSupport')).TpmSupport?.Value).toBe('v2.0')
    expect((await attribute(ImageId, 'lastLaunchedTime')).LastLaunchedTime?.Value).toBeUndefined()
    await launch(ec2, ImageId)
    expect((await attribute(ImageId, 'lastLaunchedTime')).LastLaunchedTime?.Value).toBe(
      new Date(cloud.now(String(account))).toISOString(),
    )
    expect((await attribute(ImageId, 'kernel')).KernelId?.Value).toBeUndefined()
    await expect(register({ TpmSupport: 'v2.0' })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await expect(register({ VirtualizationType: 'paravirtual' })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    })
    await expect(register({ KernelId: 'aki-1' })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    })
  })

  it('are changed one at a time', async () => {
    const { ImageId } = await register()
    await modify(ImageId, { Attribute: 'description', Value: 'first' })
    await modify(ImageId, { ImdsSupport: { Value: 'v2.0' } })
    expect((await attribute(ImageId, 'description')).Description?.Value).toBe('first')
    expect((await attribute(ImageId, 'imdsSupport')).ImdsSupport?.Value).toBe('v2.0')
    const refused = (more: Partial<ModifyImageAttributeCommandInput>) =>
      expect(modify(ImageId, more)).rejects
    await refused({}).toMatchObject({ name: 'InvalidParameterCombination' })
    await refused({ Attribute: 'bootMode', Value: 'uefi' }).toMatchObject({
      name: 'InvalidParameterValue',
    })
    await refused({ ImdsSupport: { Value: 'v1.0' } }).toMatchObject({
      name: 'InvalidParameterValue',
    })
    await refused({ ProductCodes: ['x'] }).toMatchObject({ name: 'UnsupportedOperation' })
  })
})

describe('the launch permissions of an image', () => {
  it('are for accounts and for all, not for organizations', async () => {
    const { ImageId } = await register()
    const permissions = async () => (await attribute(ImageId, 'launchPermission')).LaunchPermissions
    await modify(ImageId, {
      Attribute: 'launchPermission',
      OperationType: 'add',
      UserIds: ['111122223333'],
      UserGroups: ['all'],
    })
    expect(await permissions()).toEqual([{ Group: 'all' }, { UserId: '111122223333' }])
    await launch(cloud.ec2({ account: String(account + 500) }), ImageId)
    await modify(ImageId, { LaunchPermission: { Remove: [{ Group: 'all' }] } })
    await ec2.send(new ResetImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }))
    expect(await permissions()).toEqual([])
    const refused = (more: Partial<ModifyImageAttributeCommandInput>) =>
      expect(modify(ImageId, { OperationType: 'add', ...more })).rejects
    const bad = { name: 'InvalidAMIAttributeItemValue' }
    await refused({ UserIds: ['me'] }).toMatchObject(bad)
    await refused({ UserGroups: ['everyone'] }).toMatchObject(bad)
    await refused({
      OrganizationArns: ['arn:aws:organizations::1:organization/o-1'],
    }).toMatchObject({ name: 'UnsupportedOperation' })
  })

  it('are refused for what is encrypted with the default key, and publicly where that is blocked', async () => {
    const encrypted = await register({}, true)
    const forbidden = { name: 'OperationNotPermitted' }
    const Add = [{ UserId: '111122223333' }]
    await expect(modify(encrypted.ImageId, { LaunchPermission: { Add } })).rejects.toMatchObject(
      forbidden,
    )
    const { ImageId } = await register()
    const state = async () =>
      (await ec2.send(new GetImageBlockPublicAccessStateCommand({}))).ImageBlockPublicAccessState
    expect(await state()).toBe('unblocked')
    await ec2.send(
      new EnableImageBlockPublicAccessCommand({ ImageBlockPublicAccessState: 'block-new-sharing' }),
    )
    expect(await state()).toBe('block-new-sharing')
    const open = () => modify(ImageId, { LaunchPermission: { Add: [{ Group: 'all' }] } })
    await expect(open()).rejects.toMatchObject(forbidden)
    await modify(ImageId, { LaunchPermission: { Add } })
    await ec2.send(new DisableImageBlockPublicAccessCommand({}))
    await open()
  })
})

it('deregistering takes the snapshots along but those that are locked or still used', async () => {
  const first = await register()
  const { SnapshotId } = first
  const second = await register({
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { SnapshotId } },
      { DeviceName: '/dev/sdf', Ebs: { SnapshotId: await snapshot() } },
    ],
  })
  const deregister = async (ImageId: string) =>
    (
      await ec2.send(new DeregisterImageCommand({ ImageId, DeleteAssociatedSnapshots: true }))
    ).DeleteSnapshotResults?.map(({ ReturnCode }) => ReturnCode)
  expect(await deregister(second.ImageId)).toEqual(['skipped', 'success'])
  await ec2.send(new LockSnapshotCommand({ SnapshotId, LockMode: 'governance', LockDuration: 1 }))
  expect(await deregister(first.ImageId)).toEqual(['client-error'])
})

it('allowed images alone are seen and launched, besides the own', async () => {
  const own = await register()
  const replace = (ImageCriteria: object[]) =>
    ec2.send(new ReplaceImageCriteriaInAllowedImagesSettingsCommand({ ImageCriteria }))
  const listed = async (IncludeDeprecated = false) =>
    (await ec2.send(new DescribeImagesCommand({ IncludeDeprecated }))).Images ?? []
  const before = await listed()
  expect(before.every(({ ImageAllowed }) => ImageAllowed === undefined)).toBe(true)
  const named = [{ ImageProviders: ['amazon'], ImageNames: ['al2023-ami-*'] }]
  expect((await replace(named)).ReturnValue).toBe(true)
  const set = (state: 'enabled' | 'audit-mode') =>
    ec2.send(new EnableAllowedImagesSettingsCommand({ AllowedImagesSettingsState: state }))
  await set('audit-mode')
  expect(await listed()).toHaveLength(before.length)
  const ubuntu = (await listed()).find(({ Name }) => Name?.startsWith('ubuntu'))
  expect(ubuntu?.ImageAllowed).toBe(false)
  await set('enabled')
  const left = await listed()
  expect(left.length).toBeGreaterThan(1)
  expect(
    left.every(({ ImageId, Name }) => ImageId === own.ImageId || Name?.startsWith('al2023-ami-')),
  ).toBe(true)
  await expect(launch(ec2, ubuntu?.ImageId ?? '')).rejects.toMatchObject({
    name: 'InvalidAMIID.NotFound',
  })
  await launch(ec2, own.ImageId)
  const none = {
    ImageProviders: ['none'],
    CreationDateCondition: { MaximumDaysSinceCreated: 9 },
  }
  await replace([none])
  expect((await listed()).map(({ ImageId }) => ImageId)).toEqual([own.ImageId])
  const settings = await ec2.send(new GetAllowedImagesSettingsCommand({}))
  expect(settings).toMatchObject({
    State: 'enabled',
    ImageCriteria: [none],
  })
  await ec2.send(new DisableAllowedImagesSettingsCommand({}))
  expect(await listed()).toHaveLength(before.length)
  await expect(replace([{ ImageProviders: ['none', 'amazon'] }])).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(
    replace([{ ImageWatermarks: [{ SourceImageRegion: 'us-east-1' }] }]),
  ).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
})

it('what uses an image is found: here, in other accounts, and in its descendants', async () => {
  const { ImageId } = await register()
  const InstanceId = await launch(ec2, ImageId)
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId },
    }),
  )
  const references = async (more: object) =>
    (await ec2.send(new DescribeImageReferencesCommand({ ImageIds: [ImageId], ...more })))
      .ImageReferences
  expect(await references({ IncludeAllResourceTypes: true })).toMatchObject([
    {
      ResourceType: 'ec2:Instance',
      Arn: `arn:aws:ec2:ap-northeast-2:${account}:instance/${InstanceId}`,
    },
    { ResourceType: 'ec2:LaunchTemplate' },
  ])
  const stopped = [{ OptionName: 'state-name', OptionValues: ['stopped'] }]
  expect(
    await references({
      ResourceTypes: [{ ResourceType: 'ec2:Instance', ResourceTypeOptions: stopped }],
    }),
  ).toEqual([])
  await expect(references({})).rejects.toMatchObject({ name: 'MissingParameter' })

  const friend = String(account + 500)
  await modify(ImageId, { LaunchPermission: { Add: [{ UserId: friend }] } })
  await launch(cloud.ec2({ account: friend }), ImageId)
  const { ReportId = '' } = await ec2.send(
    new CreateImageUsageReportCommand({
      ImageId,
      ResourceTypes: [{ ResourceType: 'ec2:Instance' }],
    }),
  )
  const entries = async () =>
    (await ec2.send(new DescribeImageUsageReportEntriesCommand({ ReportIds: [ReportId] })))
      .ImageUsageReportEntries
  expect(await entries()).toEqual([])
  await wind('10s')
  expect(await entries()).toMatchObject([
    { AccountId: String(account), UsageCount: 1, ResourceType: 'ec2:Instance', ImageId },
    { AccountId: friend, UsageCount: 1 },
  ])
  const reports = async () =>
    (await ec2.send(new DescribeImageUsageReportsCommand({ ImageIds: [ImageId] })))
      .ImageUsageReports
  expect(await reports()).toMatchObject([{ ReportId, State: 'available' }])
  await ec2.send(new DeleteImageUsageReportCommand({ ReportId }))
  expect(await reports()).toEqual([])

  const metadata = await ec2.send(
    new DescribeInstanceImageMetadataCommand({ InstanceIds: [InstanceId] }),
  )
  expect(metadata.InstanceImageMetadata).toMatchObject([
    { InstanceId, ImageMetadata: { ImageId, OwnerId: String(account), IsPublic: false } },
  ])
})

it('a copy of an image can be held to a time, by quarters of an hour', async () => {
  const copy = (minutes: number) =>
    ec2.send(
      new CopyImageCommand({
        Name: 'in-time',
        SourceImageId: amazonLinux,
        SourceRegion: 'ap-northeast-2',
        SnapshotCopyCompletionDurationMinutes: minutes,
      }),
    )
  await expect(copy(20)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await copy(30)
  const { Snapshots } = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }))
  expect(Snapshots).toMatchObject([{ TransferType: 'time-based', CompletionDurationMinutes: 30 }])
})

it('an image knows what it was made from', async () => {
  const InstanceId = await launch(ec2, amazonLinux)
  await wind('60s')
  const { ImageId = '' } = await ec2.send(
    new CreateImageCommand({ InstanceId, Name: 'child', BootModeOverride: 'uefi' }),
  )
  const { ImageAncestryEntries } = await ec2.send(new GetImageAncestryCommand({ ImageId }))
  expect(ImageAncestryEntries).toMatchObject([
    { ImageId, SourceImageId: amazonLinux, SourceImageRegion: 'ap-northeast-2' },
    { ImageId: amazonLinux, ImageOwnerAlias: 'amazon' },
  ])
})
