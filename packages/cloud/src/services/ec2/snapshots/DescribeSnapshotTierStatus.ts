import type {
  DescribeSnapshotTierStatusCommandInput,
  DescribeSnapshotTierStatusCommandOutput,
  SnapshotTierStatus,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { snapshots, type SnapshotRecord } from './snapshot.ts'
import { isDone, tieringStatus, tierOf } from './tier.ts'

/** Lists snapshots with their tier and the last move between tiers. */
export const DescribeSnapshotTierStatus = operation<
  DescribeSnapshotTierStatusCommandInput,
  Omit<DescribeSnapshotTierStatusCommandOutput, '$metadata'>
>('DescribeSnapshotTierStatus', (ctx, input) => {
  const found = ctx.db.all(snapshots).filter(
    compileFilters('DescribeSnapshotTierStatus', input.Filters, {
      fields: {
        'last-tiering-operation': ({ tiering }) => tiering && tieringStatus(tiering, ctx.now),
        'snapshot-id': (snapshot) => snapshot.id,
        'volume-id': (snapshot) => snapshot.volumeId,
      },
      tags: (snapshot) => snapshot.tags,
    }),
  )
  const page = paginate(ctx, 'DescribeSnapshotTierStatus', found, input, {
    keyOf: (snapshot) => snapshot.id,
  })
  return {
    SnapshotTierStatuses: page.items.map((snapshot) => toTierStatus(snapshot, ctx.now)),
    NextToken: page.nextToken,
  }
})

function toTierStatus(snapshot: SnapshotRecord, now: number): SnapshotTierStatus {
  const { tiering } = snapshot
  const whole = {
    SnapshotId: snapshot.id,
    VolumeId: snapshot.volumeId,
    Status: snapshot.state,
    OwnerId: snapshot.ownerId,
    Tags: [...snapshot.tags],
    StorageTier: tierOf(snapshot, now),
  }
  if (!tiering) return whole
  const { startTime, completeTime, archivedAt, restoreExpiresAt } = tiering
  const passed = (now - startTime) / Math.max(1, completeTime - startTime)
  return {
    ...whole,
    LastTieringStartTime: new Date(startTime),
    LastTieringProgress: isDone(tiering, now) ? 100 : Math.min(99, Math.floor(passed * 100)),
    LastTieringOperationStatus: tieringStatus(tiering, now),
    ArchivalCompleteTime: now >= archivedAt ? new Date(archivedAt) : undefined,
    RestoreExpiryTime: restoreExpiresAt === undefined ? undefined : new Date(restoreExpiresAt),
  }
}
