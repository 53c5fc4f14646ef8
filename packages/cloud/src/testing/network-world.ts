import type { InstanceState } from '@brume/ec2-model'
import { parseAddress } from '../network/address.ts'
import {
  viewOfDescribed,
  type DescribedInterface,
  type DescribedPeering,
  type DescribedView,
} from '../network/described-network.ts'
import type { AclEntrySource, GroupRuleSource } from '../network/firewall.ts'
import type { RouteSource } from '../network/routes.ts'

/** A network in plain data, for tests: what the cloud's records say, without a cloud. */
export interface NetworkWorld {
  readonly vpcs: readonly { readonly id: string; readonly internetGatewayId?: string }[]
  readonly subnets: readonly WorldSubnet[]
  readonly groups: readonly WorldGroup[]
  readonly interfaces: readonly WorldInterface[]
  readonly natGateways: readonly WorldNatGateway[]
  readonly peerings: readonly DescribedPeering[]
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
  /** Its system passes packets on. */
  readonly forwards: boolean
}

export interface WorldNatGateway {
  readonly id: string
  readonly subnetId: string
  readonly address: string
  readonly publicAddress: string
  readonly state: 'available' | 'pending'
  readonly connectivity: 'public' | 'private'
}

export function viewOfWorld(world: NetworkWorld): DescribedView {
  const ports = new Map(world.interfaces.map((each) => [each.id, new Set(each.ports)]))
  const forwarders = new Set(world.interfaces.filter((each) => each.forwards).map(({ id }) => id))
  return viewOfDescribed(
    {
      ...world,
      subnets: world.subnets.map(({ id, vpcId, cidr, routes, acl }) => ({
        id,
        vpcId,
        cidrs: [cidr],
        routeTable: { id: `rtb-${id}`, routes },
        acl: { id: `acl-${id}`, entries: acl },
      })),
      interfaces: [
        ...world.interfaces.map(({ address, publicAddress, state, ...eni }) => ({
          ...eni,
          addresses: [{ address, publicAddress }],
          instance: { id: eni.id.replace('eni', 'i'), state },
        })),
        ...world.natGateways.map(interfaceOfGateway),
      ],
      natGateways: world.natGateways.map(({ publicAddress, ...gateway }) => ({
        ...gateway,
        ...(gateway.connectivity === 'public' && { publicAddress }),
      })),
    },
    {
      listens: ({ id }, protocol, port) =>
        protocol === 'icmp' || ports.get(id)?.has(port) ? 'listening' : 'closed',
      forwards: ({ id }) => forwarders.has(id),
      internet: (address, protocol, port) =>
        !world.sites.some((site) => parseAddress(site) === address)
          ? 'nobody'
          : port === 80 || protocol === 'icmp'
            ? 'listening'
            : 'closed',
    },
  )
}

function interfaceOfGateway(gateway: WorldNatGateway): DescribedInterface {
  const { id, subnetId, address, publicAddress, connectivity } = gateway
  return {
    id: `eni-of-${id}`,
    subnetId,
    addresses: [{ address, ...(connectivity === 'public' && { publicAddress }) }],
    groupIds: [],
    sourceDestCheck: false,
    instance: undefined,
    natGatewayId: id,
  }
}
