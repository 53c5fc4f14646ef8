import { contains, isPrivate, type Address } from './address.ts'
import { arriveInside, isUp, unnamed } from './arrive.ts'
import { acrossInternet } from './cross-internet.ts'
import type { Peer } from './firewall.ts'
import { routeOut } from './fixes.ts'
import { isRouteAlive, passRoute } from './follow-route.ts'
import { endOf, outsider, shownRoute, type Inside, type Journey, type Target } from './journey.ts'
import { throughInternetGateway, throughNatGateway } from './through-gateways.ts'
import { findRoute, type Route } from './routes.ts'
import type { InterfaceAddress, NetworkInterface, Subnet } from './view.ts'

export function leaveInterface(
  journey: Journey,
  eni: NetworkInterface,
  address: string | undefined,
  to: Target,
): boolean {
  const { walk } = journey
  const own = ownAddress(eni, address, to.address)
  walk.source = endOf(eni, own?.text ?? address ?? '')
  walk.destination = to.shown
  if (!isUp(journey, eni)) return false
  if (!own) {
    const facts = { address: address ?? to.text, destination: to.text }
    return walk.block('network-interface', eni.id, 'no-route', facts)
  }
  walk.pass('network-interface', eni.id, 'address', { address: own.text, subnet: eni.subnet.id })
  if (to.address === undefined) return unnamed(journey, to)
  const target: Peer = { address: to.address, text: to.text, groups: [] }
  const peer = journey.view.inVpc(eni.subnet.vpc, to.address)
  const sameSubnet = eni.subnet.blocks.some((block) => contains(block, target.address))
  const seen = peer ? { ...target, groups: peer.groups } : target
  if (!journey.flow.established?.source && !walk.filterByGroups(eni, 'egress', seen)) return false
  const from: Inside = { eni, own }
  if (sameSubnet) return arriveInside(journey, from, peer, target, true)
  return leaveSubnet(journey, from, target, to)
}

function leaveSubnet(journey: Journey, from: Inside, target: Peer, to: Target): boolean {
  const { walk } = journey
  const { eni, own } = from
  const { subnet } = eni
  if (!walk.filterByAcl(subnet, 'egress', target)) return false
  journey.back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'ingress', target) })
  const route = findRoute(subnet.routeTable, target.address)
  if (!route) {
    return walk.block(
      'route-table',
      subnet.routeTable.id,
      'no-route',
      { destination: target.text, subnet: subnet.id },
      isPrivate(target.address)
        ? undefined
        : routeOut(journey.view, subnet, target.address, own.public !== undefined),
    )
  }
  if (!isRouteAlive(journey, subnet, route, own.public !== undefined, target)) return false
  const { kind, id } = route.target
  switch (kind) {
    case 'local':
      passRoute(journey, subnet, route, 'route-local')
      return arriveInside(
        journey,
        from,
        journey.view.inVpc(subnet.vpc, target.address),
        target,
        false,
      )
    case 'internet-gateway':
      passRoute(journey, subnet, route, 'route-internet-gateway')
      return throughInternetGateway(journey, from, id, to)
    case 'egress-only-gateway':
      // Of IPv6 alone, whose addresses are public as they are.
      passRoute(journey, subnet, route, 'route-internet-gateway')
      walk.pass('internet-gateway', id, 'internet', { address: own.text })
      return acrossInternet(journey, outsider(own.address, own.text), to)
    case 'nat-gateway':
      passRoute(journey, subnet, route, 'route-nat-gateway')
      return throughNatGateway(journey, from, id, to)
    case 'network-interface':
      return throughInstance(journey, subnet, route)
    case 'other':
      return walk.block(
        'route-table',
        subnet.routeTable.id,
        'route-unsupported',
        { destination: route.block.text, target: id },
        undefined,
        shownRoute(route),
      )
  }
}

/** A route to an interface: a machine that would pass packets on. None here does, as its system would have to be told to. */
function throughInstance(journey: Journey, subnet: Subnet, route: Route): boolean {
  const { walk } = journey
  const { id } = route.target
  const via = journey.view.interfaceById(subnet.vpc, id)
  const facts = { destination: route.block.text, target: id }
  const shown = shownRoute(route)
  if (!via) {
    const table = subnet.routeTable.id
    return walk.block('route-table', table, 'route-blackhole', facts, undefined, shown)
  }
  if (via.sourceDestCheck) {
    return walk.block(
      'network-interface',
      id,
      'source-dest-check',
      facts,
      { kind: 'disable-source-dest-check', networkInterfaceId: id },
      shown,
    )
  }
  return walk.block('network-interface', id, 'not-forwarding', facts, undefined, shown)
}

function ownAddress(
  eni: NetworkInterface,
  text: string | undefined,
  to: Address | undefined,
): InterfaceAddress | undefined {
  return eni.addresses.find((each) =>
    text === undefined ? to === undefined || typeof each.address === typeof to : each.text === text,
  )
}
