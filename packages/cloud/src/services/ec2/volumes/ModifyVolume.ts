import type { ModifyVolumeCommandInput, ModifyVolumeCommandOutput } from '@aws-sdk/client-ec2'
import { decideVolume, delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { findVolume } from './find-volume.ts'
import { modifications, modificationState, toModification } from './modification.ts'
import { shapeVolume } from './new-volume.ts'
import { volumes } from './volume.ts'

export const ModifyVolume = operation<
  ModifyVolumeCommandInput,
  Omit<ModifyVolumeCommandOutput, '$metadata'>
>('ModifyVolume', (ctx, input) => {
  const volume = findVolume(ctx.db, input.VolumeId)
  const last = ctx.db.get(modifications, volume.id)
  const verdict = decideVolume('modify', {
    id: volume.id,
    state: volume.state,
    ...(last
      ? {
          modification: modificationState(last, ctx.now),
          sinceModificationMs: ctx.now - last.startTime,
        }
      : {}),
  })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  const sameType = input.VolumeType === undefined || input.VolumeType === volume.volumeType
  const sizeGiB = input.Size ?? volume.sizeGiB
  if (sizeGiB < volume.sizeGiB) {
    throw new AwsError('InvalidParameterValue', 'New size cannot be smaller than existing size')
  }
  const kept = sameType && volume.volumeType !== 'gp2' ? volume : undefined
  const to = shapeVolume(
    {
      type: input.VolumeType ?? volume.volumeType,
      sizeGiB,
      iops: input.Iops ?? kept?.iops,
      throughput: input.Throughput ?? kept?.throughput,
    },
    undefined,
    'gp2',
  )
  const { volumeType, iops, throughput } = volume
  const record = {
    id: volume.id,
    startTime: ctx.now,
    optimizingTime: ctx.now + delays.volumeModifyingMs,
    completeTime: ctx.now + delays.volumeModifyingMs + delays.volumeOptimizingMs,
    from: { volumeType, sizeGiB: volume.sizeGiB, iops, throughput },
    to,
  }
  ctx.db.put(modifications, record)
  ctx.db.put(volumes, {
    ...volume,
    ...to,
    multiAttachEnabled: input.MultiAttachEnabled ?? volume.multiAttachEnabled,
  })
  if (to.sizeGiB > volume.sizeGiB) {
    ctx.beforeCommit(() => ctx.host.driver.disks.resizeVolume(diskKey(ctx, volume.id), to.sizeGiB))
  }
  return { VolumeModification: toModification(ctx, record) }
})
