/**
 * What the network says to a flow: the hops that its packets meet, the one that stops it, and what would open the way. The
 * embedded cloud decides by it, the console draws it.
 */
export interface FlowDecision {
  /** Dropped: the caller hears nothing and times out. Refused: the host answers that nothing listens there. */
  readonly verdict: 'allowed' | 'dropped' | 'refused'
  readonly protocol: FlowProtocol
  /** 0 for ICMP. */
  readonly port: number
  /** Addresses as the two ends see themselves: private ones inside a VPC. */
  readonly source: FlowEnd
  readonly destination: FlowEnd
  /** The source's address as the destination sees it: behind a gateway, the public one. */
  readonly seenAs: string
  /** In the order in which packets meet them, the way back after the way there; the last one is the one that blocks. */
  readonly path: readonly Hop[]
  readonly blockedAt?: Hop
  /** The least change that opens `blockedAt`; absent where no single change does. */
  readonly fix?: Fix
}

export type FlowProtocol = 'tcp' | 'udp' | 'icmp'

export interface FlowEnd {
  readonly address: string
  readonly networkInterfaceId?: string
  readonly instanceId?: string
}

/** One thing that a packet meets. */
export interface Hop {
  readonly kind: HopKind
  /** Of the resource (`sg-0…`); an address where it is not one of the cloud's records. */
  readonly id: string
  /** Whose interface, subnet, or VPC it belongs to. */
  readonly end: 'source' | 'destination'
  readonly way: 'there' | 'back'
  readonly verdict: 'passed' | 'blocked'
  readonly reason: HopReason
  /** What the sentence for `reason` speaks of: `port`, `address`, `from`, `to`, `state`, `target`, `destination`, `cidr`. */
  readonly facts: Readonly<Record<string, string | number>>
  /** What allowed it, or denied it by name; absent when no rule matched. */
  readonly rule?: HopRule
}

export type HopKind =
  | 'internet'
  | 'instance'
  | 'network-interface'
  | 'security-group'
  | 'network-acl'
  | 'route-table'
  | 'internet-gateway'
  | 'nat-gateway'
  | 'peering'
  | 'transit-gateway'
  | 'vpn-gateway'
  | 'service'

export type HopReason =
  // passed
  | 'internet'
  | 'running'
  | 'address'
  | 'group-allows'
  | 'acl-allows'
  | 'route-local'
  | 'route-internet-gateway'
  | 'route-nat-gateway'
  | 'route-peering'
  | 'route-transit-gateway'
  | 'route-vpn-gateway'
  | 'route-instance'
  /** Into the VPC at the other end of a peering connection. */
  | 'peered'
  /** The gateway's own table sends it on to another attachment. */
  | 'transit-routed'
  /** The instance passes packets on, with its own address. */
  | 'forwards'
  /** Whether it does, nobody can say from outside: taken as forwarding. */
  | 'forwards-unknown'
  /** The gateway maps the private address to the public one, or back. */
  | 'address-mapped'
  | 'listening'
  /** Nobody can say from outside (an AWS account): taken as listening. */
  | 'listening-unknown'
  | 'echo-answered'
  // blocked
  | 'not-running'
  | 'not-booted'
  /** A status check fails: nothing reaches the system, or the machine below it. */
  | 'instance-impaired'
  | 'system-impaired'
  | 'zone-unavailable'
  | 'not-attached'
  | 'group-no-rule'
  | 'acl-denies'
  /** No numbered rule matches: the last rule (*) denies. */
  | 'acl-no-rule'
  | 'no-route'
  | 'route-blackhole'
  /** The target is of a kind that leads nowhere here. */
  | 'route-unsupported'
  /** VPC Block Public Access closes the gateway for the subnet. */
  | 'block-public-access'
  | 'no-internet-gateway'
  /** The VPC's attachment has no subnet in the zone that the packet leaves. */
  | 'transit-no-zone'
  /** The attachment by which it comes has no route table. */
  | 'transit-no-association'
  | 'transit-no-route'
  | 'transit-blackhole'
  /** Round and round between peered gateways. */
  | 'transit-loop'
  /** No tunnel is up: nothing stands at the other end. */
  | 'vpn-down'
  | 'no-public-address'
  | 'nat-gateway-not-available'
  | 'nat-gateway-private'
  /** A NAT gateway lets nobody in from outside. */
  | 'nat-gateway-inbound'
  /** Answers would leave another way than requests came. */
  | 'return-asymmetric'
  | 'source-dest-check'
  /** The instance that the route leads to passes nothing on. */
  | 'not-forwarding'
  /** Instances pass the packet round and round. */
  | 'route-loop'
  /** A private address of no use outside its VPC. */
  | 'private-address'
  | 'nobody-there'
  | 'not-listening'

export type HopRule =
  | {
      readonly kind: 'security-group-rule'
      readonly id: string
      readonly groupId: string
      readonly description?: string
    }
  | {
      readonly kind: 'network-acl-entry'
      readonly ruleNumber: number
      readonly egress: boolean
      readonly action: 'allow' | 'deny'
    }
  | { readonly kind: 'route'; readonly destination: string; readonly target: string }

/** A change that opens the way; each becomes one call (`associate-address` and `create-nat-gateway` allocate an address first). */
export type Fix =
  | {
      readonly kind: 'authorize-ingress' | 'authorize-egress'
      readonly groupId: string
      readonly protocol: FlowProtocol | 'icmpv6'
      /** ICMP: type and code. */
      readonly fromPort: number
      readonly toPort: number
      readonly peer: { readonly cidr: string } | { readonly groupId: string }
    }
  | {
      readonly kind: 'create-acl-entry'
      readonly networkAclId: string
      /** Free, and before the entry that denies. */
      readonly ruleNumber: number
      readonly egress: boolean
      readonly protocol: FlowProtocol | 'icmpv6'
      /** Absent for ICMP, which is then allowed with every type and code. */
      readonly ports?: { readonly from: number; readonly to: number }
      readonly cidr: string
    }
  | {
      readonly kind: 'create-route' | 'replace-route'
      readonly routeTableId: string
      readonly destination: string
      readonly target:
        | { readonly gatewayId: string }
        | { readonly natGatewayId: string }
        | { readonly vpcPeeringConnectionId: string }
        | { readonly transitGatewayId: string }
    }
  | { readonly kind: 'attach-internet-gateway'; readonly vpcId: string }
  | {
      readonly kind: 'associate-address'
      readonly networkInterfaceId: string
      readonly privateAddress: string
    }
  | { readonly kind: 'disable-source-dest-check'; readonly networkInterfaceId: string }
  | { readonly kind: 'start-instance'; readonly instanceId: string }
  /** Not a call: something has to listen inside the instance. */
  | { readonly kind: 'start-service'; readonly instanceId: string; readonly port: number }
