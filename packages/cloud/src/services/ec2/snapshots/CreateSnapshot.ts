import type { CreateSnapshotCommandInput, CreateSnapshotCommandOutput } from '@aws-sdk/client-ec2'
import { preparedOperation } from '../../../engine/operation.ts'
import { decideVolume } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { adoptCopy, copyDisks, type DiskCopies } from '../disk-copies.ts'
import { instances } from '../instances/instance.ts'
import { readTagSpecifications } from '../tags.ts'
import { findVolume } from '../volumes/find-volume.ts'
import { volumes, type VolumeRecord } from '../volumes/volume.ts'
import type { Records } from '../../../engine/collection.ts'
import { putPendingSnapshot, snapshots, toSnapshot } from './snapshot.ts'

export const CreateSnapshot = preparedOperation<
  CreateSnapshotCommandInput,
  Omit<CreateSnapshotCommandOutput, '$metadata'>,
  DiskCopies
>(
  'CreateSnapshot',
  async (input, context) => {
    const id = input.VolumeId ?? ''
    const exists = context.read((ctx) => ctx.db.get(volumes, id) !== undefined)
    return copyDisks(context, exists ? [id] : [])
  },
  (ctx, input, prepared) => {
    const tags = readTagSpecifications(input.TagSpecifications, ['snapshot'])('snapshot')
    const volume = findVolume(ctx.db, input.VolumeId)
    const verdict = decideVolume('snapshot', { id: volume.id, state: volume.state })
    if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
    const copy = prepared.get(volume.id)
    const snapshot = putPendingSnapshot(ctx, {
      id: `snap-0${ctx.chance.hex(16)}`,
      volumeId: volume.id,
      sizeGiB: volume.sizeGiB,
      description: input.Description ?? '',
      encrypted: volume.encrypted,
      ...(volume.kmsKeyId ? { kmsKeyId: volume.kmsKeyId } : {}),
      usedBytes: copy?.usedBytes ?? 0,
      ...rootOf(ctx.db, volume),
      tags,
    })
    adoptCopy(ctx, snapshot.id, copy)
    return toSnapshot(snapshot, ctx.now)
  },
)

/** The distribution on a volume that is, or was made from, a root disk. */
function rootOf(db: Records, volume: VolumeRecord) {
  for (const { instanceId, device } of volume.attachments) {
    const instance = db.get(instances, instanceId)
    if (instance?.rootDeviceName === device) return { distribution: instance.distribution }
  }
  const origin = volume.snapshotId ? db.get(snapshots, volume.snapshotId) : undefined
  return origin?.distribution ? { distribution: origin.distribution } : {}
}
