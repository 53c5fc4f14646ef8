import type { Change } from '../../engine/collection.ts'
import { loadBalancers } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import type { Place } from '../fabric/region-network.ts'
import { ZoneCounts } from './zone-counts.ts'

/** What balancers did, by balancer and zone, until the minute is asked for. */
export class Tally {
  readonly #balancers = new Map<string, Map<string, ZoneCounts>>()

  zone(place: Place, balancerId: string, zone: string): ZoneCounts {
    const key = keyOf(place, balancerId)
    let zones = this.#balancers.get(key)
    if (!zones) this.#balancers.set(key, (zones = new Map()))
    let counts = zones.get(zone)
    if (!counts) zones.set(zone, (counts = new ZoneCounts()))
    return counts
  }

  /** By zone; undefined where nobody ever came. */
  of(place: Place, balancerId: string): ReadonlyMap<string, ZoneCounts> | undefined {
    return this.#balancers.get(keyOf(place, balancerId))
  }

  follow({ account, region = '', type, id, deleted }: Change): void {
    if (type === loadBalancers.name && deleted) {
      this.#balancers.delete(keyOf({ account, region }, id))
    }
  }
}

function keyOf({ account, region }: Place, id: string): string {
  return `${account}/${region}/${id}`
}
