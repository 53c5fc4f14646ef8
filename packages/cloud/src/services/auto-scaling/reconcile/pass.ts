import type { Context } from '../../../engine/context.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import type { ProcessName } from '../groups/processes.ts'
import { members, type MemberRecord } from '../instances/member.ts'

/** One look at a group. */
export interface Pass {
  readonly ctx: Context
  /** As it is now. */
  readonly group: GroupRecord
  /** As they are now, oldest first. */
  members(): readonly MemberRecord[]
  /** Another look is due then. */
  wakeAt(at: number): void
  /** The earliest of what is due; undefined when nothing is. */
  nextWake(): number | undefined
}

export function beginPass(ctx: Context, begun: GroupRecord): Pass {
  let next: number | undefined
  return {
    ctx,
    get group() {
      return ctx.db.get(groups, begun.id) ?? begun
    },
    members: () => ctx.db.by(members, 'group', begun.id),
    wakeAt(at) {
      next = Math.min(next ?? at, at)
    },
    nextWake: () => next,
  }
}

/** Keeps a changed member; returns it. */
export function change(
  { ctx }: Pass,
  member: MemberRecord,
  changes: Partial<MemberRecord>,
): MemberRecord {
  const { lifecycleState = member.lifecycleState } = changes
  const entered = lifecycleState !== member.lifecycleState
  const changed = { ...member, ...changes, ...(entered && { stateSince: ctx.now }) }
  ctx.db.put(members, changed)
  return changed
}

export function changeGroup(pass: Pass, changes: Partial<GroupRecord>): void {
  pass.ctx.db.put(groups, { ...pass.group, ...changes })
}

export function isSuspended({ suspended }: GroupRecord, process: ProcessName): boolean {
  return suspended[process] !== undefined
}
