import type { ReadRecords } from '../../engine/collection.ts'
import { parseAddress, parseBlock, contains, type Address } from '../../network/address.ts'
import { formatIpv4, formatIpv6 } from '../../network/cidr.ts'
import {
  compileAcl,
  compileGroupRule,
  type GroupRule,
  type NetworkAcl,
  type SecurityGroup,
} from '../../network/firewall.ts'
import { compileRoutes, type RouteTable } from '../../network/routes.ts'
import type {
  InterfaceAddress,
  NatGateway,
  NetworkInterface,
  Outage,
  Subnet,
  TransitAttachment,
  TransitEnd,
  TransitTable,
  Vpc,
} from '../../network/view.ts'
import { instances, type InstanceRecord } from '../../services/ec2/instances/instance.ts'
import { findZoneOutage } from '../../services/faults/fault.ts'
import { internetGateways } from '../../services/ec2/internet-gateways/internet-gateway.ts'
import { natGateways, type NatGatewayRecord } from '../../services/ec2/nat-gateways/nat-gateway.ts'
import { networkAcls, type NetworkAclRecord } from '../../services/ec2/network-acls/network-acl.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../../services/ec2/network-interfaces/network-interface.ts'
import { prefixOf } from '../../services/ec2/network-interfaces/prefix-keys.ts'
import { prefixListCidrs, prefixLists } from '../../services/ec2/prefix-lists/prefix-list.ts'
import { routeTables, type RouteTableRecord } from '../../services/ec2/route-tables/route-table.ts'
import {
  securityGroupRules,
  type RulePeer,
  type SecurityGroupRuleRecord,
} from '../../services/ec2/security-groups/security-group.ts'
import { blocksOfSubnet, subnets } from '../../services/ec2/subnets/subnet.ts'
import {
  transitAttachmentOf,
  transitGatewayAttachments,
  type PeeringAttachmentEnd,
  type TransitGatewayAttachmentRecord,
} from '../../services/ec2/transit-gateways/transit-gateway-attachment.ts'
import {
  transitGatewayRouteTables,
  type TransitGatewayRouteTableRecord,
} from '../../services/ec2/transit-gateways/transit-gateway-route-table.ts'
import { transitGateways } from '../../services/ec2/transit-gateways/transit-gateway.ts'
import { transitRoutes } from '../../services/ec2/transit-gateways/transit-routes.ts'
import {
  internetAccessOf,
  vpcBlockExclusions,
  vpcBlockPublicAccess,
} from '../../services/ec2/vpc-block-public-access/vpc-block-public-access.ts'
import { vpcEndpoints } from '../../services/ec2/vpc-endpoints/vpc-endpoint.ts'
import {
  otherParty,
  vpcPeeringConnections,
  type PeeringParty,
} from '../../services/ec2/vpc-peering/vpc-peering-connection.ts'
import { vpcs } from '../../services/ec2/vpcs/vpc.ts'
import { findBalancerByInterface } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'

/** Compiled once for each version of a record. */
const compiledRules = new WeakMap<SecurityGroupRuleRecord, GroupRule>()
const compiledAcls = new WeakMap<NetworkAclRecord, NetworkAcl>()
const compiledTables = new WeakMap<RouteTableRecord, RouteTable>()

/** Collections whose changes make a `RegionNetwork` stale. */
export const networkCollections: ReadonlySet<string> = new Set(
  [
    instances,
    internetGateways,
    natGateways,
    networkAcls,
    networkInterfaces,
    prefixLists,
    routeTables,
    securityGroupRules,
    subnets,
    transitGatewayAttachments,
    transitGatewayRouteTables,
    transitGateways,
    vpcBlockExclusions,
    vpcBlockPublicAccess,
    vpcEndpoints,
    vpcPeeringConnections,
    vpcs,
  ].map(({ name }) => name),
)

/** Finds the other side of a peering, where that is. */
export type FarAttachment = (end: PeeringAttachmentEnd) => TransitAttachment | undefined

/** Where an interface is at home: ids repeat over accounts. */
export interface Place {
  readonly account: string
  readonly region: string
}

