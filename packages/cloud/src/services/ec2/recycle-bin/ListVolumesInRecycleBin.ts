import type {
  ListVolumesInRecycleBinCommandInput,
  ListVolumesInRecycleBinCommandOutput,
} from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { checkVolumeId } from '../volumes/find-volume.ts'
import { binTimes, listRecycled } from './list-recycled.ts'

/**
 * Lists deleted volumes that a retention rule keeps.
 * @differs Retention is set by `/_brume/recycle-bin`.
 */
export const ListVolumesInRecycleBin = operation<
  ListVolumesInRecycleBinCommandInput,
  Omit<ListVolumesInRecycleBinCommandOutput, '$metadata'>
>('ListVolumesInRecycleBin', (ctx, input) => {
  for (const id of input.VolumeIds ?? []) checkVolumeId(id)
  const page = listRecycled(ctx, 'ListVolumesInRecycleBin', 'volume', input.VolumeIds, input)
  return {
    Volumes: page.items.map((item) => ({
      VolumeId: item.id,
      VolumeType: item.record.volumeType,
      State: item.record.state,
      Size: item.record.sizeGiB,
      Iops: item.record.iops,
      Throughput: item.record.throughput,
      AvailabilityZone: item.record.availabilityZone,
      AvailabilityZoneId: zoneIdOf(item.record.availabilityZone),
      SourceVolumeId: item.record.sourceVolumeId,
      SnapshotId: item.record.snapshotId,
      CreateTime: new Date(item.record.createTime),
      ...binTimes(item),
    })),
    NextToken: page.nextToken,
  }
})
