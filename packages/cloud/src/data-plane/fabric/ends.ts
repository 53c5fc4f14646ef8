import type { GuestTarget } from '../../host.ts'
import { parseAddress } from '../../network/address.ts'
import type { Peer } from '../../network/firewall.ts'
import type { Place } from './region-network.ts'

/** Whence a flow comes: an instance, or a place on the Internet in an account's world ("My computer", a browser, a service's range). */
export type Origin =
  | { readonly kind: 'guest'; readonly target: GuestTarget; readonly address?: string }
  | { readonly kind: 'internet'; readonly account: string; readonly address: string }

/** An end of a question: besides origins, an interface by its id. */
export type End = Origin | InterfaceEnd

export interface InterfaceEnd extends Place {
  readonly kind: 'network-interface'
  readonly id: string
  /** The client's address, where a load balancer shows that to its targets. */
  readonly seenAs?: string
}

export function accountOf(from: End): string {
  return from.kind === 'guest' ? from.target.account : from.account
}

/** Whom the destination sees instead of the interface itself. */
export function preservedPeer({ seenAs }: InterfaceEnd): Peer | undefined {
  const address = seenAs === undefined ? undefined : parseAddress(seenAs)
  return address === undefined ? undefined : { address, text: seenAs ?? '', groups: [] }
}
