import type { Chance, Clock } from '@brume/clock'
import type { Fabric } from '../fabric/fabric.ts'
import type { IdleWatch } from './idle-watch.ts'
import type { BalancerLogs } from './balancer-logs.ts'
import type { Seal } from './seal.ts'
import type { Setups } from './setups.ts'
import type { Tally } from './tally.ts'
import type { TargetAgent } from './target-agent.ts'

/** What serving takes. The same for all balancers. */
export interface BalancerParts {
  readonly setups: Setups
  readonly agent: TargetAgent
  readonly tally: Tally
  readonly log: BalancerLogs
  readonly network: () => Fabric
  /** Browsers forget cookies by it. */
  readonly wall: Clock
  readonly clockOf: (account: string) => Clock
  readonly chanceOf: (account: string) => Chance
  readonly sealOf: (account: string) => Seal
  /** Told of each request whose end is known. */
  readonly served: (exchange: Served) => void
  /** What must not rest for so long, by the account's time. */
  readonly idleWatch: (account: string, idleMs: number) => IdleWatch
}

/** A request of a client, and who answered it. */
export interface Served {
  readonly client: { readonly address: string; readonly port: number }
  /** An instance's id, or the target's address; undefined: the balancer itself. */
  readonly target: string | undefined
}
