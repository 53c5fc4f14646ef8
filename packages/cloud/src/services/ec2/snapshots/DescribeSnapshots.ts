import type {
  DescribeSnapshotsCommandInput,
  DescribeSnapshotsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findSnapshot, progressAt, snapshots, toSnapshot, type SnapshotRecord } from './snapshot.ts'

export const DescribeSnapshots = operation<
  DescribeSnapshotsCommandInput,
  Omit<DescribeSnapshotsCommandOutput, '$metadata'>
>('DescribeSnapshots', (ctx, input) => {
  const ids = input.SnapshotIds ?? []
  const named = ids.length ? ids.map((id) => findSnapshot(ctx.db, id)) : ctx.db.all(snapshots)
  const fields: FilterFields<SnapshotRecord> = {
    fields: {
      description: (snapshot) => snapshot.description,
      encrypted: (snapshot) => snapshot.encrypted,
      'owner-alias': () => undefined,
      'owner-id': (snapshot) => snapshot.ownerId,
      progress: (snapshot) => `${progressAt(snapshot, ctx.now)}%`,
      'snapshot-id': (snapshot) => snapshot.id,
      'start-time': (snapshot) => new Date(snapshot.startTime).toISOString(),
      status: (snapshot) => snapshot.state,
      'storage-tier': () => 'standard',
      'transfer-type': () => 'standard',
      'volume-id': (snapshot) => snapshot.volumeId,
      'volume-size': (snapshot) => snapshot.sizeGiB,
    },
    tags: (snapshot) => snapshot.tags,
  }
  const owners = input.OwnerIds ?? []
  const restorable = input.RestorableByUserIds ?? []
  for (const owner of [...owners, ...restorable]) {
    if (!/^(\d{12}|self|amazon|all)$/.test(owner))
      throw new AwsError('InvalidUserID.Malformed', `Invalid user id: "${owner}"`)
  }
  const mine = (id: string) => id === 'self' || id === ctx.account
  const found = named
    .filter(() => owners.length === 0 || owners.some(mine))
    .filter(
      (snapshot) =>
        restorable.length === 0 ||
        restorable.some((id) => mine(id) || (id === 'all' && snapshot.public)),
    )
    .filter(compileFilters('DescribeSnapshots', input.Filters, fields))
  const page = paginate(ctx, 'DescribeSnapshots', found, input, {
    keyOf: (snapshot) => snapshot.id,
    ids: { name: 'snapshotSet', given: ids.length > 0 },
  })
  return {
    Snapshots: page.items.map((snapshot) => toSnapshot(snapshot, ctx.now)),
    NextToken: page.nextToken,
  }
})
