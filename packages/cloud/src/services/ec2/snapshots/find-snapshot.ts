import { decideSnapshot } from '@brume/ec2-model'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { blocksSharing } from '../block-public-access/block-public-access.ts'
import { tierOf } from './tier.ts'
import { snapshots, type SnapshotRecord } from './snapshot.ts'

export function checkSnapshotId(id: string): void {
  if (/^snap-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${id}) for parameter snapshotId is invalid. Expected: 'snap-...'.`,
  )
}

/** The account's own. Throws for a malformed id and for one that does not exist. */
export function findSnapshot(db: Pick<ReadRecords, 'get'>, id: string | undefined): SnapshotRecord {
  const snapshot = db.get(snapshots, readId(id))
  if (!snapshot) throw snapshotNotFound(id ?? '')
  return snapshot
}

/** The account's own or one that another account shares with it; its content lies with its owner. */
export function findVisible(
  ctx: Context,
  id: string | undefined,
  region: string = ctx.region,
): SnapshotRecord {
  const own = ctx.inRegion(region).get(snapshots, readId(id))
  if (own) return own
  for (const { db } of ctx.othersIn(region)) {
    const snapshot = db.get(snapshots, id ?? '')
    if (snapshot && isSnapshotSharedWith(db, snapshot, ctx.account)) return snapshot
  }
  throw snapshotNotFound(id ?? '')
}

/** One that a volume can be made of now. */
export function findRestorable(ctx: Context, id: string | undefined): SnapshotRecord {
  const snapshot = findVisible(ctx, id)
  checkSnapshot('createVolume', snapshot, ctx.now)
  return snapshot
}

/** Throws the life-cycle table's refusal. */
export function checkSnapshot(
  action: 'createVolume' | 'registerImage' | 'copy',
  snapshot: SnapshotRecord,
  now: number,
): void {
  const archived = tierOf(snapshot, now) === 'archive'
  const verdict = decideSnapshot(action, { id: snapshot.id, state: snapshot.state, archived })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
}

/** What other accounts share with this one, publicly or by name. */
export function sharedSnapshots(ctx: Context): readonly SnapshotRecord[] {
  return ctx.othersIn(ctx.region).flatMap(({ db }) => {
    const found = new Set([
      ...db.by(snapshots, 'sharedWith', ctx.account),
      ...db.by(snapshots, 'sharedWith', 'all'),
    ])
    return [...found].filter((snapshot) => isSnapshotSharedWith(db, snapshot, ctx.account))
  })
}

export function isSnapshotSharedWith(
  db: ReadRecords,
  snapshot: SnapshotRecord,
  account: string,
): boolean {
  return snapshot.sharedWith.includes(account) || isPublic(db, snapshot)
}

/** Public, unless its owner has since blocked all public sharing. */
export function isPublic(db: ReadRecords, snapshot: SnapshotRecord): boolean {
  return snapshot.public && blocksSharing(db, 'snapshots') !== 'all'
}

function readId(id: string | undefined): string {
  if (id === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter SnapshotId')
  checkSnapshotId(id)
  return id
}

export function snapshotNotFound(id: string): AwsError {
  return new AwsError('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`)
}
