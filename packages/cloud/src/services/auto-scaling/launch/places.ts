import type { Context } from '../../../engine/context.ts'
import { subnets } from '../../ec2/subnets/subnet.ts'
import type { GroupRecord } from '../groups/group.ts'
import type { MemberRecord } from '../instances/member.ts'

/** Where an instance can be launched. */
export interface Place {
  readonly availabilityZone: string
  readonly subnetId: string
}

/** Where a group has how many instances: changes with each that is launched or chosen to end. */
export interface Spread {
  /** Where there are the fewest first; of a zone's subnets the one with the fewest. Zones in `but` are left out. */
  places(but?: ReadonlySet<string>): readonly Place[]
  countOf(zone: string): number
  add(place: Place, by?: number): void
}

export function spreadOf(
  ctx: Context,
  group: GroupRecord,
  present: readonly MemberRecord[],
): Spread {
  const zones = subnetsByZone(ctx, group)
  const inZone = new Map<string, number>()
  const inSubnet = new Map<string, number>()
  const countOf = (zone: string): number => inZone.get(zone) ?? 0
  const add = ({ availabilityZone, subnetId }: Place, by = 1): void => {
    inZone.set(availabilityZone, countOf(availabilityZone) + by)
    inSubnet.set(subnetId, (inSubnet.get(subnetId) ?? 0) + by)
  }
  for (const member of present) add(member)
  return {
    countOf,
    add,
    places: (but = new Set()) =>
      [...zones]
        .filter(([zone]) => !but.has(zone))
        .toSorted(([a], [b]) => countOf(a) - countOf(b))
        .flatMap(([availabilityZone, ids]) => {
          const [subnetId] = ids.toSorted((a, b) => (inSubnet.get(a) ?? 0) - (inSubnet.get(b) ?? 0))
          return subnetId === undefined ? [] : { availabilityZone, subnetId }
        }),
  }
}

/** The group's zones in its order, with the subnets that there still are in them. */
export function subnetsByZone(
  ctx: Context,
  { zones, subnetIds }: Pick<GroupRecord, 'zones' | 'subnetIds'>,
): ReadonlyMap<string, readonly string[]> {
  const found =
    subnetIds.length > 0
      ? subnetIds.flatMap((id) => ctx.db.get(subnets, id) ?? [])
      : zones.flatMap((zone) =>
          ctx.db.by(subnets, 'zone', zone).filter(({ defaultForAz }) => defaultForAz),
        )
  return new Map(
    zones.map((zone) => [
      zone,
      found.filter(({ availabilityZone }) => availabilityZone === zone).map(({ id }) => id),
    ]),
  )
}
