import type { FlowProtocol } from '@brume/ec2-model'
import type { AclEntrySource, GroupRuleSource } from '../network/firewall.ts'
import type { RouteSource } from '../network/routes.ts'
import type { NetworkWorld, WorldInterface, WorldSubnet } from './network-world.ts'

/**
 * A slow second opinion on `decideFlow`: it sends one packet and then its answer through the world, box by box, rewriting
 * addresses as gateways do, and matches on strings of bits. It shares no code with what it judges.
 */
export function referenceVerdict(
  world: NetworkWorld,
  request: ReferenceRequest,
): 'allowed' | 'dropped' | 'refused' {
  const packet: Packet = {
    protocol: request.protocol,
    source: request.from.address,
    destination: request.to,
    sourcePort: request.sourcePort,
    destinationPort: request.port,
    answer: false,
  }
  const nat = new Map<string, { inner: string; gatewayId: string }>()
  const there = send(world, packet, request.from, nat)
  if (!there) return 'dropped'
  const listens =
    packet.protocol === 'icmp' ||
    (there.eni ? there.eni.ports.includes(request.port) : request.port === 80)
  const answer: Packet = {
    protocol: packet.protocol,
    source: there.packet.destination,
    destination: there.packet.source,
    sourcePort: there.packet.destinationPort,
    destinationPort: there.packet.sourcePort,
    answer: true,
  }
  const from: Place = there.eni
    ? { kind: 'interface', interfaceId: there.eni.id, address: there.eni.address }
    : { kind: 'internet', address: answer.source }
  const back = send(world, answer, from, nat)
  if (!back) return 'dropped'
  const home = request.from.kind === 'interface' ? request.from.interfaceId : undefined
  if (back.eni?.id !== home) return 'dropped'
  return listens ? 'allowed' : 'refused'
}

export interface ReferenceRequest {
  readonly from: Place
  readonly to: string
  readonly protocol: FlowProtocol
  readonly port: number
  readonly sourcePort: number
}

type Place =
  | { readonly kind: 'interface'; readonly interfaceId: string; readonly address: string }
  | { readonly kind: 'internet'; readonly address: string }

interface Packet {
  readonly protocol: FlowProtocol
  readonly source: string
  readonly destination: string
  readonly sourcePort: number
  readonly destinationPort: number
  readonly answer: boolean
}

/** Where a packet ended: at an interface, or somewhere outside. */
interface Arrival {
  readonly packet: Packet
  readonly eni: WorldInterface | undefined
}

type Translations = Map<string, { inner: string; gatewayId: string }>

function send(
  world: NetworkWorld,
  packet: Packet,
  from: Place,
  nat: Translations,
): Arrival | undefined {
  if (from.kind === 'internet') return onInternet(world, packet, nat)
  const eni = world.interfaces.find(({ id }) => id === from.interfaceId)
  if (!eni || !['running', 'pending'].includes(eni.state)) return undefined
  const subnet = subnetOf(world, eni.subnetId)
  const neighbour = inBlock(packet.destination, subnet.cidr)
  const route = neighbour ? undefined : bestRoute(subnet.routes, packet.destination)
  const peering = peeringOf(world, subnet.vpcId, route?.vpcPeeringConnectionId)
  const named = peering?.sharesGroups ? peering.vpcId : undefined
  if (!packet.answer && !groupsAllow(world, eni, 'egress', packet, named)) return undefined
  if (neighbour) return deliver(world, packet, subnet, nat)
  if (!aclAllows(subnet, true, packet)) return undefined
  if (!route || route.state === 'blackhole') return undefined
  if (route.gatewayId === 'local') return deliver(world, packet, subnet, nat)
  if (peering) return deliver(world, packet, subnet, nat, peering)
  if (route.networkInterfaceId !== undefined) {
    return intoInstance(world, packet, eni, route.networkInterfaceId, nat)
  }
  if (route.gatewayId?.startsWith('igw-')) {
    const mapped = eni.publicAddress
    const gateway = world.vpcs.find(({ id }) => id === subnet.vpcId)?.internetGatewayId
    if (gateway !== route.gatewayId || mapped === undefined) return undefined
    return onInternet(world, { ...packet, source: mapped }, nat)
  }
  if (route.natGatewayId !== undefined && !packet.answer) {
    return intoNat(world, packet, subnet, route.natGatewayId, nat)
  }
  return undefined
}

interface Crossing {
  readonly vpcId: string
  readonly sharesGroups: boolean
}

