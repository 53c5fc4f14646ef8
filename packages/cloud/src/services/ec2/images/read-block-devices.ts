import type { BlockDeviceMapping } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { chooseEncryption } from '../ebs-encryption/choose-encryption.ts'
import { findRestorable } from '../snapshots/find-snapshot.ts'
import { shapeVolume } from '../volumes/new-volume.ts'
import type { ImageBlockDevice } from './image.ts'

/** Block devices of an image as callers give them, defaults filled in; `NoDevice` entries are left out. */
export function readBlockDevices(
  ctx: Context,
  mappings: readonly BlockDeviceMapping[] | undefined,
): readonly ImageBlockDevice[] {
  return (mappings ?? [])
    .filter((mapping) => mapping.NoDevice === undefined)
    .map(({ DeviceName = '', VirtualName, Ebs }): ImageBlockDevice => {
      if (!Ebs) return { deviceName: DeviceName, virtualName: VirtualName }
      const snapshot = Ebs.SnapshotId ? findRestorable(ctx, Ebs.SnapshotId) : undefined
      const shape = shapeVolume(
        {
          type: Ebs.VolumeType,
          sizeGiB: Ebs.VolumeSize,
          iops: Ebs.Iops,
          throughput: Ebs.Throughput,
        },
        snapshot?.sizeGiB,
        'gp2',
      )
      return {
        deviceName: DeviceName,
        ebs: {
          ...shape,
          ...(snapshot ? { snapshotId: snapshot.id } : {}),
          ...chooseEncryption(ctx, Ebs, snapshot),
          deleteOnTermination: Ebs.DeleteOnTermination ?? true,
        },
      }
    })
}
