import {
  CopySnapshotCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DeleteSnapshotCommand,
  DeleteVolumeCommand,
  DeregisterImageCommand,
  DescribeImagesCommand,
  DescribeLockedSnapshotsCommand,
  DescribeSnapshotsCommand,
  DescribeSnapshotTierStatusCommand,
  DescribeVolumesCommand,
  DisableSnapshotBlockPublicAccessCommand,
  EnableSnapshotBlockPublicAccessCommand,
  GetSnapshotBlockPublicAccessStateCommand,
  ListImagesInRecycleBinCommand,
  ListSnapshotsInRecycleBinCommand,
  ListVolumesInRecycleBinCommand,
  LockSnapshotCommand,
  ModifySnapshotAttributeCommand,
  ModifySnapshotTierCommand,
  RegisterImageCommand,
  RestoreImageFromRecycleBinCommand,
  RestoreSnapshotFromRecycleBinCommand,
  RestoreSnapshotTierCommand,
  RestoreVolumeFromRecycleBinCommand,
  UnlockSnapshotCommand,
  type CreateVolumeCommandInput,
  type EC2Client,
  type LockSnapshotCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

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
const wind = (by: `${number}${'s' | 'h' | 'd'}`) => cloud.advance(String(account), by)

async function volume(more: Partial<CreateVolumeCommandInput> = {}) {
  const asked = { AvailabilityZone: 'ap-northeast-2a', Size: 8, ...more }
  const { VolumeId = '' } = await ec2.send(new CreateVolumeCommand(asked))
  await wind('3s')
  return VolumeId
}
async function snapshot(more: Partial<CreateVolumeCommandInput> = {}) {
  const { SnapshotId = '' } = await ec2.send(
    new CreateSnapshotCommand({
      VolumeId: await volume(more),
      TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: 'k', Value: 'v' }] }],
    }),
  )
  await wind('20s')
  return SnapshotId
}
async function image(SnapshotId: string) {
  const { ImageId = '' } = await ec2.send(
    new RegisterImageCommand({
      Name: `of-${SnapshotId}`,
      RootDeviceName: '/dev/xvda',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }],
    }),
  )
  return ImageId
}
const share = (SnapshotId: string, to: { UserId?: string; Group?: 'all' }) =>
  ec2.send(
    new ModifySnapshotAttributeCommand({ SnapshotId, CreateVolumePermission: { Add: [to] } }),
  )
const remove = (SnapshotId: string) => ec2.send(new DeleteSnapshotCommand({ SnapshotId }))

describe('a shared snapshot', () => {
  it('is seen, copied and made into volumes by whom it is shared with, and by nobody else', async () => {
    const SnapshotId = await snapshot()
    const friend = String(account + 500)
    const theirs = cloud.ec2({ account: friend })
    const stranger = cloud.ec2({ account: String(account + 501) })
    const there = cloud.ec2({ account: friend, region: 'us-west-2' })
    const create = (who: EC2Client) =>
      who.send(new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', SnapshotId }))
    const missing = { name: 'InvalidSnapshot.NotFound' }
    await expect(create(theirs)).rejects.toMatchObject(missing)
    await share(SnapshotId, { UserId: friend })
    expect((await create(theirs)).Size).toBe(8)
    await expect(create(stranger)).rejects.toMatchObject(missing)
    const { Snapshots } = await theirs.send(
      new DescribeSnapshotsCommand({ RestorableByUserIds: ['self'] }),
    )
    expect(Snapshots).toMatchObject([{ SnapshotId, OwnerId: String(account), Tags: [] }])
    const byTag = { Filters: [{ Name: 'tag:k', Values: ['v'] }] }
    expect((await theirs.send(new DescribeSnapshotsCommand(byTag))).Snapshots).toEqual([])
    const own = { OwnerIds: ['self'] }
    expect((await theirs.send(new DescribeSnapshotsCommand(own))).Snapshots).toEqual([])
    await expect(theirs.send(new DeleteSnapshotCommand({ SnapshotId }))).rejects.toMatchObject(
      missing,
    )
    const copy = new CopySnapshotCommand({
      SourceRegion: 'ap-northeast-2',
      SourceSnapshotId: SnapshotId,
      Encrypted: true,
      CompletionDurationMinutes: 30,
    })
    const { SnapshotId: copied = '' } = await there.send(copy)
    await cloud.advance(friend, '20s')
    const found = await there.send(new DescribeSnapshotsCommand({ SnapshotIds: [copied] }))
    expect(found.Snapshots?.[0]).toMatchObject({
      OwnerId: friend,
      State: 'completed',
      Encrypted: true,
      TransferType: 'time-based',
      CompletionDurationMinutes: 30,
    })
  })

  it('is not public where that is blocked', async () => {
    const SnapshotId = await snapshot()
    const stranger = cloud.ec2({ account: String(account + 500) })
    const seen = async () =>
      (
        await stranger.send(
          new DescribeSnapshotsCommand({
            RestorableByUserIds: ['all'],
            OwnerIds: [String(account)],
          }),
        )
      ).Snapshots?.length
    const block = (State: 'block-new-sharing' | 'block-all-sharing') =>
      ec2.send(new EnableSnapshotBlockPublicAccessCommand({ State }))
    await block('block-new-sharing')
    await expect(share(SnapshotId, { Group: 'all' })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
    })
    await ec2.send(new DisableSnapshotBlockPublicAccessCommand({}))
    await share(SnapshotId, { Group: 'all' })
    expect(await seen()).toBe(1)
    await block('block-all-sharing')
    expect(await seen()).toBe(0)
    const state = await ec2.send(new GetSnapshotBlockPublicAccessStateCommand({}))
    expect(state).toMatchObject({ State: 'block-all-sharing', ManagedBy: 'account' })
  })
})

