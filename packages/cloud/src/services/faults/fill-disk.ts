import { Refusal } from '../../refusal.ts'
import { volumes } from '../ec2/volumes/volume.ts'
import { faults, putFault } from './fault.ts'
import { runningInstance, textIn, type FaultKind } from './wish.ts'
import type { Context } from '../../engine/context.ts'

/** A volume, or the root volume of an instance, takes nothing more. */
export const fillDisk: FaultKind = {
  members: ['instanceId', 'volumeId'],
  region: 'required',
  lasts: true,
  make(ctx, wish, durationMs) {
    const volumeId = 'volumeId' in wish ? textIn(wish, 'volumeId', 'a volume') : rootOf(ctx, wish)
    const volume = ctx.db.get(volumes, volumeId)
    if (!volume) throw new Refusal('There is no such volume in this account and Region.', 404)
    if (ctx.db.by(faults, 'target', volumeId).length > 0)
      throw new Refusal('It is full already.', 409)
    ctx.db.put(volumes, { ...volume, full: true })
    return putFault(ctx, { kind: 'fill-disk', region: ctx.region, volumeId }, durationMs)
  },
  end(ctx, fault) {
    if (fault.kind !== 'fill-disk') return
    const volume = ctx.db.get(volumes, fault.volumeId)
    if (volume) ctx.db.put(volumes, { ...volume, full: undefined })
  },
}

function rootOf(ctx: Context, wish: Readonly<Record<string, unknown>>): string {
  const { id, rootDeviceName } = runningInstance(ctx, wish)
  const root = ctx.db
    .by(volumes, 'instance', id)
    .find(({ attachments }) => attachments.some(({ device }) => device === rootDeviceName))
  if (root) return root.id
  throw new Refusal('The root of that instance is no volume.', 409)
}
