import { decideVolume } from '@brume/ec2-model'
import type { Records } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { adoptCopy, type DiskCopies } from '../disk-copies.ts'
import { instances } from '../instances/instance.ts'
import type { Tag } from '../tag.ts'
import type { VolumeRecord } from '../volumes/volume.ts'
import { putPendingSnapshot, snapshots, type SnapshotRecord } from './snapshot.ts'

/** A snapshot of a volume from the copy of its content; throws when the volume's state forbids one. */
export function snapshotVolume(
  ctx: Context,
  volume: VolumeRecord,
  copies: DiskCopies,
  given: { readonly description: string; readonly tags: readonly Tag[] },
): SnapshotRecord {
  const verdict = decideVolume('snapshot', { id: volume.id, state: volume.state })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  const pending = ctx.db
    .by(snapshots, 'volume', volume.id)
    .filter(({ state }) => state === 'pending')
  const isHdd = volume.volumeType === 'st1' || volume.volumeType === 'sc1'
  checkQuota(ctx, isHdd ? 'concurrentHddSnapshots' : 'concurrentSnapshots', pending.length)
  const copy = copies.get(volume.id)
  const snapshot = putPendingSnapshot(ctx, {
    id: `snap-0${ctx.chance.hex(16)}`,
    volumeId: volume.id,
    sizeGiB: volume.sizeGiB,
    encrypted: volume.encrypted,
    ...(volume.kmsKeyId ? { kmsKeyId: volume.kmsKeyId } : {}),
    usedBytes: copy?.usedBytes ?? 0,
    ...rootOf(ctx.db, volume),
    ...given,
  })
  adoptCopy(ctx, snapshot.id, copy)
  return snapshot
}

/** The distribution on a volume that is, or was made from, a root disk. */
function rootOf(db: Records, volume: VolumeRecord) {
  for (const { instanceId, device } of volume.attachments) {
    const instance = db.get(instances, instanceId)
    if (instance?.rootDeviceName === device) return { distribution: instance.distribution }
  }
  const origin = volume.snapshotId ? db.get(snapshots, volume.snapshotId) : undefined
  return origin?.distribution ? { distribution: origin.distribution } : {}
}