describe('a lock', () => {
  const lock = (SnapshotId: string, more: Partial<LockSnapshotCommandInput>) =>
    ec2.send(new LockSnapshotCommand({ SnapshotId, LockMode: 'governance', ...more }))
  const unlock = (SnapshotId: string) => ec2.send(new UnlockSnapshotCommand({ SnapshotId }))

  it('in governance mode keeps a snapshot until it is unlocked or expires', async () => {
    const SnapshotId = await snapshot()
    const locked = await lock(SnapshotId, { LockDuration: 2 })
    expect(locked).toMatchObject({ SnapshotId, LockState: 'governance', LockDuration: 2 })
    expect(locked.LockExpiresOn).toEqual(new Date(cloud.now(String(account)) + 48 * 3_600_000))
    await expect(remove(SnapshotId)).rejects.toMatchObject({ name: 'OperationNotPermitted' })
    await unlock(SnapshotId)
    await expect(unlock(SnapshotId)).rejects.toMatchObject({ name: 'IncorrectState' })
    const ExpirationDate = new Date(cloud.now(String(account)) + 3_600_000)
    await lock(SnapshotId, { ExpirationDate })
    const listed = async (state: string) =>
      (
        await ec2.send(
          new DescribeLockedSnapshotsCommand({
            Filters: [{ Name: 'lock-state', Values: [state] }],
          }),
        )
      ).Snapshots
    expect(await listed('governance')).toMatchObject([
      { SnapshotId, OwnerId: String(account), LockExpiresOn: ExpirationDate },
    ])
    await wind('1h')
    expect(await listed('expired')).toHaveLength(1)
    await remove(SnapshotId)
  })

  it('in compliance mode can be taken back only while it cools off, and then only grow', async () => {
    const SnapshotId = await snapshot()
    const compliance = { LockMode: 'compliance' as const, LockDuration: 5 }
    const cooling = await lock(SnapshotId, { ...compliance, CoolOffPeriod: 3 })
    expect(cooling).toMatchObject({ LockState: 'compliance-cooloff', CoolOffPeriod: 3 })
    await unlock(SnapshotId)
    await lock(SnapshotId, compliance)
    await expect(unlock(SnapshotId)).rejects.toMatchObject({ name: 'OperationNotPermitted' })
    await expect(lock(SnapshotId, { LockDuration: 9 })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
    })
    expect((await lock(SnapshotId, { ...compliance, LockDuration: 9 })).LockDuration).toBe(9)
    await wind('9d')
    await remove(SnapshotId)
  })

  it('is refused out of its limits', async () => {
    const SnapshotId = await snapshot()
    const refused = (more: Partial<LockSnapshotCommandInput>) =>
      expect(lock(SnapshotId, more)).rejects
    await refused({}).toMatchObject({ name: 'MissingParameter' })
    await refused({ LockDuration: 36_501 }).toMatchObject({ name: 'InvalidParameterValue' })
    await refused({ LockDuration: 1, CoolOffPeriod: 1 }).toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await refused({ ExpirationDate: new Date(0) }).toMatchObject({ name: 'InvalidParameterValue' })
  })
})

