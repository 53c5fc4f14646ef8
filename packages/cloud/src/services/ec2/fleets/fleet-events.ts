import type { Context } from '../../../engine/context.ts'
import { fleetEvents, type FleetEventRecord } from './fleet.ts'

/** Adds a line to a fleet's history. */
export function tell(
  ctx: Context,
  fleetId: string,
  event: Pick<FleetEventRecord, 'type' | 'subType' | 'description' | 'instanceId'>,
): void {
  const number = ctx.db.by(fleetEvents, 'fleet', fleetId).length + 1
  ctx.db.put(fleetEvents, { id: `${fleetId}/${number}`, fleetId, time: ctx.now, ...event })
}
