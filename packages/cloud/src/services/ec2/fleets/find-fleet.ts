import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances, type InstanceRecord } from '../instances/instance.ts'
import { fleets, type FleetRecord } from './fleet.ts'

const idForm = /^fleet-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function isFleetId(id: string): boolean {
  return idForm.test(id)
}

/** Spot Fleets are another kind of request, with calls of their own. */
export function lookUpFleet(ctx: Context, id: string): FleetRecord | undefined {
  const found = ctx.db.get(fleets, id)
  return found?.spotFleet ? undefined : found
}

export function findFleet(ctx: Context, id: string | undefined): FleetRecord {
  const found = lookUpFleet(ctx, id ?? '')
  if (found) return found
  if (id === undefined || !isFleetId(id)) {
    throw new AwsError('InvalidFleetId.Malformed', `Invalid id: "${id ?? ''}"`)
  }
  throw new AwsError('InvalidFleetId.NotFound', `The fleet ID '${id}' does not exist`)
}

/** The instances of a fleet that count: all that are not on their way out. */
export function instancesOf(ctx: Context, { id }: FleetRecord): readonly InstanceRecord[] {
  return ctx.db
    .by(instances, 'fleet', id)
    .filter(({ state }) => state !== 'terminated' && state !== 'shutting-down')
}

/** How much of its target a fleet has, of one lifecycle or of both. */
export function fulfilled(
  ctx: Context,
  fleet: FleetRecord,
  lifecycle?: 'spot' | 'on-demand',
): number {
  return instancesOf(ctx, fleet)
    .filter((each) => !lifecycle || (each.lifecycle === 'spot') === (lifecycle === 'spot'))
    .reduce((sum, { fleet: part }) => sum + (part?.weight ?? 1), 0)
}
