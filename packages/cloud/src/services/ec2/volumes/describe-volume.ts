import type { Volume, VolumeAttachment } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { FilterFields } from '../filters.ts'
import { volumes, type VolumeAttachment as AttachmentRecord, type VolumeRecord } from './volume.ts'
import { byId, byIndex } from '../narrow.ts'

interface VolumeOwner {
  readonly account: string
  readonly region: string
}

/** The SDK's shape. */
export function toVolume(volume: VolumeRecord, owner: VolumeOwner): Volume {
  return {
    VolumeId: volume.id,
    VolumeType: volume.volumeType,
    Size: volume.sizeGiB,
    Iops: volume.iops,
    Throughput: volume.throughput,
    Encrypted: volume.encrypted,
    KmsKeyId: volume.kmsKeyId,
    SnapshotId: volume.snapshotId ?? '',
    SourceVolumeId: volume.sourceVolumeId,
    AvailabilityZone: volume.availabilityZone,
    AvailabilityZoneId: zoneIdOf(volume.availabilityZone),
    FastRestored: volume.fastRestored ?? false,
    VolumeInitializationRate: volume.initializationRate,
    OwnerId: owner.account,
    VolumeArn: `arn:aws:ec2:${owner.region}:${owner.account}:volume/${volume.id}`,
    Operator: { Managed: false },
    State: volume.state,
    CreateTime: new Date(volume.createTime),
    MultiAttachEnabled: volume.multiAttachEnabled,
    Attachments: volume.attachments.map((attachment) => toAttachment(volume.id, attachment)),
    Tags: [...volume.tags],
  }
}

export function toAttachment(volumeId: string, attachment: AttachmentRecord): VolumeAttachment {
  return {
    VolumeId: volumeId,
    InstanceId: attachment.instanceId,
    Device: attachment.device,
    State: attachment.state,
    AttachTime: new Date(attachment.attachTime),
    DeleteOnTermination: attachment.deleteOnTermination,
  }
}

export const volumeFilters: FilterFields<VolumeRecord> = {
  fields: {
    'attachment.attach-time': (volume) =>
      volume.attachments.map((at) => new Date(at.attachTime).toISOString()),
    'attachment.delete-on-termination': (volume) =>
      volume.attachments.map((at) => at.deleteOnTermination),
    'attachment.device': (volume) => volume.attachments.map((at) => at.device),
    'attachment.instance-id': (volume) => volume.attachments.map((at) => at.instanceId),
    'attachment.status': (volume) => volume.attachments.map((at) => at.state),
    'availability-zone': (volume) => volume.availabilityZone,
    'availability-zone-id': (volume) => zoneIdOf(volume.availabilityZone),
    'create-time': (volume) => new Date(volume.createTime).toISOString(),
    encrypted: (volume) => volume.encrypted,
    'fast-restored': (volume) => volume.fastRestored ?? false,
    'multi-attach-enabled': (volume) => volume.multiAttachEnabled,
    'operator.managed': () => false,
    'operator.principal': () => undefined,
    size: (volume) => volume.sizeGiB,
    'snapshot-id': (volume) => volume.snapshotId,
    status: (volume) => volume.state,
    'volume-id': (volume) => volume.id,
    'volume-type': (volume) => volume.volumeType,
  },
  narrow: {
    'attachment.instance-id': byIndex(volumes, 'instance'),
    'snapshot-id': byIndex(volumes, 'snapshot'),
    'volume-id': byId(volumes),
    status: byIndex(volumes, 'state'),
  },
  tags: (volume) => volume.tags,
}
