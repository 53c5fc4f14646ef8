import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { instances } from '../instances/instance.ts'
import { fleets, type FleetRecord } from './fleet.ts'
import { tell } from './fleet-events.ts'
import { endAll, fulfil } from './fulfil.ts'

/** From here on the fleet has, or tries to have, its capacity. */
export function activate(ctx: Context, fleet: FleetRecord): FleetRecord {
  const active = { ...fleet, state: 'active' } as const
  tell(ctx, fleet.id, { type: 'fleet-change', subType: 'active' })
  return fulfil(ctx, active)
}

/** Ends a fleet; its instances go with it, or are nobody's from now on. */
export function endFleet(
  ctx: Context,
  fleet: FleetRecord,
  terminateInstances: boolean,
): FleetRecord {
  const state = terminateInstances ? 'deleted_terminating' : 'deleted_running'
  tell(ctx, fleet.id, { type: 'fleet-change', subType: state })
  const ended: FleetRecord = { ...fleet, state }
  ctx.db.put(fleets, ended)
  if (terminateInstances) endAll(ctx, ended)
  return settleDeleted(ctx, ended)
}

function settleDeleted(ctx: Context, fleet: FleetRecord): FleetRecord {
  const left = ctx.db.by(instances, 'fleet', fleet.id).some(({ state }) => state !== 'terminated')
  if (left) return fleet
  tell(ctx, fleet.id, { type: 'fleet-change', subType: 'deleted' })
  const deleted = { ...fleet, state: 'deleted' } as const
  ctx.db.put(fleets, deleted)
  return deleted
}

export const onFleetTimer: TimerHandler = (ctx, { id }) => {
  const fleet = ctx.db.get(fleets, id)
  if (!fleet) return
  if (fleet.state === 'submitted') activate(ctx, fleet)
  else if (fleet.state === 'active' && fleet.type === 'maintain') fulfil(ctx, fleet)
  else if (fleet.state === 'deleted_running' || fleet.state === 'deleted_terminating') {
    settleDeleted(ctx, fleet)
  }
}

export const onFleetEndTimer: TimerHandler = (ctx, { id }) => {
  const fleet = ctx.db.get(fleets, id)
  if (!fleet || (fleet.state !== 'active' && fleet.state !== 'submitted')) return
  endFleet(ctx, fleet, fleet.terminateWithExpiration)
}