/** The network of an account in one Region, read from its records as far as it is asked for. Valid until one of them changes. */
export class RegionNetwork {
  readonly #place: Place
  readonly #note: (vpc: Vpc) => void
  readonly #db: ReadRecords
  readonly #vpcs = new Map<string, Vpc>()
  readonly #subnets = new Map<string, Subnet | undefined>()
  readonly #groups = new Map<string, SecurityGroup>()
  readonly #interfaces = new Map<string, NetworkInterface | undefined>()
  readonly #ofInstance = new Map<string, readonly NetworkInterface[]>()
  readonly #natGateways = new Map<string, NatGateway | undefined>()
  readonly #attachments = new Map<string, TransitAttachment | undefined>()
  readonly #inVpc = new Map<string, Map<Address, NetworkInterface | undefined>>()

  /** `note` is told each VPC that is made: of those it knows where they are. */
  constructor(place: Place, db: ReadRecords, note: (vpc: Vpc) => void) {
    this.#note = note
    this.#place = place
    this.#db = db
  }

  networkInterface(id: string): NetworkInterface | undefined {
    return kept(this.#interfaces, id, () => {
      const record = this.#db.get(networkInterfaces, id)
      return record && this.#makeInterface(record)
    })
  }

  /** The instance's interfaces, the primary one first. */
  ofInstance(instanceId: string): readonly NetworkInterface[] {
    return kept(this.#ofInstance, instanceId, () =>
      this.#db
        .by(networkInterfaces, 'instance', instanceId)
        .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
        .flatMap(({ id }) => this.networkInterface(id) ?? []),
    )
  }

  inVpc(vpcId: string, address: Address): NetworkInterface | undefined {
    const known = kept(this.#inVpc, vpcId, () => new Map())
    return kept(known, address, () => {
      if (typeof address === 'bigint') {
        const found = this.byIpv6(address)
        return found?.subnet.vpc.id === vpcId ? found : undefined
      }
      const text = formatIpv4(address)
      for (const record of this.#db.by(subnets, 'vpc', vpcId)) {
        const subnet = this.#subnet(record.id)
        if (!subnet?.blocks.some((block) => contains(block, address))) continue
        const [owner] = this.#db.by(networkInterfaces, 'address', `${record.id}/${text}`)
        if (owner) return this.networkInterface(owner.id)
      }
      return undefined
    })
  }

  byIpv6(address: Address): NetworkInterface | undefined {
    if (typeof address !== 'bigint') return undefined
    const [given] = this.#db.by(networkInterfaces, 'ipv6', formatIpv6(address))
    const prefix = prefixOf(address)
    const owner =
      given ??
      this.#db
        .by(networkInterfaces, 'ipv6Prefix', prefix)
        .find(({ ipv6Prefixes }) => ipv6Prefixes?.includes(prefix))
    return owner && this.networkInterface(owner.id)
  }

  natGateway(id: string): NatGateway | undefined {
    return kept(this.#natGateways, id, () => {
      const record = this.#db.get(natGateways, id)
      return record && this.#makeNatGateway(record)
    })
  }

  someNatGateway(vpcId: string): NatGateway | undefined {
    return this.#db
      .by(natGateways, 'vpc', vpcId)
      .map(({ id }) => this.natGateway(id))
      .find((gateway) => gateway?.state === 'available' && gateway.public)
  }

  /** The VPC at the other end of an active peering connection, and where it is. */
  peeringFrom(vpcId: string, id: string): PeeringParty | undefined {
    const record = this.#db.get(vpcPeeringConnections, id)
    return record?.state === 'active' ? otherParty(this.#place, record, vpcId) : undefined
  }

  /** A VPC that another one is peered with. */
  peeredVpc(id: string): Vpc | undefined {
    return this.#db.get(vpcs, id) && this.#vpc(id)
  }

  internetAccess(subnet: Subnet): 'open' | 'egress' | 'closed' {
    return internetAccessOf(this.#db, { id: subnet.id, vpcId: subnet.vpc.id })
  }

  /** How a VPC is attached to a transit gateway, while it is. `far`: an attachment of another account or Region. */
  transit(vpcId: string, gatewayId: string, far: FarAttachment): TransitAttachment | undefined {
    const record = transitAttachmentOf(this.#db, vpcId, gatewayId)
    return record && this.transitAttachment(record.id, far)
  }

  transitAttachment(id: string, far: FarAttachment): TransitAttachment | undefined {
    return kept(this.#attachments, id, () => {
      const record = this.#db.get(transitGatewayAttachments, id)
      if (record?.state !== 'available') return undefined
      const { association } = record
      const table =
        association?.state === 'associated'
          ? this.#db.get(transitGatewayRouteTables, association.routeTableId)
          : undefined
      return {
        id,
        gatewayId: record.transitGatewayId,
        table: table && this.#transitTable(table, far),
        end: this.#transitEnd(record, far),
      }
    })
  }

  #transitTable(record: TransitGatewayRouteTableRecord, far: FarAttachment): TransitTable {
    const routes = transitRoutes(this.#db, this.#place.region, record).flatMap((route) => {
      const block = parseBlock(route.cidr)
      const attachmentId = route.attachment?.id
      const attachment = () =>
        attachmentId === undefined ? undefined : this.transitAttachment(attachmentId, far)
      return block ? [{ block, attachmentId, attachment }] : []
    })
    return {
      id: record.id,
      routes: routes.toSorted((a, b) => b.block.prefixLength - a.block.prefixLength),
    }
  }

  #transitEnd(record: TransitGatewayAttachmentRecord, far: FarAttachment): TransitEnd {
    const { peering, vpc, resourceId } = record
    if (peering) {
      const other = peering[peering.side === 'requester' ? 'accepter' : 'requester']
      return { kind: 'peering', far: () => far(other) }
    }
    if (!vpc) return { kind: 'vpn', connectionId: resourceId }
    const gateway = this.#db.get(transitGateways, record.transitGatewayId)
    return {
      kind: 'vpc',
      vpc: this.#vpc(resourceId),
      subnets: vpc.subnetIds.flatMap((id) => this.#subnet(id) ?? []),
      sharesGroups:
        gateway?.options.securityGroupReferencingSupport === 'enable' &&
        vpc.securityGroupReferencingSupport === 'enable',
    }
  }

  #vpc(id: string): Vpc {
    return kept(this.#vpcs, id, () => {
      const internetGatewayId = this.#db.by(internetGateways, 'vpc', id)[0]?.id
      const [table] =
        internetGatewayId === undefined
          ? []
          : this.#db.by(routeTables, 'gateway', internetGatewayId)
      const vpc = { id, internetGatewayId, gatewayTable: table && this.#compiledTable(table) }
      this.#note(vpc)
      return vpc
    })
  }

  #subnet(id: string): Subnet | undefined {
    return kept(this.#subnets, id, () => {
      const record = this.#db.get(subnets, id)
      if (!record) return undefined
      const [acl] = this.#db.by(networkAcls, 'subnet', id)
      return {
        id,
        zone: record.availabilityZoneId,
        vpc: this.#vpc(record.vpcId),
        blocks: blocksOfSubnet(record)
          .map(parseBlock)
          .filter((block) => block !== undefined),
        routeTable: this.#routeTable(id, record.vpcId),
        acl: acl && kept(compiledAcls, acl, () => compileAcl(acl.id, acl.entries)),
      }
    })
  }

  #routeTable(subnetId: string, vpcId: string): RouteTable {
    const record =
      this.#db.by(routeTables, 'subnet', subnetId)[0] ??
      this.#db
        .by(routeTables, 'vpc', vpcId)
        .find(({ associations }) => associations.some(({ main }) => main))
    return record ? this.#compiledTable(record) : { id: '', routes: [] }
  }

  #compiledTable(record: RouteTableRecord): RouteTable {
    const compile = () => compileRoutes(record.id, record.routes, (id) => this.#listCidrs(id))
    // A prefix list changes without the tables that name it.
    return record.routes.some(({ destinationPrefixListId }) => destinationPrefixListId)
      ? compile()
      : kept(compiledTables, record, compile)
  }

  #group(id: string): SecurityGroup {
    return kept(this.#groups, id, () => {
      const rules = this.#db.by(securityGroupRules, 'group', id)
      const compile = (rule: SecurityGroupRuleRecord) => {
        const make = (): GroupRule =>
          compileGroupRule({
            ...rule,
            cidrs: this.#cidrsOf(rule.peer),
            peerGroupId: rule.peer.kind === 'group' ? rule.peer.groupId : undefined,
          })
        // A prefix list changes without its rules.
        return rule.peer.kind === 'prefix-list' ? make() : kept(compiledRules, rule, make)
      }
      return {
        id,
        ingress: rules.filter(({ isEgress }) => !isEgress).map(compile),
        egress: rules.filter(({ isEgress }) => isEgress).map(compile),
      }
    })
  }

  #cidrsOf(peer: RulePeer): readonly string[] {
    if (peer.kind === 'group') return []
    if (peer.kind !== 'prefix-list') return [peer.cidr]
    return this.#listCidrs(peer.prefixListId)
  }

  #listCidrs(id: string): readonly string[] {
    return prefixListCidrs(this.#db, this.#place.region, id) ?? []
  }

  #makeInterface(record: NetworkInterfaceRecord): NetworkInterface | undefined {
    const subnet = this.#subnet(record.subnetId)
    if (!subnet) return undefined
    const { attachment } = record
    const instance =
      attachment?.status === 'attached' ? this.#db.get(instances, attachment.instanceId) : undefined
    const [endpoint] =
      record.interfaceType === 'vpc_endpoint'
        ? this.#db.by(vpcEndpoints, 'interface', record.id)
        : []
    return {
      id: record.id,
      subnet,
      addresses: addressesOf(record),
      prefixes: [...(record.ipv4Prefixes ?? []), ...(record.ipv6Prefixes ?? [])].flatMap(
        (text) => parseBlock(text) ?? [],
      ),
      groups: record.groupIds.map((id) => this.#group(id)),
      sourceDestCheck: record.sourceDestCheck,
      instance: instance && { id: instance.id, state: instance.state },
      natGatewayId:
        record.interfaceType === 'nat_gateway'
          ? this.#db
              .by(natGateways, 'subnet', record.subnetId)
              .find(({ networkInterfaceId }) => networkInterfaceId === record.id)?.id
          : undefined,
      vpcEndpointId: endpoint?.id,
      balancerId: record.requesterManaged
        ? findBalancerByInterface(this.#db, record.id)?.id
        : undefined,
      outage: this.#outageOf(record.availabilityZone, instance),
    }
  }

  #makeNatGateway(record: NatGatewayRecord): NatGateway | undefined {
    const subnet = this.#subnet(record.subnetId)
    if (!subnet || record.state === 'deleted') return undefined
    return {
      id: record.id,
      subnet,
      state: record.state,
      connectivity: record.connectivityType,
      address: named(record.privateIp ?? '') ?? { address: 0, text: '' },
      public: named(record.publicIp ?? ''),
      outage: this.#outageOf(this.#db.get(subnets, record.subnetId)?.availabilityZone ?? ''),
    }
  }

  #outageOf(zone: string, instance?: InstanceRecord): Outage | undefined {
    if (findZoneOutage(this.#db, zone)) return { of: 'zone', zone }
    if (!instance) return undefined
    if (instance.systemImpairedSince !== undefined) return { of: 'system', instanceId: instance.id }
    if (instance.impairedSince !== undefined) return { of: 'instance', instanceId: instance.id }
    return undefined
  }
}

function addressesOf(record: NetworkInterfaceRecord): readonly InterfaceAddress[] {
  const primaryFirst = record.privateIpAddresses.toSorted(
    (a, b) => Number(b.primary) - Number(a.primary),
  )
  const ipv4 = primaryFirst.flatMap(({ address, association }) => {
    const own = named(address)
    return own ? [{ ...own, public: named(association?.publicIp ?? '') }] : []
  })
  const ipv6 = record.ipv6Addresses.flatMap((text) => {
    const own = named(text)
    return own ? [{ ...own, public: own }] : []
  })
  return [...ipv4, ...ipv6]
}

function named(text: string): { address: Address; text: string } | undefined {
  const address = parseAddress(text)
  return address === undefined ? undefined : { address, text }
}

interface Cache<K, V> {
  get(key: K): V | undefined
  has(key: K): boolean
  set(key: K, value: V): unknown
}

function kept<K, V>(cache: Cache<K, V>, key: K, make: () => V): V {
  const known = cache.get(key)
  if (known !== undefined || cache.has(key)) return known as V
  const made = make()
  cache.set(key, made)
  return made
}
