import type { InstanceState } from '@brume/ec2-model'
import { parseAddress, parseBlock, type Address } from './address.ts'
import {
  compileAcl,
  compileGroupRule,
  type AclEntrySource,
  type GroupRuleSource,
  type SecurityGroup,
} from './firewall.ts'
import { compileRoutes, type RouteSource } from './routes.ts'
import type { NatGateway, NetworkInterface, NetworkView, PublicAddress, Subnet } from './view.ts'

/** A network in plain data, such as the answers of Describe calls make. What names something that is not listed is left out. */
export interface DescribedNetwork {
  readonly vpcs: readonly { readonly id: string; readonly internetGatewayId?: string | undefined }[]
  readonly subnets: readonly DescribedSubnet[]
  readonly groups: readonly {
    readonly id: string
    readonly ingress: readonly GroupRuleSource[]
    readonly egress: readonly GroupRuleSource[]
  }[]
  readonly interfaces: readonly DescribedInterface[]
  readonly natGateways: readonly DescribedNatGateway[]
  readonly peerings: readonly DescribedPeering[]
}

export interface DescribedPeering {
  readonly id: string
  readonly vpcIds: readonly [string, string]
  readonly active: boolean
  readonly sharesGroups: boolean
}

export interface DescribedSubnet {
  readonly id: string
  readonly vpcId: string
  readonly cidrs: readonly string[]
  readonly routeTable: { readonly id: string; readonly routes: readonly RouteSource[] }
  readonly acl: { readonly id: string; readonly entries: readonly AclEntrySource[] } | undefined
}

export interface DescribedInterface {
  readonly id: string
  readonly subnetId: string
  /** The primary one first. */
  readonly addresses: readonly {
    readonly address: string
    readonly publicAddress?: string | undefined
  }[]
  readonly groupIds: readonly string[]
  readonly sourceDestCheck: boolean
  readonly instance: { readonly id: string; readonly state: InstanceState } | undefined
  readonly natGatewayId?: string | undefined
}

export interface DescribedNatGateway {
  readonly id: string
  readonly subnetId: string
  readonly state: string
  readonly connectivity: 'public' | 'private'
  readonly address: string
  readonly publicAddress?: string | undefined
}

/** What the description cannot say. */
type Outside = Pick<NetworkView, 'listens' | 'forwards' | 'internet'>

export interface DescribedView extends NetworkView {
  readonly interfaces: ReadonlyMap<string, NetworkInterface>
}

export function viewOfDescribed(network: DescribedNetwork, outside: Outside): DescribedView {
  const vpcs = new Map(
    network.vpcs.map(({ id, internetGatewayId }) => [id, { id, internetGatewayId }]),
  )
  const subnets = keyed(network.subnets, (each): Subnet | undefined => {
    const vpc = vpcs.get(each.vpcId)
    return (
      vpc && {
        id: each.id,
        vpc,
        blocks: each.cidrs.map(parseBlock).filter((block) => block !== undefined),
        routeTable: compileRoutes(each.routeTable.id, each.routeTable.routes),
        acl: each.acl && compileAcl(each.acl.id, each.acl.entries),
      }
    )
  })
  const groups = keyed(network.groups, ({ id, ingress, egress }): SecurityGroup => {
    return { id, ingress: ingress.map(compileGroupRule), egress: egress.map(compileGroupRule) }
  })
  const interfaces = keyed(network.interfaces, (each): NetworkInterface | undefined => {
    const subnet = subnets.get(each.subnetId)
    const { id, sourceDestCheck, instance, natGatewayId } = each
    return (
      subnet && {
        id,
        subnet,
        addresses: each.addresses.flatMap(({ address, publicAddress }) => {
          const own = named(address)
          return own ? [{ ...own, public: named(publicAddress ?? '') }] : []
        }),
        groups: each.groupIds.flatMap((groupId) => groups.get(groupId) ?? []),
        sourceDestCheck,
        instance,
        natGatewayId,
      }
    )
  })
  const natGateways = keyed(network.natGateways, (each): NatGateway | undefined => {
    const subnet = subnets.get(each.subnetId)
    const { id, state, connectivity } = each
    const address = named(each.address) ?? { address: 0, text: '' }
    return (
      subnet && {
        id,
        subnet,
        state,
        connectivity,
        address,
        public: named(each.publicAddress ?? ''),
      }
    )
  })
  const inside = new Map<string, NetworkInterface>()
  const fromOutside = new Map<Address, NetworkInterface>()
  for (const eni of interfaces.values()) {
    for (const { address, public: mapped } of eni.addresses) {
      inside.set(`${eni.subnet.vpc.id} ${address}`, eni)
      if (mapped) fromOutside.set(mapped.address, eni)
    }
  }
  return {
    ...outside,
    interfaces,
    inVpc: (vpc, address) => inside.get(`${vpc.id} ${address}`),
    byPublicAddress: (address) => fromOutside.get(address),
    peering(vpc, id) {
      const found = network.peerings.find((each) => each.id === id && each.active)
      const other = found?.vpcIds.find((each) => each !== vpc.id)
      const there = found?.vpcIds.includes(vpc.id) ? vpcs.get(other ?? '') : undefined
      return found && there && { vpc: there, sharesGroups: found.sharesGroups }
    },
    interfaceById(vpc, id) {
      const found = interfaces.get(id)
      return found?.subnet.vpc.id === vpc.id ? found : undefined
    },
    natGateway: (_vpc, id) => natGateways.get(id),
    someNatGateway: (vpc) =>
      [...natGateways.values()].find(
        (each) => each.subnet.vpc === vpc && each.state === 'available' && each.public,
      ),
  }
}

function keyed<T extends { readonly id: string }, U>(
  list: readonly T[],
  make: (each: T) => U | undefined,
): Map<string, U> {
  const made = new Map<string, U>()
  for (const each of list) {
    const value = make(each)
    if (value !== undefined) made.set(each.id, value)
  }
  return made
}

function named(text: string): PublicAddress | undefined {
  const address = parseAddress(text)
  return address === undefined ? undefined : { address, text }
}