it('an archived snapshot is of no use until it is restored, for a time or for good', async () => {
  const SnapshotId = await snapshot()
  const status = async () =>
    (
      await ec2.send(
        new DescribeSnapshotTierStatusCommand({
          Filters: [{ Name: 'snapshot-id', Values: [SnapshotId] }],
        }),
      )
    ).SnapshotTierStatuses?.[0]
  const archive = () =>
    ec2.send(new ModifySnapshotTierCommand({ SnapshotId, StorageTier: 'archive' }))
  const restore = (more: object) =>
    ec2.send(new RestoreSnapshotTierCommand({ SnapshotId, ...more }))
  expect(await status()).toMatchObject({ StorageTier: 'standard' })
  await archive()
  await expect(archive()).rejects.toMatchObject({ name: 'IncorrectState' })
  await wind('15s')
  expect(await status()).toMatchObject({
    LastTieringOperationStatus: 'archival-in-progress',
    LastTieringProgress: 50,
  })
  await wind('15s')
  expect(await status()).toMatchObject({
    StorageTier: 'archive',
    LastTieringOperationStatus: 'archival-completed',
  })
  await expect(volume({ SnapshotId })).rejects.toMatchObject({ name: 'IncorrectState' })
  await expect(image(SnapshotId)).rejects.toMatchObject({ name: 'IncorrectState' })
  expect(await restore({ TemporaryRestoreDays: 2 })).toMatchObject({
    RestoreDuration: 2,
    IsPermanentRestore: false,
  })
  await wind('30s')
  expect(await status()).toMatchObject({
    LastTieringOperationStatus: 'temporary-restore-completed',
    StorageTier: 'standard',
  })
  await volume({ SnapshotId })
  await wind('2d')
  expect((await status())?.StorageTier).toBe('archive')
  await restore({ PermanentRestore: true })
  await wind('30s')
  expect((await status())?.StorageTier).toBe('standard')
  await expect(restore({ PermanentRestore: true })).rejects.toMatchObject({
    name: 'IncorrectState',
  })
  await image(SnapshotId)
  await expect(archive()).rejects.toMatchObject({ name: 'InvalidSnapshot.InUse' })
})

describe('the Recycle Bin', () => {
  const keep = async (resource: string, days: number) => {
    const answer = await fetch(`${cloud.url}/_brume/recycle-bin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: String(account), region: 'ap-northeast-2', resource, days }),
    })
    return answer.status
  }

  it('keeps nothing without a rule', async () => {
    const SnapshotId = await snapshot()
    await remove(SnapshotId)
    expect((await ec2.send(new ListSnapshotsInRecycleBinCommand({}))).Snapshots).toEqual([])
    await expect(
      ec2.send(new RestoreSnapshotFromRecycleBinCommand({ SnapshotId })),
    ).rejects.toMatchObject({ name: 'InvalidSnapshot.NotFound' })
    expect(await keep('snapshot', 400)).toBe(400)
  })

  it('keeps what is deleted as long as its rule says, and gives it back as it was', async () => {
    for (const resource of ['snapshot', 'image', 'volume']) {
      expect(await keep(resource, 7)).toBe(200)
    }
    const SnapshotId = await snapshot()
    const ImageId = await image(SnapshotId)
    const VolumeId = await volume({ SnapshotId })
    await ec2.send(new DeregisterImageCommand({ ImageId }))
    await remove(SnapshotId)
    await ec2.send(new DeleteVolumeCommand({ VolumeId }))
    const left = new Date(cloud.now(String(account)) + 7 * 86_400_000)
    const bin = async () => [
      (await ec2.send(new ListSnapshotsInRecycleBinCommand({}))).Snapshots,
      (await ec2.send(new ListImagesInRecycleBinCommand({}))).Images,
      (await ec2.send(new ListVolumesInRecycleBinCommand({}))).Volumes,
    ]
    expect(await bin()).toMatchObject([
      [{ SnapshotId, RecycleBinExitTime: left }],
      [{ ImageId, Name: `of-${SnapshotId}` }],
      [{ VolumeId, Size: 8 }],
    ])
    await wind('3s')
    await expect(
      ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] })),
    ).rejects.toMatchObject({ name: 'InvalidVolume.NotFound' })
    await ec2.send(new RestoreSnapshotFromRecycleBinCommand({ SnapshotId }))
    await ec2.send(new RestoreImageFromRecycleBinCommand({ ImageId }))
    await ec2.send(new RestoreVolumeFromRecycleBinCommand({ VolumeId }))
    expect(await bin()).toEqual([[], [], []])
    const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] }))
    expect(Images?.[0]?.State).toBe('available')
    await volume({ SnapshotId })
    await ec2.send(new DeleteVolumeCommand({ VolumeId }))
    await wind('7d')
    expect(await bin()).toEqual([[], [], []])
  })
})
