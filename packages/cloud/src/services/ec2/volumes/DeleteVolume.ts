import type { DeleteVolumeCommandInput, DeleteVolumeCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decideVolume, delays } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { recycle } from '../recycle-bin/recycle-bin.ts'
import { diskKey } from '../disk-keys.ts'
import { findVolume } from './find-volume.ts'
import { volumes } from './volume.ts'

/** Deletes a volume that is not attached, into the Recycle Bin where a rule keeps it. */
export const DeleteVolume = operation<
  DeleteVolumeCommandInput,
  Omit<DeleteVolumeCommandOutput, '$metadata'>
>('DeleteVolume', (ctx, input) => {
  const volume = findVolume(ctx.db, input.VolumeId)
  const instanceId = volume.attachments[0]?.instanceId
  const verdict = decideVolume('delete', {
    id: volume.id,
    state: volume.state,
    ...(instanceId ? { instanceId } : {}),
  })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  ctx.db.put(volumes, { ...volume, state: 'deleting' })
  if (!recycle(ctx, { kind: 'volume', record: volume })) {
    ctx.beforeCommit(() => ctx.host.driver.disks.deleteVolume(diskKey(ctx, volume.id)))
  }
  ctx.timers.set({
    kind: 'ec2/volume-settled',
    id: volume.id,
    at: ctx.now + delays.volumeDeletingMs,
    transition: true,
  })
  return {}
})
