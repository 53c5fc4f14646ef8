import type {
  DescribeLockedSnapshotsCommandInput,
  DescribeLockedSnapshotsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findSnapshot } from './find-snapshot.ts'
import { lockState, toLock } from './lock.ts'
import { snapshots } from './snapshot.ts'

/** Lists locked snapshots with mode and end. */
export const DescribeLockedSnapshots = operation<
  DescribeLockedSnapshotsCommandInput,
  Omit<DescribeLockedSnapshotsCommandOutput, '$metadata'>
>('DescribeLockedSnapshots', (ctx, input) => {
  const ids = input.SnapshotIds ?? []
  const named = ids.length ? ids.map((id) => findSnapshot(ctx.db, id)) : ctx.db.all(snapshots)
  const found = named
    .filter(({ lock }) => lock !== undefined)
    .filter(
      compileFilters('DescribeLockedSnapshots', input.Filters, {
        fields: { 'lock-state': (snapshot) => lockState(snapshot, ctx.now) },
      }),
    )
  const page = paginate(ctx, 'DescribeLockedSnapshots', found, input, {
    keyOf: (snapshot) => snapshot.id,
    ids: { name: 'snapshotSet', given: ids.length > 0 },
  })
  return {
    Snapshots: page.items.map((snapshot) => toLock(snapshot, ctx.now)),
    NextToken: page.nextToken,
  }
})
