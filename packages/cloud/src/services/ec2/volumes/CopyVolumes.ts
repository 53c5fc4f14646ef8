import type { CopyVolumesCommandInput, CopyVolumesCommandOutput } from '@aws-sdk/client-ec2'
import { decideVolume } from '@brume/ec2-model'
import { preparedOperation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { copyDisks, type DiskCopies } from '../disk-copies.ts'
import { chooseEncryption } from '../ebs-encryption/choose-encryption.ts'
import { readTagSpecifications } from '../tags.ts'
import { toVolume } from './describe-volume.ts'
import { findVolume } from './find-volume.ts'
import { shapeVolume } from './new-volume.ts'
import { putCreatingVolume } from './put-volume.ts'
import { volumes } from './volume.ts'

/** Copies a volume as it is at this moment, in the same zone. */
export const CopyVolumes = preparedOperation<
  CopyVolumesCommandInput,
  Omit<CopyVolumesCommandOutput, '$metadata'>,
  DiskCopies
>(
  'CopyVolumes',
  async (input, context) => {
    const id = input.SourceVolumeId ?? ''
    const exists = context.read((ctx) => ctx.db.get(volumes, id) !== undefined)
    return copyDisks(context, exists ? [id] : [])
  },
  (ctx, input, prepared) => {
    const tags = readTagSpecifications(input.TagSpecifications, ['volume'])('volume')
    const source = findVolume(ctx.db, input.SourceVolumeId)
    const verdict = decideVolume('snapshot', { id: source.id, state: source.state })
    if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
    const sizeGiB = input.Size ?? source.sizeGiB
    if (sizeGiB < source.sizeGiB) {
      throw new AwsError(
        'InvalidParameterValue',
        `Volume of size ${sizeGiB}GB is smaller than the source volume, expect size >= ${source.sizeGiB}GB`,
      )
    }
    const shape = shapeVolume(
      { type: input.VolumeType, sizeGiB, iops: input.Iops, throughput: input.Throughput },
      undefined,
      'gp2',
    )
    const copy = prepared.get(source.id)
    const volume = putCreatingVolume(
      ctx,
      {
        ...shape,
        ...chooseEncryption(ctx, input, source),
        availabilityZone: source.availabilityZone,
        sourceVolumeId: source.id,
        multiAttachEnabled: input.MultiAttachEnabled ?? false,
        tags,
      },
      copy ? { kind: 'snapshot', snapshotId: copy.key } : { kind: 'blank' },
    )
    if (copy) ctx.beforeCommit(() => ctx.host.driver.disks.deleteSnapshot(copy.key))
    return { Volumes: [toVolume(volume, ctx)] }
  },
)
