import type { CreateVolumeCommandInput, CreateVolumeCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { chooseEncryption } from '../ebs-encryption/choose-encryption.ts'
import { isFastRestored } from '../fast-snapshot-restores/fast-snapshot-restore.ts'
import { findRestorable } from '../snapshots/find-snapshot.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toVolume } from './describe-volume.ts'
import { shapeVolume } from './new-volume.ts'
import { putCreatingVolume } from './put-volume.ts'
import { readZone } from './read-zone.ts'

/**
 * Makes a volume, blank or of a snapshot's content.
 * @limits Size, IOPS and throughput by type.
 */
export const CreateVolume = operation<
  CreateVolumeCommandInput,
  Omit<CreateVolumeCommandOutput, '$metadata'>
>('CreateVolume', (ctx, input) => {
  refuseMembers('CreateVolume', input, ['OutpostArn', 'Operator'])
  const tags = readTagSpecifications(input.TagSpecifications, ['volume'])('volume')
  const availabilityZone = readZone(ctx, input)
  const snapshot = input.SnapshotId ? findRestorable(ctx, input.SnapshotId) : undefined
  const shape = shapeVolume(
    { type: input.VolumeType, sizeGiB: input.Size, iops: input.Iops, throughput: input.Throughput },
    snapshot?.sizeGiB,
    'gp2',
  )
  const volume = putCreatingVolume(
    ctx,
    {
      ...shape,
      ...chooseEncryption(ctx, input, snapshot),
      availabilityZone,
      snapshotId: snapshot?.id,
      ...(snapshot && isFastRestored(ctx, snapshot.id, availabilityZone)
        ? { fastRestored: true }
        : {}),
      initializationRate: readInitializationRate(input),
      multiAttachEnabled: input.MultiAttachEnabled ?? false,
      tags,
    },
    snapshot
      ? {
          kind: 'snapshot',
          snapshotId: diskKey({ account: snapshot.ownerId, region: ctx.region }, snapshot.id),
        }
      : { kind: 'blank' },
  )
  return toVolume(volume, ctx)
})

/** https://docs.aws.amazon.com/ebs/latest/userguide/initalize-volume.html: 100 to 300 MiB/s, of a snapshot. */
function readInitializationRate(input: CreateVolumeCommandInput): number | undefined {
  const rate = input.VolumeInitializationRate
  if (rate === undefined) return undefined
  if (!input.SnapshotId) {
    throw new AwsError(
      'InvalidParameterDependency',
      'The parameter VolumeInitializationRate requires the parameter SnapshotId to be set.',
    )
  }
  if (rate >= 100 && rate <= 300) return rate
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${rate}) for parameter VolumeInitializationRate is invalid. Expecting a value between 100 and 300.`,
  )
}
