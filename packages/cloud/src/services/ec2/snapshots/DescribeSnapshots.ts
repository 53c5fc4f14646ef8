import type {
  DescribeSnapshotsCommandInput,
  DescribeSnapshotsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findVisible, isPublic, sharedSnapshots } from './find-snapshot.ts'
import { progressAt, snapshots, toSnapshot, type SnapshotRecord } from './snapshot.ts'
import { tierOf } from './tier.ts'
import { byId, byIndex, candidates } from '../narrow.ts'

/**
 * Lists own, shared and public snapshots.
 * @differs AWS publishes none here.
 */
export const DescribeSnapshots = operation<
  DescribeSnapshotsCommandInput,
  Omit<DescribeSnapshotsCommandOutput, '$metadata'>
>('DescribeSnapshots', (ctx, input) => {
  const ids = input.SnapshotIds ?? []
  const owners = input.OwnerIds ?? []
  const restorable = input.RestorableByUserIds ?? []
  const mine = (id: string) => id === 'self' || id === ctx.account
  // The commonest question needs no look at what others share.
  const isOwn = owners.length > 0 && owners.every(mine)
  const own = () => candidates(ctx.db, snapshots, input.Filters, narrow)
  const listed = () => (isOwn ? own() : [...own(), ...sharedSnapshots(ctx)])
  const named = ids.length ? ids.map((id) => findVisible(ctx, id)) : listed()
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
      'storage-tier': (snapshot) => tierOf(snapshot, ctx.now),
      'transfer-type': (snapshot) =>
        snapshot.completionMinutes === undefined ? 'standard' : 'time-based',
      'volume-id': (snapshot) => snapshot.volumeId,
      'volume-size': (snapshot) => snapshot.sizeGiB,
    },
    tags: (snapshot) => (snapshot.ownerId === ctx.account ? snapshot.tags : []),
  }
  for (const owner of [...owners, ...restorable]) {
    if (!/^(\d{12}|self|amazon|all)$/.test(owner))
      throw new AwsError('InvalidUserID.Malformed', `Invalid user id: "${owner}"`)
  }
  const isOwnedBy = (snapshot: SnapshotRecord, owner: string) =>
    owner === 'all' || snapshot.ownerId === (owner === 'self' ? ctx.account : owner)
  const isRestorableBy = (snapshot: SnapshotRecord, user: string) => {
    if (user === 'all') return isPublic(ctx.db, snapshot)
    const account = user === 'self' ? ctx.account : user
    return snapshot.ownerId === account || snapshot.sharedWith.includes(account)
  }
  const passes = compileFilters('DescribeSnapshots', input.Filters, fields)
  const page = paginate(ctx, 'DescribeSnapshots', named, input, {
    keyOf: (snapshot) => snapshot.id,
    matches: (snapshot) =>
      (owners.length === 0 || owners.some((id) => isOwnedBy(snapshot, id))) &&
      (restorable.length === 0 || restorable.some((id) => isRestorableBy(snapshot, id))) &&
      passes(snapshot),
    ids: { name: 'snapshotSet', given: ids.length > 0 },
  })
  return {
    Snapshots: page.items.map((snapshot) => toSnapshot(snapshot, ctx)),
    NextToken: page.nextToken,
  }
})

const narrow = {
  'snapshot-id': byId(snapshots),
  'volume-id': byIndex(snapshots, 'volume'),
}
