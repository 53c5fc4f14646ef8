import type { Context } from '../../../engine/context.ts'
import { diskKey } from '../disk-keys.ts'
import { fastRestores, fastRestoreTimer } from '../fast-snapshot-restores/fast-snapshot-restore.ts'
import { recycle } from '../recycle-bin/recycle-bin.ts'
import { tieringTimer } from './move-tier.ts'
import { snapshots, type SnapshotRecord } from './snapshot.ts'

/** Takes a snapshot away: into the Recycle Bin where a rule keeps it, else for good. */
export function removeSnapshot(ctx: Context, snapshot: SnapshotRecord): void {
  const { id } = snapshot
  ctx.db.delete(snapshots, id)
  ctx.timers.cancel('ec2/snapshot-completed', id)
  ctx.timers.cancel(tieringTimer, id)
  for (const record of ctx.db.by(fastRestores, 'snapshot', id)) {
    ctx.db.delete(fastRestores, record.id)
    ctx.timers.cancel(fastRestoreTimer, record.id)
  }
  if (snapshot.state === 'completed' && recycle(ctx, { kind: 'snapshot', record: snapshot })) return
  ctx.beforeCommit(() => ctx.host.driver.disks.deleteSnapshot(diskKey(ctx, id)))
}
