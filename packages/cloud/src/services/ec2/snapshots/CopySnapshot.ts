import type { CopySnapshotCommandInput, CopySnapshotCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRegion } from '../../../catalogue/regions.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { chooseEncryption } from '../ebs-encryption/choose-encryption.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { checkSnapshot, findVisible } from './find-snapshot.ts'
import { noVolume, putPendingSnapshot } from './snapshot.ts'

export const CopySnapshot = operation<
  CopySnapshotCommandInput,
  Omit<CopySnapshotCommandOutput, '$metadata'>
>('CopySnapshot', (ctx, input) => {
  refuseMembers('CopySnapshot', input, ['DestinationOutpostArn', 'DestinationAvailabilityZone'])
  const tags = readTagSpecifications(input.TagSpecifications, ['snapshot'])('snapshot')
  const from = input.SourceRegion ?? ''
  if (!findRegion(from))
    throw new AwsError('InvalidParameterValue', `Invalid source region: ${from}`)
  const source = findVisible(ctx, input.SourceSnapshotId, from)
  checkSnapshot('copy', source, ctx.now)
  const completionMinutes = readCompletion(input.CompletionDurationMinutes)
  const copy = putPendingSnapshot(ctx, {
    id: newId(ctx.chance, 'snap'),
    volumeId: noVolume,
    sizeGiB: source.sizeGiB,
    description: input.Description ?? `[Copied ${source.id} from ${from}]`,
    // A copy has the key that it is given, or its Region's default: never its source's.
    ...chooseEncryption(ctx, input, { encrypted: source.encrypted }),
    usedBytes: source.usedBytes,
    ...(source.distribution ? { distribution: source.distribution } : {}),
    ...(completionMinutes === undefined ? {} : { completionMinutes }),
    tags,
  })
  ctx.beforeCommit(() =>
    ctx.host.driver.disks.copySnapshot(
      diskKey(ctx, copy.id),
      diskKey({ account: source.ownerId, region: from }, source.id),
    ),
  )
  return { SnapshotId: copy.id, Tags: [...tags] }
})

/** https://docs.aws.amazon.com/ebs/latest/userguide/time-based-copies.html: quarters of an hour, up to two days. */
function readCompletion(minutes: number | undefined): number | undefined {
  if (minutes === undefined) return undefined
  if (minutes >= 15 && minutes <= 2_880 && minutes % 15 === 0) return minutes
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${minutes}) for parameter CompletionDurationMinutes is invalid. Expecting a multiple of 15 from 15 to 2880.`,
  )
}
