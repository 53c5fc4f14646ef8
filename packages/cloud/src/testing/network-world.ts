import type { InstanceState } from '@brume/ec2-model'
import { parseAddress, parseBlock } from '../network/address.ts'
import {
  compileAcl,
  compileGroupRule,
  type AclEntrySource,
  type GroupRuleSource,
} from '../network/firewall.ts'
import { compileRoutes, type RouteSource } from '../network/routes.ts'
import type { NatGateway, NetworkInterface, NetworkView, Subnet } from '../network/view.ts'

/** A network in plain data, for tests: what the cloud's records say, without a cloud. */
export interface NetworkWorld {
  readonly vpcs: readonly { readonly id: string; readonly internetGatewayId?: string }[]
  readonly subnets: readonly WorldSubnet[]
  readonly groups: readonly WorldGroup[]
  readonly interfaces: readonly WorldInterface[]
  readonly natGateways: readonly WorldNatGateway[]
  /** Addresses outside that answer on port 80. */
  readonly sites: readonly string[]
}

export interface WorldSubnet {
  readonly id: string
  readonly vpcId: string
  readonly cidr: string
  readonly routes: readonly RouteSource[]
  readonly acl: readonly AclEntrySource[]
}

export interface WorldGroup {
  readonly id: string
  readonly ingress: readonly GroupRuleSource[]
  readonly egress: readonly GroupRuleSource[]
}

export interface WorldInterface {
  readonly id: string
  readonly subnetId: string
  readonly address: string
  readonly publicAddress?: string
  readonly groupIds: readonly string[]
  readonly sourceDestCheck: boolean
  readonly state: InstanceState
  readonly ports: readonly number[]
}

export interface WorldNatGateway {
  readonly id: string
  readonly subnetId: string
  readonly address: string
  readonly publicAddress: string
  readonly state: 'available' | 'pending'
  readonly connectivity: 'public' | 'private'
}

export function viewOfWorld(world: NetworkWorld): NetworkView & {
  readonly interfaces: ReadonlyMap<string, NetworkInterface>
} {
  const vpcs = new Map(
    world.vpcs.map(({ id, internetGatewayId }) => [id, { id, internetGatewayId }]),
  )
  const subnets = new Map(world.subnets.map((each) => [each.id, subnet(each)]))
  const groups = new Map(
    world.groups.map(({ id, ingress, egress }) => [
      id,
      { id, ingress: ingress.map(compileGroupRule), egress: egress.map(compileGroupRule) },
    ]),
  )
  const interfaces = new Map(
    world.interfaces.map((each): [string, NetworkInterface] => [
      each.id,
      {
        id: each.id,
        subnet: must(subnets.get(each.subnetId)),
        addresses: [
          {
            ...named(each.address),
            public: each.publicAddress === undefined ? undefined : named(each.publicAddress),
          },
        ],
        groups: each.groupIds.map((id) => must(groups.get(id))),
        sourceDestCheck: each.sourceDestCheck,
        instance: { id: each.id.replace('eni', 'i'), state: each.state },
        natGatewayId: undefined,
      },
    ]),
  )
  const natGateways = new Map(
    world.natGateways.map(({ id, subnetId, state, connectivity, ...gateway }) => [
      id,
      {
        id,
        subnet: must(subnets.get(subnetId)),
        state,
        connectivity,
        address: named(gateway.address),
        public: connectivity === 'public' ? named(gateway.publicAddress) : undefined,
      } satisfies NatGateway,
    ]),
  )
  const natInterfaces = [...natGateways.values()].map((gateway): NetworkInterface => ({
    id: `eni-of-${gateway.id}`,
    subnet: gateway.subnet,
    addresses: [{ ...gateway.address, public: gateway.public }],
    groups: [],
    sourceDestCheck: false,
    instance: undefined,
    natGatewayId: gateway.id,
  }))
  const all = [...interfaces.values(), ...natInterfaces]
  const inside = new Map(
    all.map((each) => [`${each.subnet.vpc.id} ${each.addresses[0]?.address}`, each]),
  )
  const outside = new Map(all.map((each) => [each.addresses[0]?.public?.address, each]))
  const ports = new Map(world.interfaces.map((each) => [each.id, new Set(each.ports)]))

  function subnet({ id, vpcId, cidr, routes, acl }: WorldSubnet): Subnet {
    return {
      id,
      vpc: must(vpcs.get(vpcId)),
      blocks: [must(parseBlock(cidr))],
      routeTable: compileRoutes(`rtb-${id}`, routes),
      acl: compileAcl(`acl-${id}`, acl),
    }
  }
  return {
    interfaces,
    inVpc: (vpc, address) => inside.get(`${vpc.id} ${address}`),
    byPublicAddress: (address) => outside.get(address),
    interfaceById: (_vpc, id) => interfaces.get(id),
    natGateway: (_vpc, id) => natGateways.get(id),
    someNatGateway: (vpc) =>
      [...natGateways.values()].find((each) => each.subnet.vpc === vpc && each.public),
    listens: ({ id }, protocol, port) =>
      protocol === 'icmp' || ports.get(id)?.has(port) ? 'listening' : 'closed',
    internet: (address, protocol, port) =>
      world.sites.some((site) => parseAddress(site) === address)
        ? port === 80 || protocol === 'icmp'
          ? 'listening'
          : 'closed'
        : 'nobody',
  }
}

function named(text: string): { address: number | bigint; text: string } {
  return { address: must(parseAddress(text)), text }
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The test world names something that it has not')
  return value
}
