import type { FlowEnd, FlowProtocol, HopRule } from '@brume/ec2-model'
import type { Address } from './address.ts'
import type { Peer } from './firewall.ts'
import type { Route } from './routes.ts'
import type { InterfaceAddress, NetworkInterface, NetworkView } from './view.ts'
import { Walk } from './walk.ts'

export interface Flow {
  /** An interface, with the one of its addresses that is used (default: its first of the destination's family); or a place outside all VPCs. */
  readonly source:
    | {
        readonly networkInterface: NetworkInterface
        readonly address?: string
        /** Whose address the destination sees instead: a network load balancer keeps its clients'. */
        readonly preserved?: Peer
      }
    | { readonly address: string }
  /** An address as the caller names it, or an interface, by the address that is right for this caller. */
  readonly destination: string | NetworkInterface
  readonly protocol: FlowProtocol
  /** ICMP: 0; it stands for a ping. */
  readonly port: number
  /** Default: one out of every system's range of such ports. */
  readonly sourcePort?: number
  /** Ends whose groups follow this connection already, and ask no more. */
  readonly established?: { readonly source: boolean; readonly destination: boolean }
}

/** One end as it is inside a VPC. */
export interface Inside {
  readonly eni: NetworkInterface
  readonly own: InterfaceAddress
}

export interface Target {
  readonly text: string
  /** Undefined when the text is no address, or the interface meant has none for this caller. */
  readonly address: Address | undefined
  readonly meant: NetworkInterface | undefined
  readonly shown: FlowEnd
}

/** Nothing listens where the flow goes. */
export interface Closed {
  readonly id: string
  readonly instanceId: string | undefined
  /** Of the way there. */
  readonly hops: number
}

/** What the packets of the way back pass, noted on the way there. */
export interface BackStep {
  readonly end: 'source' | 'destination'
  readonly run: () => boolean
}

const usualSourcePort = 49_152

/** A flow on its way: what it asks for, where it has been, and what its answers will meet. Its legs are functions that say whether it goes on. */
export class Journey {
  readonly view: NetworkView
  readonly flow: Flow
  readonly walk: Walk
  readonly back: BackStep[] = []
  closed: Closed | undefined
  /** The interface at which the flow arrives. */
  reached: NetworkInterface | undefined
  /** The source's interface, and those of instances that have passed the packet on. */
  readonly forwarders: string[] = []

  constructor(view: NetworkView, flow: Flow) {
    this.view = view
    this.flow = flow
    const { protocol, port, sourcePort = usualSourcePort } = flow
    const nowhere = { address: '' }
    this.walk = new Walk({ protocol, port, sourcePort }, nowhere, nowhere)
  }
}

export function endOf({ id, instance }: NetworkInterface, address: string): FlowEnd {
  return {
    address,
    networkInterfaceId: id,
    ...(instance && { instanceId: instance.id }),
  }
}

/** Somebody who shows an address and no groups. */
export function outsider(address: Address, text: string): Peer {
  return { address, text, groups: [] }
}

export function shownRoute(route: Route): HopRule {
  return { kind: 'route', destination: route.block.text, target: route.target.id }
}
