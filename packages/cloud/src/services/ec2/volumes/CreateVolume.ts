import type { CreateVolumeCommandInput, CreateVolumeCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { delays } from '@brume/ec2-model'
import { findRegion } from '../../../catalogue/regions.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { findSnapshot } from '../snapshots/snapshot.ts'
import { readTagSpecifications } from '../tags.ts'
import { toVolume } from './describe-volume.ts'
import { ebsKmsKey, encryptsByDefault } from '../ebs-encryption/settings.ts'
import { shapeVolume } from './new-volume.ts'
import { volumes, type VolumeRecord } from './volume.ts'

export const CreateVolume = operation<
  CreateVolumeCommandInput,
  Omit<CreateVolumeCommandOutput, '$metadata'>
>('CreateVolume', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['volume'])('volume')
  const zones = findRegion(ctx.region)?.zones ?? []
  const zone =
    input.AvailabilityZone ?? zones.find(({ id }) => id === input.AvailabilityZoneId)?.name
  if (zone === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter AvailabilityZone',
    )
  }
  if (!zones.some(({ name }) => name === zone)) {
    throw new AwsError('InvalidZone.NotFound', `The zone '${zone}' does not exist.`)
  }
  const snapshot = input.SnapshotId ? findSnapshot(ctx.db, input.SnapshotId) : undefined
  if (snapshot?.state === 'pending') {
    throw new AwsError('IncorrectState', `Snapshot ${snapshot.id} is not in the 'completed' state`)
  }
  const shape = shapeVolume(
    { type: input.VolumeType, sizeGiB: input.Size, iops: input.Iops, throughput: input.Throughput },
    snapshot?.sizeGiB,
    'gp2',
  )
  if (input.MultiAttachEnabled && shape.volumeType !== 'io1' && shape.volumeType !== 'io2') {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameter MultiAttachEnabled is not supported for ${shape.volumeType} volumes.`,
    )
  }
  const byDefault = encryptsByDefault(ctx)
  if (input.KmsKeyId && !input.Encrypted && !snapshot?.encrypted && !byDefault) {
    throw new AwsError(
      'InvalidParameterDependency',
      'The parameter KmsKeyId requires the parameter Encrypted to be set.',
    )
  }
  const encrypted = snapshot?.encrypted || byDefault || (input.Encrypted ?? false)
  const volume: VolumeRecord = {
    ...shape,
    id: `vol-0${ctx.chance.hex(16)}`,
    encrypted,
    ...(encrypted ? { kmsKeyId: input.KmsKeyId ?? snapshot?.kmsKeyId ?? ebsKmsKey(ctx) } : {}),
    snapshotId: snapshot?.id,
    availabilityZone: zone,
    createTime: ctx.now,
    state: 'creating',
    multiAttachEnabled: input.MultiAttachEnabled ?? false,
    attachments: [],
    tags,
  }
  ctx.db.put(volumes, volume)
  ctx.beforeCommit(() => {
    ctx.host.driver.disks.createVolume(
      diskKey(ctx, volume.id),
      volume.sizeGiB,
      snapshot ? { kind: 'snapshot', snapshotId: diskKey(ctx, snapshot.id) } : { kind: 'blank' },
    )
  })
  ctx.timers.set({
    kind: 'ec2/volume-settled',
    id: volume.id,
    at: ctx.now + delays.volumeCreatingMs,
    transition: true,
  })
  return toVolume(volume)
})
