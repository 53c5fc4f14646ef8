import {
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeFastSnapshotRestoresCommand,
  DescribeSnapshotTierStatusCommand,
  DescribeVolumesModificationsCommand,
  EnableFastSnapshotRestoresCommand,
  ModifySnapshotTierCommand,
  ModifyVolumeCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ speed: 'instant' })
})
afterAll(() => cloud.close())

it('in an instant world what storage has under way is over by the next call', async () => {
  const ec2 = cloud.ec2()
  const zone = 'ap-northeast-2a'
  const { VolumeId } = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: zone, Size: 8 }))
  await ec2.send(new ModifyVolumeCommand({ VolumeId, Size: 9 }))
  const { VolumesModifications } = await ec2.send(new DescribeVolumesModificationsCommand({}))
  expect(VolumesModifications).toMatchObject([{ ModificationState: 'completed', Progress: 100 }])
  const { SnapshotId = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId }))
  const asked = { SourceSnapshotIds: [SnapshotId], AvailabilityZones: [zone] }
  await ec2.send(new EnableFastSnapshotRestoresCommand(asked))
  const fast = await ec2.send(new DescribeFastSnapshotRestoresCommand({}))
  expect(fast.FastSnapshotRestores).toMatchObject([{ State: 'enabled' }])
  const { SnapshotId: other } = await ec2.send(new CreateSnapshotCommand({ VolumeId }))
  await ec2.send(new ModifySnapshotTierCommand({ SnapshotId: other, StorageTier: 'archive' }))
  const tiers = await ec2.send(
    new DescribeSnapshotTierStatusCommand({
      Filters: [{ Name: 'snapshot-id', Values: [other ?? ''] }],
    }),
  )
  expect(tiers.SnapshotTierStatuses).toMatchObject([{ StorageTier: 'archive' }])
})
