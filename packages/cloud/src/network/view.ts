import type { FlowProtocol, InstanceState } from '@brume/ec2-model'
import type { Address, Block } from './address.ts'
import type { NetworkAcl, SecurityGroup } from './firewall.ts'
import type { RouteTable } from './routes.ts'

/** The network as `decideFlow` looks at it. Whoever has records (or the answers of Describe calls) makes one. */
export interface NetworkView {
  /** The interface that has a private (or IPv6) address in the VPC. */
  inVpc(vpc: Vpc, address: Address): NetworkInterface | undefined
  /** The interface that an address leads to from the Internet, in whichever VPC. */
  byPublicAddress(address: Address): NetworkInterface | undefined
  interfaceById(vpc: Vpc, id: string): NetworkInterface | undefined
  /** What a peering connection of the VPC leads to, while it is active. */
  peering(vpc: Vpc, id: string): Peering | undefined
  /** How a VPC is attached to a transit gateway, while it is; absent in a view that knows nothing of transit gateways. */
  readonly transit?: (vpc: Vpc, gatewayId: string) => TransitAttachment | undefined
  /** What VPC Block Public Access leaves of the Internet for a subnet: `egress` is what lets nobody in. Absent: everything. */
  readonly internetAccess?: (subnet: Subnet) => 'open' | 'egress' | 'closed'
  /** Whether the system behind the interface passes other machines' packets on, with its own address. */
  forwards(via: NetworkInterface): boolean | 'unknown'
  natGateway(vpc: Vpc, id: string): NatGateway | undefined
  /** One that instances without a public address could use. */
  someNatGateway(vpc: Vpc): NatGateway | undefined
  /** Whether something in the instance answers there. */
  listens(to: NetworkInterface, protocol: FlowProtocol, port: number, family: 4 | 6): Listening
  /** What stands at an address outside all VPCs. */
  internet(address: Address, protocol: FlowProtocol, port: number): Listening | 'nobody'
}

/** `not-booted`: nothing there answers yet. `unknown`: it cannot be told from here. */
export type Listening = 'listening' | 'closed' | 'not-booted' | 'unknown'

export interface Vpc {
  readonly id: string
  readonly internetGatewayId: string | undefined
  /** By which the gateway routes what comes in; absent: straight to whom it is for. */
  readonly gatewayTable?: RouteTable | undefined
}

export interface Peering {
  readonly vpc: Vpc
  /** Groups of the other VPC can be named in rules, which takes the same Region. */
  readonly sharesGroups: boolean
}

/** One attachment of a transit gateway: where packets come into it and leave it. */
export interface TransitAttachment {
  readonly id: string
  readonly gatewayId: string
  /** The table by which what comes in here is routed; undefined while none is associated. */
  readonly table: TransitTable | undefined
  readonly end: TransitEnd
}

export type TransitEnd =
  | {
      readonly kind: 'vpc'
      readonly vpc: Vpc
      /** Where its interfaces are, one in a zone. */
      readonly subnets: readonly Subnet[]
      /** The VPCs at both ends can name each other's groups in rules. */
      readonly sharesGroups: boolean
    }
  /** `far` is the attachment by which packets come into the other gateway; undefined when it is gone. */
  | { readonly kind: 'peering'; readonly far: () => TransitAttachment | undefined }
  | { readonly kind: 'vpn'; readonly connectionId: string }

export interface TransitTable {
  readonly id: string
  /** The most specific first. */
  readonly routes: readonly TransitTableRoute[]
}

export interface TransitTableRoute {
  readonly block: Block
  /** Undefined for a black hole. */
  readonly attachmentId: string | undefined
  readonly attachment: () => TransitAttachment | undefined
}

export interface Subnet {
  readonly id: string
  /** `apne2-az1`; undefined in a view that has not got it. */
  readonly zone?: string | undefined
  readonly vpc: Vpc
  readonly blocks: readonly Block[]
  readonly routeTable: RouteTable
  /** Undefined only in a view that has not got it: then nothing is filtered. */
  readonly acl: NetworkAcl | undefined
}

export interface NetworkInterface {
  readonly id: string
  readonly subnet: Subnet
  /** The primary one first. */
  readonly addresses: readonly InterfaceAddress[]
  /** Blocks of which every address is the interface's. */
  readonly prefixes?: readonly Block[]
  readonly groups: readonly SecurityGroup[]
  readonly sourceDestCheck: boolean
  readonly instance: { readonly id: string; readonly state: InstanceState } | undefined
  /** Why nothing passes it whatever the rules say. */
  readonly outage?: Outage | undefined
  /** The gateway whose interface this is. */
  readonly natGatewayId: string | undefined
  /** The endpoint whose interface this is: a service of AWS answers there. */
  readonly vpcEndpointId?: string | undefined
  /** ARN of the load balancer whose node this is. */
  readonly balancerId?: string | undefined
}

export type Outage =
  | { readonly of: 'instance' | 'system'; readonly instanceId: string }
  | { readonly of: 'zone'; readonly zone: string }

export interface InterfaceAddress {
  readonly address: Address
  readonly text: string
  /** The public address mapped to it; an IPv6 address is its own. */
  readonly public: PublicAddress | undefined
}

export interface PublicAddress {
  readonly address: Address
  readonly text: string
}

export interface NatGateway {
  readonly id: string
  readonly subnet: Subnet
  readonly outage?: Outage | undefined
  /** As the API says: `available`, `pending`, `failed`, `deleting`… */
  readonly state: string
  readonly connectivity: 'public' | 'private'
  readonly address: PublicAddress
  readonly public: PublicAddress | undefined
}