/** The VPC at the other end of an active peering connection. */
function peeringOf(world: NetworkWorld, vpcId: string, id = ''): Crossing | undefined {
  const found = world.peerings.find((each) => each.id === id && each.vpcIds.includes(vpcId))
  const other = found?.vpcIds.find((each) => each !== vpcId)
  if (!found?.active || other === undefined) return undefined
  return { vpcId: other, sharesGroups: found.sharesGroups }
}

/** A machine that takes packets for others and sends them on as its own. */
function intoInstance(
  world: NetworkWorld,
  packet: Packet,
  from: WorldInterface,
  id: string,
  nat: Translations,
): Arrival | undefined {
  const via = world.interfaces.find((each) => each.id === id)
  const here = subnetOf(world, from.subnetId)
  if (!via || subnetOf(world, via.subnetId).vpcId !== here.vpcId) return undefined
  if (via.address === packet.destination) return deliver(world, packet, here, nat)
  if (packet.answer || via.sourceDestCheck) return undefined
  if (via.address === packet.source || nat.has(keyOf(here.vpcId, via.address))) return undefined
  const first = [...nat.values()].find(({ gatewayId }) => gatewayId === '')
  if (first?.inner === via.address) return undefined
  const there = subnetOf(world, via.subnetId)
  if (there.id !== here.id && !aclAllows(there, false, packet)) return undefined
  if (!groupsAllow(world, via, 'ingress', packet)) return undefined
  if (!['running', 'pending'].includes(via.state) || !via.forwards) return undefined
  nat.set(keyOf(here.vpcId, via.address), { inner: packet.source, gatewayId: '' })
  const onward = { ...packet, source: via.address }
  return send(world, onward, { kind: 'interface', interfaceId: via.id, address: via.address }, nat)
}

function keyOf(vpcId: string, address: string): string {
  return `${vpcId} ${address}`
}

function intoNat(
  world: NetworkWorld,
  packet: Packet,
  from: WorldSubnet,
  gatewayId: string,
  nat: Translations,
): Arrival | undefined {
  const gateway = world.natGateways.find(({ id }) => id === gatewayId)
  if (!gateway || gateway.state !== 'available' || gateway.connectivity !== 'public')
    return undefined
  const subnet = subnetOf(world, gateway.subnetId)
  if (subnet.id !== from.id && !aclAllows(subnet, false, packet)) return undefined
  if (!aclAllows(subnet, true, packet)) return undefined
  const route = bestRoute(subnet.routes, packet.destination)
  const attached = world.vpcs.find(({ id }) => id === subnet.vpcId)?.internetGatewayId
  if (!route || route.state === 'blackhole' || attached === undefined) return undefined
  if (route.gatewayId !== attached) return undefined
  nat.set(gateway.publicAddress, { inner: packet.source, gatewayId })
  return onInternet(world, { ...packet, source: gateway.publicAddress }, nat)
}

function onInternet(world: NetworkWorld, packet: Packet, nat: Translations): Arrival | undefined {
  const to = packet.destination
  const gateway = world.natGateways.find(
    (each) => each.publicAddress === to && each.connectivity === 'public',
  )
  if (gateway) {
    const translation = nat.get(to)
    if (!packet.answer || !translation) return undefined
    const outside = subnetOf(world, gateway.subnetId)
    if (!aclAllows(outside, false, packet)) return undefined
    const inner: Packet = { ...packet, destination: translation.inner }
    const owner = world.interfaces.find(
      (each) =>
        each.address === translation.inner &&
        subnetOf(world, each.subnetId).vpcId === outside.vpcId,
    )
    if (!owner) return undefined
    const inside = subnetOf(world, owner.subnetId)
    const crossing = inside.id !== outside.id
    if (crossing && !aclAllows(outside, true, inner)) return undefined
    if (!aclAllows(inside, false, inner)) return undefined
    return { packet: inner, eni: owner }
  }
  const owner = world.interfaces.find((each) => each.publicAddress === to)
  if (owner) {
    const subnet = subnetOf(world, owner.subnetId)
    if (!world.vpcs.find(({ id }) => id === subnet.vpcId)?.internetGatewayId) return undefined
    const inner: Packet = { ...packet, destination: owner.address }
    if (!aclAllows(subnet, false, inner)) return undefined
    return enter(world, inner, owner, nat)
  }
  if (packet.answer) return { packet, eni: undefined }
  return world.sites.includes(to) ? { packet, eni: undefined } : undefined
}

function deliver(
  world: NetworkWorld,
  packet: Packet,
  from: WorldSubnet,
  nat: Translations,
  crossing?: Crossing,
): Arrival | undefined {
  const vpcId = crossing?.vpcId ?? from.vpcId
  const owner = world.interfaces.find(
    (each) => each.address === packet.destination && subnetOf(world, each.subnetId).vpcId === vpcId,
  )
  if (!owner) return undefined
  const subnet = subnetOf(world, owner.subnetId)
  if (subnet.id !== from.id && !aclAllows(subnet, false, packet)) return undefined
  return enter(world, packet, owner, nat, crossing?.sharesGroups ? from.vpcId : undefined)
}

