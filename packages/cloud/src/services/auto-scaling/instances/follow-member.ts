import type { Context } from '../../../engine/context.ts'
import { reconcileTimer } from '../groups/group.ts'
import { members } from './member.ts'

/** An instance has come into another state, or its target has: if it is a member, its group looks at it. */
export function followGroupMember(ctx: Context, instance: { readonly id: string }): void {
  const member = ctx.db.get(members, instance.id)
  if (member) wakeGroup(ctx, member.group)
}

/** ELB tells of a target's new state. */
export function followTargetHealth(ctx: Context, target: { readonly targetId: string }): void {
  followGroupMember(ctx, { id: target.targetId })
}

export function wakeGroup(ctx: Context, name: string): void {
  ctx.timers.set({ kind: reconcileTimer, id: name, at: ctx.now })
}
