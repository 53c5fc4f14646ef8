import { zonesOf } from '../../catalogue/regions.ts'
import { Refusal } from '../../refusal.ts'
import { followGroupMember } from '../auto-scaling/instances/follow-member.ts'
import { instances } from '../ec2/instances/instance.ts'
import { findZoneOutage, putFault } from './fault.ts'
import { textIn, type FaultKind } from './wish.ts'

/** An Availability Zone, by name or id, is away: no launches, no network, status checks fail. */
export const zoneOutage: FaultKind = {
  members: ['zone'],
  region: 'required',
  lasts: true,
  make(ctx, wish, durationMs) {
    const asked = textIn(wish, 'zone', 'an Availability Zone')
    const zones = zonesOf(ctx.region)
    const zone = zones.find(({ name, id }) => name === asked || id === asked)?.name
    if (zone === undefined) {
      const names = zones.map(({ name }) => name).join(', ')
      throw new Refusal(`"zone" is an Availability Zone of ${ctx.region}: ${names}.`)
    }
    if (findZoneOutage(ctx.db, zone)) throw new Refusal('That zone is away already.', 409)
    for (const instance of ctx.db.all(instances))
      if (instance.availabilityZone === zone) followGroupMember(ctx, instance)
    return putFault(ctx, { kind: 'zone-outage', region: ctx.region, zone }, durationMs)
  },
}
