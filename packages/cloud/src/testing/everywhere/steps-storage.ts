import { step, type Step } from './step.ts'
import type { Ids } from './world.ts'

const volume = (AvailabilityZone = 'ap-northeast-2a') => ({
  AvailabilityZone,
  Size: 4,
  VolumeType: 'gp3',
})
export const storageSteps: readonly Step[] = [
  step('CreateVolume', volume(), { volume: 'VolumeId' }),
  step('CreateVolume', volume(), { dataVolume: 'VolumeId' }),
  step('AttachVolume', (id) => ({
    VolumeId: id('dataVolume'),
    InstanceId: id('plain'),
    Device: '/dev/sdf',
  })),
  step('CreateVolume', volume(), { recycledVolume: 'VolumeId' }),
  step('DeleteVolume', (id) => ({ VolumeId: id('recycledVolume') })),
  ...['snapshot', 'bareSnapshot', 'lockedSnapshot', 'archivedSnapshot', 'recycledSnapshot'].map(
    (name) =>
      step('CreateSnapshot', (id: Ids) => ({ VolumeId: id('volume') }), { [name]: 'SnapshotId' }),
  ),
  step('DescribeSnapshots', { OwnerIds: ['self'] }),
  step('LockSnapshot', (id) => ({
    SnapshotId: id('lockedSnapshot'),
    LockMode: 'governance',
    LockDuration: 10,
  })),
  step('ModifySnapshotTier', (id) => ({
    SnapshotId: id('archivedSnapshot'),
    StorageTier: 'archive',
  })),
  step('DeleteSnapshot', (id) => ({ SnapshotId: id('recycledSnapshot') })),
  step('EnableFastSnapshotRestores', (id) => ({
    SourceSnapshotIds: [id('snapshot')],
    AvailabilityZones: ['ap-northeast-2a'],
  })),
  ...['golden', 'disabled', 'recycled'].map((name) =>
    step('CreateImage', (id: Ids) => ({ InstanceId: id('stopped'), Name: name }), {
      [`${name}Image`]: 'ImageId',
    }),
  ),
  step('DescribeImages', { Owners: ['self'] }),
  step('DisableImage', (id) => ({ ImageId: id('disabledImage') })),
  step('EnableImageDeregistrationProtection', (id) => ({ ImageId: id('disabledImage') })),
  step('DeregisterImage', (id) => ({ ImageId: id('recycledImage') })),
  step(
    'CreateImageUsageReport',
    (id) => ({ ImageId: id('goldenImage'), ResourceTypes: [{ ResourceType: 'ec2:Instance' }] }),
    { report: 'ReportId' },
  ),
  step('CreateReplaceRootVolumeTask', (id) => ({ InstanceId: id('instance') }), {
    task: 'ReplaceRootVolumeTask.ReplaceRootVolumeTaskId',
  }),
]
