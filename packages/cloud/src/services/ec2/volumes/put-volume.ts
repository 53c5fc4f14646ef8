import { delays, volumeTypes } from '@brume/ec2-model'
import type { DiskSource } from '@brume/guests'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { newId } from '../ids.ts'
import { checkStorage } from './check-storage.ts'
import type { VolumeShape } from './new-volume.ts'
import { volumes, type VolumeRecord } from './volume.ts'

type NewVolume = VolumeShape &
  Pick<
    VolumeRecord,
    | 'availabilityZone'
    | 'encrypted'
    | 'kmsKeyId'
    | 'snapshotId'
    | 'sourceVolumeId'
    | 'fastRestored'
    | 'initializationRate'
    | 'multiAttachEnabled'
    | 'tags'
  >

/** Stores a volume of this content, which is then created in its time. */
export function putCreatingVolume(ctx: Context, given: NewVolume, from: DiskSource): VolumeRecord {
  checkMultiAttach(given)
  checkStorage(ctx, [given])
  const volume: VolumeRecord = {
    ...given,
    id: newId(ctx.chance, 'vol'),
    createTime: ctx.now,
    state: 'creating',
    attachments: [],
  }
  ctx.db.put(volumes, volume)
  ctx.beforeCommit(() =>
    ctx.host.driver.disks.createVolume(diskKey(ctx, volume.id), volume.sizeGiB, from),
  )
  ctx.timers.set({
    kind: 'ec2/volume-settled',
    id: volume.id,
    at: ctx.now + delays.volumeCreatingMs,
    transition: true,
  })
  return volume
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes-multi.html */
export function checkMultiAttach(
  volume: Pick<VolumeRecord, 'multiAttachEnabled' | 'volumeType'>,
): void {
  if (!volume.multiAttachEnabled || volumeTypes[volume.volumeType].multiAttach) return
  throw new AwsError(
    'InvalidParameterCombination',
    `The parameter MultiAttachEnabled is not supported for ${volume.volumeType} volumes.`,
  )
}
