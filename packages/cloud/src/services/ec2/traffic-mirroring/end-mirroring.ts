import type { Context } from '../../../engine/context.ts'
import { mirrorSessions, mirrorTargets } from './traffic-mirroring.ts'

/** Whether a session sends its copies to the interface. */
export function isMirrorTarget(ctx: Context, networkInterfaceId: string): boolean {
  return ctx.db
    .by(mirrorTargets, 'interface', networkInterfaceId)
    .some(({ id }) => ctx.db.countBy(mirrorSessions, 'target', id) > 0)
}

/** An interface is about to go: the sessions of its traffic go with it, and those that end at it. */
export function endMirroring(ctx: Context, networkInterfaceId: string): void {
  for (const { id } of ctx.db.by(mirrorSessions, 'interface', networkInterfaceId)) {
    ctx.db.delete(mirrorSessions, id)
  }
  for (const target of ctx.db.by(mirrorTargets, 'interface', networkInterfaceId)) {
    for (const { id } of ctx.db.by(mirrorSessions, 'target', target.id)) {
      ctx.db.delete(mirrorSessions, id)
    }
    ctx.db.delete(mirrorTargets, target.id)
  }
}
