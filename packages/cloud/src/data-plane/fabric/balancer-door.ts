import type { Duplex } from 'node:stream'
import type { GuestTls, GuestUnreachable } from '@brume/guests'
import type { Place } from './region-network.ts'

/** Load balancers: who takes connections at their interfaces, and what their names stand for. */
export interface BalancerDoor {
  accept(call: BalancerCall): Promise<Duplex | GuestUnreachable>
  /** The addresses of a name of `.elb.`; none where no balancer has it. */
  resolve(account: string, name: string): readonly string[]
  /** Resolves when the network has answered what balancers asked it; true when something came of it. */
  settle(account: string): Promise<boolean>
}

/** A connection that the network let through to a balancer's node. */
export interface BalancerCall extends Place {
  readonly balancerId: string
  readonly networkInterfaceId: string
  /** The node's, as the connection came to it. */
  readonly address: string
  readonly port: number
  readonly client: { readonly address: string; readonly port: number }
  readonly tls?: GuestTls
}
