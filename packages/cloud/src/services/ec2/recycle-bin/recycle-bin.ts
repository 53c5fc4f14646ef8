import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { diskKey } from '../disk-keys.ts'
import type { ImageRecord } from '../images/image.ts'
import type { SnapshotRecord } from '../snapshots/snapshot.ts'
import type { VolumeRecord } from '../volumes/volume.ts'

/** Something that was deleted and is kept for a time, with the record as it was. */
export type Recycled =
  | { readonly kind: 'snapshot'; readonly record: SnapshotRecord }
  | { readonly kind: 'image'; readonly record: ImageRecord }
  | { readonly kind: 'volume'; readonly record: VolumeRecord }

export type RecycledKind = Recycled['kind']

export type RecycledRecord = Recycled & {
  /** Of what was deleted. */
  readonly id: string
  readonly enteredAt: number
  readonly exitsAt: number
}

export const recycledRecords = collection<RecycledRecord, 'kind'>({
  name: 'ec2/recycled',
  scope: 'region',
  indexes: { kind: ({ kind }) => kind },
})

/** How long a Region keeps what is deleted; AWS sets it through a service of its own, Brume through `/_brume/recycle-bin`. */
interface RetentionRuleRecord {
  readonly id: RecycledKind
  readonly days: number
}

const rules = collection<RetentionRuleRecord>({ name: 'ec2/retention-rule', scope: 'region' })

export const exitTimer = 'ec2/recycle-bin-exit'
const dayMs = 24 * 3_600_000

/** 0 ends the rule; what is in the bin keeps its time. */
export function setRetention(ctx: Context, kind: RecycledKind, days: number): void {
  if (days === 0) ctx.db.delete(rules, kind)
  else ctx.db.put(rules, { id: kind, days })
}

/** Days, where there is a rule. */
export function retentionOf(ctx: Pick<Context, 'db'>, kind: RecycledKind): number | undefined {
  return ctx.db.get(rules, kind)?.days
}

/** Whether a rule keeps what is being deleted: its content must then stay. */
export function recycle(ctx: Context, item: Recycled): boolean {
  const days = retentionOf(ctx, item.kind)
  if (days === undefined) return false
  const { id } = item.record
  const exitsAt = ctx.now + days * dayMs
  ctx.db.put(recycledRecords, { ...item, id, enteredAt: ctx.now, exitsAt })
  ctx.timers.set({ kind: exitTimer, id, at: exitsAt })
  return true
}

/** Takes something out of the bin; undefined where it is not in it. */
export function takeBack<K extends RecycledKind>(
  ctx: Context,
  kind: K,
  id: string,
): Extract<RecycledRecord, { kind: K }> | undefined {
  const found = ctx.db.get(recycledRecords, id)
  if (!isOfKind(found, kind)) return undefined
  ctx.db.delete(recycledRecords, id)
  ctx.timers.cancel(exitTimer, id)
  return found
}

/** What the bin holds of a kind, in the order in which it was deleted. */
export function recycledOf<K extends RecycledKind>(
  ctx: Context,
  kind: K,
): readonly Extract<RecycledRecord, { kind: K }>[] {
  return ctx.db
    .by(recycledRecords, 'kind', kind)
    .filter((item): item is Extract<RecycledRecord, { kind: K }> => isOfKind(item, kind))
}

function isOfKind<K extends RecycledKind>(
  item: RecycledRecord | undefined,
  kind: K,
): item is Extract<RecycledRecord, { kind: K }> {
  return item?.kind === kind
}

/** Its time is over. */
export const onExitTimer: TimerHandler = (ctx, { id }) => {
  const item = ctx.db.get(recycledRecords, id)
  if (!item) return
  ctx.db.delete(recycledRecords, id)
  const { disks } = ctx.host.driver
  if (item.kind === 'snapshot') ctx.beforeCommit(() => disks.deleteSnapshot(diskKey(ctx, id)))
  if (item.kind === 'volume') ctx.beforeCommit(() => disks.deleteVolume(diskKey(ctx, id)))
}
