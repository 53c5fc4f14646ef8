import type { CopySnapshotCommandInput, CopySnapshotCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { readTagSpecifications } from '../tags.ts'
import { findRegion } from '../../../catalogue/regions.ts'
import { ebsKmsKey, encryptsByDefault } from '../ebs-encryption/settings.ts'
import { findSnapshot, noVolume, putPendingSnapshot } from './snapshot.ts'

export const CopySnapshot = operation<
  CopySnapshotCommandInput,
  Omit<CopySnapshotCommandOutput, '$metadata'>
>('CopySnapshot', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['snapshot'])('snapshot')
  const from = input.SourceRegion ?? ''
  if (!findRegion(from))
    throw new AwsError('InvalidParameterValue', `Invalid source region: ${from}`)
  const source = findSnapshot(ctx.inRegion(from), input.SourceSnapshotId)
  if (source.state !== 'completed') {
    throw new AwsError('IncorrectState', `Snapshot ${source.id} is not in the 'completed' state`)
  }
  const encrypted = source.encrypted || encryptsByDefault(ctx) || (input.Encrypted ?? false)
  const copy = putPendingSnapshot(ctx, {
    id: `snap-0${ctx.chance.hex(16)}`,
    volumeId: noVolume,
    sizeGiB: source.sizeGiB,
    description: input.Description ?? `[Copied ${source.id} from ${from}]`,
    encrypted,
    ...(encrypted ? { kmsKeyId: input.KmsKeyId ?? ebsKmsKey(ctx) } : {}),
    usedBytes: source.usedBytes,
    tags,
  })
  ctx.beforeCommit(() =>
    ctx.host.driver.disks.copySnapshot(
      diskKey(ctx, copy.id),
      diskKey({ account: ctx.account, region: from }, source.id),
    ),
  )
  return { SnapshotId: copy.id, Tags: [...tags] }
})
