import { routeOut, setRoute } from './fixes.ts'
import { addressAt, hasAddress } from './interface-address.ts'
import { contains, type Address } from './address.ts'
import { passBlockPublicAccess } from './block-public-access.ts'
import type { Peer } from './firewall.ts'
import { isRouteAlive, passRoute } from './follow-route.ts'
import { endOf, shownRoute, type Inside, type Journey, type Target } from './journey.ts'
import { isUp } from './is-up.ts'
import { findRoute } from './routes.ts'
import { enterByEdge } from './through-edge.ts'
import type { NetworkInterface, Peering, Subnet } from './view.ts'

/** An interface was meant and has no address that this caller could use, or the text is no address. */
export function unnamed(journey: Journey, { meant, text }: Target): boolean {
  const { walk } = journey
  walk.end = 'destination'
  if (!meant) return walk.block('internet', text, 'nobody-there', { address: text })
  if (!isUp(journey, meant)) return false
  const gatewayId = meant.subnet.vpc.internetGatewayId
  const [primary] = meant.addresses
  if (gatewayId === undefined) {
    const vpcId = meant.subnet.vpc.id
    const fix = { kind: 'attach-internet-gateway', vpcId } as const
    return walk.block('internet-gateway', vpcId, 'no-internet-gateway', { vpc: vpcId }, fix)
  }
  const privateAddress = primary?.text ?? ''
  return walk.block(
    'internet-gateway',
    gatewayId,
    'no-public-address',
    { address: privateAddress },
    { kind: 'associate-address', networkInterfaceId: meant.id, privateAddress },
  )
}

export function arriveFromInternet(
  journey: Journey,
  from: Peer,
  eni: NetworkInterface,
  at: Address,
): boolean {
  const { walk } = journey
  const { subnet } = eni
  const { vpc } = subnet
  const own = eni.addresses.find((each) => each.public?.address === at) ?? addressAt(eni, at)
  walk.destination = endOf(eni, own?.text ?? '')
  journey.reached = eni
  if (vpc.internetGatewayId === undefined) {
    const fix = { kind: 'attach-internet-gateway', vpcId: vpc.id } as const
    return walk.block('internet-gateway', vpc.id, 'no-internet-gateway', { vpc: vpc.id }, fix)
  }
  if (!passBlockPublicAccess(journey, subnet, vpc.internetGatewayId, false)) return false
  walk.pass('internet-gateway', vpc.internetGatewayId, 'address-mapped', {
    from: own?.public?.text ?? '',
    to: own?.text ?? '',
  })
  const { passes, via } = own
    ? enterByEdge(journey, from, eni, own)
    : { passes: true, via: undefined }
  if (!passes) return false
  const crosses = via?.subnet.id !== subnet.id
  if (crosses && !walk.filterByAcl(subnet, 'ingress', from)) return false
  journey.back.push({
    end: 'destination',
    run: () =>
      via ? returnByEdge(journey, subnet, via, from) : returnToInternet(journey, subnet, from),
  })
  if (crosses) {
    journey.back.push({ end: 'destination', run: () => walk.filterByAcl(subnet, 'egress', from) })
  }
  return enter(journey, eni, from)
}

/** Answers may go by the middlebox again, by a route to its interface, or past it. */
function returnByEdge(journey: Journey, subnet: Subnet, via: NetworkInterface, to: Peer): boolean {
  const { walk } = journey
  const route = findRoute(subnet.routeTable, to.address)
  const between = via.subnet
  if (between.id === subnet.id) {
    return walk.filterByAcl(subnet, 'egress', to) && returnToInternet(journey, subnet, to)
  }
  if (route?.target.id !== via.id || route.target.blackhole) {
    return returnToInternet(journey, subnet, to)
  }
  passRoute(journey, subnet, route, 'route-instance')
  return (
    walk.filterByAcl(between, 'ingress', to) &&
    walk.filterByAcl(between, 'egress', to) &&
    returnToInternet(journey, between, to)
  )
}

function returnToInternet(journey: Journey, subnet: Subnet, to: Peer): boolean {
  const { walk } = journey
  const { routeTable, vpc } = subnet
  const route = findRoute(routeTable, to.address)
  const facts = { destination: to.text, subnet: subnet.id }
  if (!route) {
    const fix = routeOut(journey.view, subnet, to.address, true)
    return walk.block('route-table', routeTable.id, 'no-route', facts, fix)
  }
  if (!isRouteAlive(journey, subnet, route, true, to)) return false
  if (route.target.kind !== 'internet-gateway') {
    return walk.block(
      'route-table',
      routeTable.id,
      'return-asymmetric',
      { ...facts, target: route.target.id },
      vpc.internetGatewayId === undefined
        ? undefined
        : setRoute(routeTable, route.block.text, { gatewayId: vpc.internetGatewayId }),
      shownRoute(route),
    )
  }
  passRoute(journey, subnet, route, 'route-internet-gateway')
  return true
}

/** The peering connection by which a packet came. */
export interface PeeringCrossed extends Peering {
  readonly id: string
}

