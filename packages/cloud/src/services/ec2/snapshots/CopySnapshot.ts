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
import { readCompletion } from './read-completion.ts'
import { noVolume, putPendingSnapshot } from './snapshot.ts'

/** Copies a snapshot with its content, also from another Region or an account that shares it. */
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
  const copy = putPendingSnapshot(ctx, {
    id: newId(ctx.chance, 'snap'),
    volumeId: noVolume,
    sizeGiB: source.sizeGiB,
    description: input.Description ?? `[Copied ${source.id} from ${from}]`,
    // A copy has the key that it is given, or its Region's default: never its source's.
    ...chooseEncryption(ctx, input, { encrypted: source.encrypted }),
    usedBytes: source.usedBytes,
    ...(source.distribution ? { distribution: source.distribution } : {}),
    ...readCompletion('CompletionDurationMinutes', input.CompletionDurationMinutes),
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