function enter(
  world: NetworkWorld,
  packet: Packet,
  eni: WorldInterface,
  nat: Translations,
  peerVpcId?: string,
): Arrival | undefined {
  if (!packet.answer && !groupsAllow(world, eni, 'ingress', packet, peerVpcId)) return undefined
  if (!['running', 'pending'].includes(eni.state)) return undefined
  const here = subnetOf(world, eni.subnetId)
  const passedOn = nat.get(keyOf(here.vpcId, eni.address))
  if (packet.answer && passedOn) {
    // A NAT instance gives the answer to whom it stands in for.
    nat.delete(keyOf(here.vpcId, eni.address))
    const inner = { ...packet, destination: passedOn.inner }
    const owner = world.interfaces.find(
      (each) =>
        each.address === passedOn.inner && subnetOf(world, each.subnetId).vpcId === here.vpcId,
    )
    if (!owner) return undefined
    const there = subnetOf(world, owner.subnetId)
    if (there.id !== here.id && !aclAllows(here, true, inner)) return undefined
    if (!aclAllows(there, false, inner)) return undefined
    return enter(world, inner, owner, nat)
  }
  return { packet, eni }
}

function groupsAllow(
  world: NetworkWorld,
  eni: WorldInterface,
  way: 'ingress' | 'egress',
  packet: Packet,
  peerVpcId?: string,
): boolean {
  const other = way === 'ingress' ? packet.source : packet.destination
  const vpcId = subnetOf(world, eni.subnetId).vpcId
  const peer = world.interfaces.find(
    (each) =>
      each.address === other && [vpcId, peerVpcId].includes(subnetOf(world, each.subnetId).vpcId),
  )
  const rules = eni.groupIds.flatMap(
    (id) => world.groups.find((group) => group.id === id)?.[way] ?? [],
  )
  return rules.some(
    (rule) =>
      ruleCovers(rule, packet) &&
      (rule.cidrs.some((cidr) => inBlock(other, cidr)) ||
        (peer !== undefined &&
          rule.peerGroupId !== undefined &&
          peer.groupIds.includes(rule.peerGroupId))),
  )
}

function ruleCovers(rule: GroupRuleSource, packet: Packet): boolean {
  if (rule.protocol === '-1') return true
  if (rule.protocol !== packet.protocol) return false
  if (packet.protocol === 'icmp') {
    return [-1, 8].includes(rule.fromPort) && [-1, 0].includes(rule.toPort)
  }
  return rule.fromPort <= packet.destinationPort && packet.destinationPort <= rule.toPort
}

function aclAllows(subnet: WorldSubnet, egress: boolean, packet: Packet): boolean {
  const other = egress ? packet.destination : packet.source
  const ordered = subnet.acl
    .filter((entry) => entry.egress === egress && entryCovers(entry, packet))
    .filter((entry) => inBlock(other, entry.cidrBlock ?? ''))
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
  return ordered[0]?.action === 'allow'
}

const protocolNumbers = { tcp: '6', udp: '17', icmp: '1' }

function entryCovers(entry: AclEntrySource, packet: Packet): boolean {
  if (entry.protocol === '-1') return true
  if (entry.protocol !== protocolNumbers[packet.protocol]) return false
  if (packet.protocol === 'icmp') {
    const type = packet.answer ? 0 : 8
    return !entry.icmp || entry.icmp.type === -1 || entry.icmp.type === type
  }
  const { portRange } = entry
  if (!portRange) return true
  return portRange.from <= packet.destinationPort && packet.destinationPort <= portRange.to
}

function bestRoute(routes: readonly RouteSource[], to: string): RouteSource | undefined {
  const length = ({ destinationCidrBlock = '' }: RouteSource) =>
    Number(destinationCidrBlock.split('/')[1])
  return routes
    .filter(({ destinationCidrBlock = '' }) => inBlock(to, destinationCidrBlock))
    .toSorted((a, b) => length(b) - length(a))[0]
}

function subnetOf(world: NetworkWorld, id: string): WorldSubnet {
  const subnet = world.subnets.find((each) => each.id === id)
  if (!subnet) throw new Error(`No subnet ${id}`)
  return subnet
}

function inBlock(address: string, cidr: string): boolean {
  const [base = '', length = '0'] = cidr.split('/')
  return bits(address).slice(0, Number(length)) === bits(base).slice(0, Number(length))
}

function bits(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
}
