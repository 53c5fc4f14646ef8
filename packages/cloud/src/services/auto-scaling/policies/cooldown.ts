import type { GroupRecord } from '../groups/group.ts'

/** Whether a group is busy with its last change of capacity, or that ended less than its cooldown ago. */
export function isCooling({ lastScaling, defaultCooldown }: GroupRecord, nowMs: number): boolean {
  if (!lastScaling) return false
  const { endedAt } = lastScaling
  return endedAt === undefined || endedAt + defaultCooldown * 1000 > nowMs
}
