import { loadBalancers } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import type { Change } from '../../engine/collection.ts'
import type { Place } from '../fabric/region-network.ts'

const keptLines = 5000

/** Access logs. S3 is not there to take them: the newest lines of each balancer that writes one are kept in memory. */
export class BalancerLogs {
  readonly #lines = new Map<string, string[]>()

  write(place: Place, balancerId: string, line: string): void {
    const key = keyOf(place, balancerId)
    let kept = this.#lines.get(key)
    if (!kept) this.#lines.set(key, (kept = []))
    kept.push(line)
    // Seldom, and then many at once.
    if (kept.length > keptLines * 1.2) kept.splice(0, kept.length - keptLines)
  }

  /** Oldest first. */
  read(place: Place, balancerId: string): readonly string[] {
    return this.#lines.get(keyOf(place, balancerId))?.slice(-keptLines) ?? []
  }

  follow({ account, region = '', type, id, deleted }: Change): void {
    if (type === loadBalancers.name && deleted) this.#lines.delete(keyOf({ account, region }, id))
  }
}

function keyOf({ account, region }: Place, id: string): string {
  return `${account}/${region}/${id}`
}
