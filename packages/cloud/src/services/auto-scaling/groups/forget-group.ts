import type { Collection, Stored } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { hooks } from '../lifecycle-hooks/hook.ts'
import { notices, notifications } from '../notifications/notice.ts'
import { groups, reconcileTimer, type GroupRecord } from './group.ts'

/** The group is gone, with all that was kept for it; its history stays as long as AWS keeps it. */
export function forgetGroup(ctx: Context, { id }: GroupRecord): void {
  ctx.timers.cancel(reconcileTimer, id)
  forget(ctx, hooks, id)
  forget(ctx, notifications, id)
  forget(ctx, notices, id)
  ctx.db.delete(groups, id)
}

function forget<R extends Stored>(ctx: Context, of: Collection<R, 'group'>, group: string): void {
  for (const { id } of ctx.db.by(of, 'group', group)) ctx.db.delete(of, id)
}
