import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { isSnapshotSharedWith } from '../snapshots/find-snapshot.ts'
import { snapshots, type SnapshotRecord } from '../snapshots/snapshot.ts'
import type { ImageRecord } from './image.ts'

/** A snapshot that an image names, with the image's owner; undefined for what the catalogue's images name. */
export function lookUpImageSnapshot(
  ctx: Context,
  image: ImageRecord,
  id: string,
  region: string = ctx.region,
): SnapshotRecord | undefined {
  if (image.ownerId === ctx.account) {
    const own = ctx.inRegion(region).get(snapshots, id)
    if (own) return own
  }
  // An image may also be made of a snapshot that its owner was given to use.
  const others = ctx.othersIn(region)
  const owner = others.find(({ account }) => account === image.ownerId)
  const found = owner?.db.get(snapshots, id)
  if (found) return found
  for (const { db } of others) {
    const snapshot = db.get(snapshots, id)
    if (snapshot && isSnapshotSharedWith(db, snapshot, image.ownerId)) return snapshot
  }
  return undefined
}

/** To launch from an image that is shared is one thing, to copy its storage another: the snapshots must be shared too. */
export function checkStorageAccess(ctx: Context, image: ImageRecord, region: string): void {
  if (image.ownerId === ctx.account) return
  for (const { ebs } of image.blockDevices) {
    const snapshot = ebs?.snapshotId && lookUpImageSnapshot(ctx, image, ebs.snapshotId, region)
    if (!snapshot || snapshot.ownerId === ctx.account) continue
    const owner = ctx.othersIn(region).find(({ account }) => account === snapshot.ownerId)
    if (owner && isSnapshotSharedWith(owner.db, snapshot, ctx.account)) continue
    throw new AwsError(
      'InvalidRequest',
      'You do not have permission to access the storage of this ami',
    )
  }
}
