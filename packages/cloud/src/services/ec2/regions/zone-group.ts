import { edgeZonesOf, type EdgeZone } from '../../../catalogue/edge-zones.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** A group of Local Zones or Wavelength Zones that the account has opted into. */
export interface ZoneGroupRecord {
  /** The group's name. */
  readonly id: string
  readonly since: number
}

export const zoneGroups = collection<ZoneGroupRecord>({
  name: 'ec2/availability-zone-group',
  scope: 'region',
})

export function hasOptedIn({ db }: Pick<Context, 'db'>, { group }: EdgeZone): boolean {
  return db.get(zoneGroups, group) !== undefined
}

/** The zone of that name or id, if it is one outside the Region's own. */
export function findEdgeZone(region: string, nameOrId: string | undefined): EdgeZone | undefined {
  return edgeZonesOf(region).find(({ name, id }) => name === nameOrId || id === nameOrId)
}
