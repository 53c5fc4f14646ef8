import type { ModifyVolumeCommandInput, ModifyVolumeCommandOutput } from '@aws-sdk/client-ec2'
import { decideVolume, delays, modificationLimit, volumeTypes } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { instances } from '../instances/instance.ts'
import { checkStorage } from './check-storage.ts'
import { findVolume } from './find-volume.ts'
import {
  modifications,
  modificationState,
  startModification,
  toModification,
  type ModifiedShape,
} from './modification.ts'
import { shapeVolume } from './new-volume.ts'
import { checkMultiAttach } from './put-volume.ts'
import { volumes, type VolumeRecord } from './volume.ts'

/**
 * Changes size, type, IOPS, throughput or Multi-Attach while in use; the guest sees the larger disk.
 * @limits Only larger; a wait before the next change.
 * @differs Modifying and optimizing take seconds.
 */
export const ModifyVolume = operation<
  ModifyVolumeCommandInput,
  Omit<ModifyVolumeCommandOutput, '$metadata'>
>('ModifyVolume', (ctx, input) => {
  const volume = findVolume(ctx.db, input.VolumeId)
  const last = ctx.db.get(modifications, volume.id)
  const verdict = decideVolume('modify', {
    id: volume.id,
    state: volume.state,
    now: ctx.now,
    ...(last
      ? { modification: modificationState(last, ctx.now), modifiedAt: last.startTimes }
      : {}),
  })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  const to = readTarget(volume, input)
  checkTarget(ctx, volume, to)
  const isSame = to.volumeType === volume.volumeType
  checkStorage(ctx, [
    {
      volumeType: to.volumeType,
      sizeGiB: to.sizeGiB - (isSame ? volume.sizeGiB : 0),
      iops: (to.iops ?? 0) - (isSame ? (volume.iops ?? 0) : 0),
    },
  ])
  const { volumeType, sizeGiB, iops, throughput, multiAttachEnabled } = volume
  const optimizingTime = ctx.now + delays.volumeModifyingMs
  const record = {
    id: volume.id,
    startTime: ctx.now,
    optimizingTime,
    completeTime: optimizingTime + delays.volumeOptimizingMs,
    from: { volumeType, sizeGiB, iops, throughput, multiAttachEnabled },
    to,
    startTimes: [...(last?.startTimes ?? []), ctx.now].slice(-modificationLimit.count),
  }
  startModification(ctx, record)
  ctx.db.put(volumes, { ...volume, ...to })
  if (to.sizeGiB > sizeGiB) {
    ctx.beforeCommit(() => ctx.host.driver.disks.resizeVolume(diskKey(ctx, volume.id), to.sizeGiB))
  }
  return { VolumeModification: toModification(ctx, record) }
})

function readTarget(volume: VolumeRecord, input: ModifyVolumeCommandInput): ModifiedShape {
  const { Size, VolumeType, Iops, Throughput, MultiAttachEnabled } = input
  const asked = [Size, VolumeType, Iops, Throughput, MultiAttachEnabled]
  if (asked.every((member) => member === undefined)) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter size, volumeType, iops, throughput or multiAttachEnabled',
    )
  }
  const sizeGiB = Size ?? volume.sizeGiB
  if (sizeGiB < volume.sizeGiB) {
    throw new AwsError('InvalidParameterValue', 'New size cannot be smaller than existing size')
  }
  const type = VolumeType ?? volume.volumeType
  // Speed is kept within a type; another type begins with its default, which for all that take IOPS is 3,000.
  const kept = type === volume.volumeType && volumeTypes[type].iops ? volume : undefined
  const fresh = type !== volume.volumeType && volumeTypes[type].iops ? 3_000 : undefined
  const shape = shapeVolume(
    {
      type,
      sizeGiB,
      iops: Iops ?? kept?.iops ?? fresh,
      throughput: Throughput ?? (volumeTypes[type].throughput ? kept?.throughput : undefined),
    },
    undefined,
    type,
  )
  return { ...shape, multiAttachEnabled: MultiAttachEnabled ?? volume.multiAttachEnabled }
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html */
function checkTarget(ctx: Context, volume: VolumeRecord, to: ModifiedShape): void {
  if (volume.multiAttachEnabled) checkShared(volume, to)
  else if (to.multiAttachEnabled && volume.volumeType === 'io1') {
    throw new AwsError(
      'InvalidParameterCombination',
      'Multi-Attach cannot be enabled for io1 volumes after creation.',
    )
  }
  checkMultiAttach(to)
  const isRoot = volume.attachments.some(
    ({ instanceId, device }) => ctx.db.get(instances, instanceId)?.rootDeviceName === device,
  )
  if (isRoot && !volumeTypes[to.volumeType].bootable) {
    throw new AwsError(
      'InvalidParameterValue',
      `Volumes of type '${to.volumeType}' cannot be used as root device.`,
    )
  }
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes-multi.html#considerations */
function checkShared(volume: VolumeRecord, to: ModifiedShape): void {
  const changes = to.volumeType !== volume.volumeType
  const grows = to.sizeGiB !== volume.sizeGiB || to.iops !== volume.iops
  if (changes || (grows && volume.volumeType === 'io1')) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The ${changes ? 'type' : 'size and IOPS'} of a Multi-Attach enabled ${volume.volumeType} volume cannot be modified.`,
    )
  }
  if (!to.multiAttachEnabled && volume.attachments.length > 1) {
    throw new AwsError(
      'IncorrectState',
      `Multi-Attach cannot be disabled while volume '${volume.id}' is attached to more than one instance.`,
    )
  }
}
