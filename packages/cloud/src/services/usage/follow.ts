import type { Records } from '../../engine/collection.ts'
import type { Follower } from '../../engine/engine.ts'
import { usage, type Metered, type UsageRecord } from '../../metering/usage.ts'
import type { Use } from './record-meter.ts'
import { meters } from './meters.ts'

/**
 * Opens and closes stretches of usage as records change, in the same transaction: whatever an operation, a timer or a guest
 * did, and however it failed, usage says what the records say.
 */
export const followUsage: Follower = ({ changes, recordsIn, now }) => {
  for (const { region, type, id, before, after } of changes) {
    const meter = meters.get(type)
    const shown = after ?? before
    if (!meter || !shown) continue
    const place = meter.regionOf?.(shown) ?? region
    const db = recordsIn(place)
    settle(db, meter.resourceOf?.(shown) ?? id, after && meter.use(after, db), now)
    for (const other of meter.alsoChanged?.(shown, db) ?? []) {
      settle(db, other.id, meter.use(other, db), now)
    }
  }
}

const nothing: Use = { metered: [] }

/** Makes the open stretches of a resource what it uses from now on. */
export function settle(db: Records, resource: string, use: Use = nothing, now: number): void {
  const wanted = new Map(use.metered.map((metered) => [metered.meter, metered]))
  for (const open of db.by(usage, 'open', resource)) {
    const next = wanted.get(open.meter)
    wanted.delete(open.meter)
    if (next && isSame(open, next)) continue
    close(db, open, next === undefined, use.waived === true, now)
    if (next) begin(db, resource, next, open.startedAt, now)
  }
  for (const metered of wanted.values()) begin(db, resource, metered, now, now)
}

function begin(
  db: Records,
  resource: string,
  metered: Metered,
  startedAt: number,
  from: number,
): void {
  db.put(usage, { ...metered, id: `${resource}/${metered.meter}`, resource, from, startedAt })
}

function close(db: Records, open: UsageRecord, last: boolean, waived: boolean, to: number): void {
  db.delete(usage, open.id)
  // What changed twice in a moment has used nothing in between.
  if (to === open.from && !last) return
  const id = `${open.id}/${open.from}`
  const again = db.get(usage, id)
  db.put(usage, {
    ...open,
    // A use that begins and ends twice in a millisecond is charged twice.
    id: again ? `${id}/${to}/${db.count(usage)}` : id,
    to,
    ...(last && { last }),
    ...(last && waived && { waived }),
  })
  if (!last || !waived) return
  for (const part of db.by(usage, 'resource', open.resource)) {
    const isPart = part.meter === open.meter && part.startedAt === open.startedAt
    if (isPart && !part.waived) db.put(usage, { ...part, waived: true })
  }
}

function isSame(open: UsageRecord, next: Metered): boolean {
  return (
    open.quantity === next.quantity &&
    open.zone === next.zone &&
    open.type === next.type &&
    open.platform === next.platform &&
    open.tenancy === next.tenancy &&
    open.spot === next.spot &&
    open.reservation === next.reservation &&
    open.idle === next.idle &&
    isSameTags(open.tags, next.tags)
  )
}

function isSameTags(a: Metered['tags'], b: Metered['tags']): boolean {
  if (a === b) return true
  return (
    a.length === b.length &&
    a.every(({ Key, Value }, at) => b[at]?.Key === Key && b[at]?.Value === Value)
  )
}
