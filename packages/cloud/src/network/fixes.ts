import type { Fix } from '@brume/ec2-model'
import { everywhere, hostBlock, type Address } from './address.ts'
import { lastAclRule, type AclEntry, type NetworkAcl, type Packet, type Peer } from './firewall.ts'
import type { RouteTable } from './routes.ts'
import type { NetworkView, Subnet } from './view.ts'

/** Ports that callers use at their own end. */
const ephemeral = { from: 1024, to: 65_535 }
const ruleStep = 10

/** A rule for just this: a group inside the VPC is named by itself, anybody else by address. */
export function allowInGroup(
  groupId: string,
  direction: 'ingress' | 'egress',
  packet: Packet,
  peer: Peer,
): Fix {
  const { protocol, port } = packet
  const icmp = protocol === 'icmp'
  const [peerGroup] = peer.groups
  return {
    kind: direction === 'ingress' ? 'authorize-ingress' : 'authorize-egress',
    groupId,
    protocol: icmp && typeof peer.address === 'bigint' ? 'icmpv6' : protocol,
    fromPort: port,
    toPort: icmp ? -1 : port,
    peer: peerGroup ? { groupId: peerGroup.id } : { cidr: hostBlock(peer.text) },
  }
}

/** An entry before the one that denies (`denyingRule`); for answers, all ports that callers use. */
export function allowInAcl(
  acl: NetworkAcl,
  direction: 'ingress' | 'egress',
  packet: Packet,
  peer: Peer,
  way: 'there' | 'back',
  denyingRule: number,
): Fix | undefined {
  const ruleNumber = freeNumber(acl[direction], denyingRule)
  if (ruleNumber === undefined) return undefined
  const { protocol, port } = packet
  const ports = way === 'back' && port >= ephemeral.from ? ephemeral : { from: port, to: port }
  return {
    kind: 'create-acl-entry',
    networkAclId: acl.id,
    ruleNumber,
    egress: direction === 'egress',
    protocol: protocol === 'icmp' && typeof peer.address === 'bigint' ? 'icmpv6' : protocol,
    ...(protocol !== 'icmp' && { ports }),
    cidr: hostBlock(peer.text),
  }
}

/** The next number in steps of ten after all others; before an entry that denies by name, the nearest one that is free. */
function freeNumber(entries: readonly AclEntry[], denyingRule: number): number | undefined {
  const taken = new Set(entries.map(({ shown }) => shown.ruleNumber))
  let number = denyingRule - 1
  if (denyingRule === lastAclRule) {
    const highest = Math.max(0, ...[...taken].filter((each) => each < lastAclRule))
    const next = (Math.floor(highest / ruleStep) + 1) * ruleStep
    if (next < lastAclRule) number = next
  }
  while (taken.has(number)) number -= 1
  return number > 0 ? number : undefined
}

/** A route out of the VPC: through the gateway for a subnet whose interfaces have public addresses, else through a NAT gateway if there is one. */
export function routeOut(
  view: NetworkView,
  subnet: Subnet,
  to: Address,
  hasPublicAddress: boolean,
  destination = everywhere(to),
): Fix {
  const { vpc, routeTable } = subnet
  const nat = hasPublicAddress || typeof to === 'bigint' ? undefined : view.someNatGateway(vpc)
  if (nat && nat.subnet.routeTable.id !== routeTable.id) {
    return setRoute(routeTable, destination, { natGatewayId: nat.id })
  }
  if (vpc.internetGatewayId === undefined) return { kind: 'attach-internet-gateway', vpcId: vpc.id }
  return setRoute(routeTable, destination, { gatewayId: vpc.internetGatewayId })
}

/** A table has one route for a destination: a second one replaces it. */
export function setRoute(
  table: RouteTable,
  destination: string,
  target:
    | { readonly gatewayId: string }
    | { readonly natGatewayId: string }
    | { readonly vpcPeeringConnectionId: string }
    | { readonly transitGatewayId: string },
): Fix {
  const exists = table.routes.some(({ block }) => block.text === destination)
  return {
    kind: exists ? 'replace-route' : 'create-route',
    routeTableId: table.id,
    destination,
    target,
  }
}
