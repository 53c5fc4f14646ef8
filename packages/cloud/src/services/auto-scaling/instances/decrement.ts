import type { Context } from '../../../engine/context.ts'
import { validationError } from '../errors.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import type { MemberRecord } from './member.ts'

/** The desired capacity goes down with those that leave; not below the minimum. `verb`: `To detach`. */
export function decrement(
  ctx: Context,
  group: GroupRecord,
  leaving: readonly MemberRecord[],
  verb: string,
): void {
  const { minSize, maxSize, desiredCapacity } = group
  const by = leaving.reduce((sum, { weight }) => sum + weight, 0)
  if (desiredCapacity - by < minSize) {
    throw validationError(
      `AutoScalingGroup ${group.id} has min-size=${minSize}, max-size=${maxSize}, and desired-size=${desiredCapacity}. ${verb} ${leaving.length} more instance${leaving.length > 1 ? 's' : ''}, please update the AutoScalingGroup sizes appropriately.`,
    )
  }
  ctx.db.put(groups, { ...group, desiredCapacity: desiredCapacity - by })
}
