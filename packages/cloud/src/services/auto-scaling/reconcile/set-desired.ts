import type { Context } from '../../../engine/context.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import { at, words } from '../activities/sentences.ts'
import { reconcile } from './reconcile.ts'

/**
 * The one way in which a group's capacity changes: at most its maximum, at least its minimum. `cause` is the beginning of
 * AWS's sentence ("a user request explicitly set group desired capacity"); the rest tells from what to what. What the
 * group lacks is launched, what it has too much of is ended, at once. `cooldown`: seconds, where it is not the group's own. Returns the group as it is then.
 */
export function setDesired(
  ctx: Context,
  group: GroupRecord,
  capacity: number,
  cause: string,
  cooldown?: number,
): GroupRecord {
  const wanted = Math.min(group.maxSize, Math.max(group.minSize, capacity))
  const changed = wanted !== group.desiredCapacity
  const changing = words.changing(group.desiredCapacity, wanted)
  const next: GroupRecord = {
    ...group,
    desiredCapacity: wanted,
    ...(changed && {
      cause: at(ctx.now, `${cause} ${changing}`),
      lastScaling: { startedAt: ctx.now, ...(cooldown !== undefined && { cooldown }) },
    }),
    // Whoever asks for capacity anew is not kept waiting for what failed before.
    backOff: undefined,
  }
  ctx.db.put(groups, next)
  reconcile(ctx, group.id)
  return ctx.db.get(groups, group.id) ?? next
}

/** Whether the group is still busy with its last change of capacity, or that ended less than its cooldown ago. */
export function isCoolingDown(
  { now }: Pick<Context, 'now'>,
  { lastScaling, defaultCooldown }: GroupRecord,
): boolean {
  if (!lastScaling) return false
  const { endedAt, cooldown = defaultCooldown } = lastScaling
  return endedAt === undefined || endedAt + cooldown * 1000 > now
}
