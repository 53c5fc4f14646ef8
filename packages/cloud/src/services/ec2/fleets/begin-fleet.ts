import type { Context } from '../../../engine/context.ts'
import { fleetEndTimer, fleets, fleetTimer, type FleetRecord } from './fleet.ts'
import { tell } from './fleet-events.ts'
import { activate } from './fleet-timers.ts'

/** Keeps a new fleet and begins with it, now or at its time. */
export function beginFleet(ctx: Context, fleet: FleetRecord): FleetRecord {
  ctx.db.put(fleets, fleet)
  tell(ctx, fleet.id, { type: 'fleet-change', subType: 'submitted' })
  const { id, validFrom = ctx.now, validUntil } = fleet
  if (validUntil !== undefined) ctx.timers.set({ kind: fleetEndTimer, id, at: validUntil })
  if (validFrom <= ctx.now) return activate(ctx, fleet)
  ctx.timers.set({ kind: fleetTimer, id, at: validFrom })
  return fleet
}