/** At an interface by its private address: out of its own subnet, its VPC, or a peer VPC. */
export function arriveInside(
  journey: Journey,
  { eni, own }: Inside,
  peer: NetworkInterface | undefined,
  target: Peer,
  by: 'subnet' | 'vpc' | PeeringCrossed,
): boolean {
  const { walk } = journey
  walk.end = 'destination'
  if (!peer) {
    const facts = { address: target.text }
    return walk.block('network-interface', target.text, 'nobody-there', facts)
  }
  walk.destination = endOf(peer, target.text)
  journey.reached = peer
  const isStranger = typeof by === 'object' && !by.sharesGroups
  const groups = isStranger ? [] : eni.groups
  const { source } = journey.flow
  const preserved = 'networkInterface' in source ? source.preserved : undefined
  // Rules may name the groups of the balancer, or the addresses of its clients.
  const from: Peer = preserved
    ? { ...preserved, groups }
    : { address: own.address, text: own.text, groups }
  if (preserved) walk.seenAs = preserved.text
  const { subnet } = peer
  if (by !== 'subnet') {
    if (!walk.filterByAcl(subnet, 'ingress', from)) return false
    const goBack =
      by === 'vpc'
        ? () => returnInside(journey, subnet, preserved ? inner(own) : from)
        : () => returnByPeering(journey, subnet, from, eni.subnet, by.id)
    journey.back.push({ end: 'destination', run: goBack })
    journey.back.push({ end: 'destination', run: () => walk.filterByAcl(subnet, 'egress', from) })
  }
  return enter(journey, peer, from)
}

/** What is kept of a client's address is kept by the balancer: answers go back to its node. */
function inner({ address, text }: Inside['own']): Peer {
  return { address, text, groups: [] }
}

/** Within a VPC the way back is the local route, or one to the caller's own interface; a more specific one may take it elsewhere. */
function returnInside(journey: Journey, subnet: Subnet, to: Peer): boolean {
  const { view, walk } = journey
  const route = findRoute(subnet.routeTable, to.address)
  if (route?.target.kind === 'local') {
    passRoute(journey, subnet, route, 'route-local')
    return true
  }
  if (route?.target.kind === 'network-interface' && !route.target.blackhole) {
    const via = view.interfaceById(subnet.vpc, route.target.id)
    if (via && hasAddress(via, to.address)) {
      passRoute(journey, subnet, route, 'route-instance')
      return true
    }
  }
  const facts = { destination: to.text, subnet: subnet.id, target: route?.target.id ?? '' }
  const shown = route && shownRoute(route)
  const table = subnet.routeTable.id
  return walk.block('route-table', table, 'return-asymmetric', facts, undefined, shown)
}

/** The other VPC's answers need a route of their own, through the same connection. */
function returnByPeering(
  journey: Journey,
  subnet: Subnet,
  to: Peer,
  home: Subnet,
  id: string,
): boolean {
  const { walk } = journey
  const { routeTable } = subnet
  const route = findRoute(routeTable, to.address)
  const facts = { destination: to.text, subnet: subnet.id, target: route?.target.id ?? '' }
  const block = home.blocks.find((each) => contains(each, to.address))
  const fix = block && setRoute(routeTable, block.text, { vpcPeeringConnectionId: id })
  if (!route) return walk.block('route-table', routeTable.id, 'no-route', facts, fix)
  if (!isRouteAlive(journey, subnet, route, false, to)) return false
  if (route.target.id !== id) {
    const shown = shownRoute(route)
    return walk.block('route-table', routeTable.id, 'return-asymmetric', facts, fix, shown)
  }
  passRoute(journey, subnet, route, 'route-peering')
  return true
}

/** At the interface: its groups, and whether anything in it answers. */
export function enter(journey: Journey, eni: NetworkInterface, from: Peer): boolean {
  const { walk } = journey
  if (eni.natGatewayId !== undefined) {
    return walk.block('nat-gateway', eni.natGatewayId, 'nat-gateway-inbound', {})
  }
  const { established } = journey.flow
  if (!established?.destination && !walk.filterByGroups(eni, 'ingress', from)) return false
  walk.pass('network-interface', eni.id, 'address', {
    address: walk.destination.address,
    subnet: eni.subnet.id,
  })
  return isUp(journey, eni) && listen(journey, eni)
}

function listen(journey: Journey, eni: NetworkInterface): boolean {
  const { walk } = journey
  const { protocol, port } = journey.flow
  const id = eni.instance?.id ?? eni.id
  const family = walk.destination.address.includes(':') ? 6 : 4
  switch (journey.view.listens(eni, protocol, port, family)) {
    case 'not-booted':
      return walk.block('instance', id, 'not-booted', {})
    case 'closed':
      journey.closed = { id, instanceId: eni.instance?.id, hops: walk.path.length }
      return true
    case 'listening':
      return protocol === 'icmp'
        ? walk.pass('service', id, 'echo-answered', {})
        : walk.pass('service', id, 'listening', { port, protocol })
    case 'unknown':
      return walk.pass('service', id, 'listening-unknown', { port, protocol })
  }
}
