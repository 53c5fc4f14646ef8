import { contains, isPrivate, parseAddress, type Address } from './address.ts'
import { arriveInside, unnamed } from './arrive.ts'
import { isUp } from './is-up.ts'
import { addressAt, hasAddress } from './interface-address.ts'
import { passBlockPublicAccess } from './block-public-access.ts'
import { acrossInternet } from './cross-internet.ts'
import type { Peer } from './firewall.ts'
import { routeOut } from './fixes.ts'
import { isRouteAlive, passRoute } from './follow-route.ts'
import { endOf, outsider, shownRoute, type Inside, type Journey, type Target } from './journey.ts'
import { throughInternetGateway, throughNatGateway } from './through-gateways.ts'
import { enterInstance } from './through-instance.ts'
import { throughTransit } from './through-transit.ts'
import { vpcBeyondTransit } from './transit-doors.ts'
import { throughPeering } from './through-peering.ts'
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
  journey.forwarders.push(eni.id)
  return depart(journey, { eni, own }, { address: to.address, text: to.text, groups: [] }, to)
}

/** Out of an interface: its groups, and then its subnet if the target is not in it. */
function depart(journey: Journey, from: Inside, target: Peer, to: Target): boolean {
  const { view, walk } = journey
  const { eni } = from
  const { subnet } = eni
  const neighbour = view.inVpc(subnet.vpc, target.address)
  const sameSubnet = subnet.blocks.some((block) => contains(block, target.address))
  const route = sameSubnet ? undefined : findRoute(subnet.routeTable, target.address)
  if (!journey.flow.established?.source) {
    const groups = (neighbour ?? beyondVpc(journey, from, route, target))?.groups
    const seen = groups ? { ...target, groups } : target
    if (!walk.filterByGroups(eni, 'egress', seen)) return false
  }
  if (sameSubnet) return arriveInside(journey, from, neighbour, target, 'subnet')
  return leaveSubnet(journey, from, route, target, to)
}

/** The target at the other end of a peering connection or transit gateway, where rules may name its groups. */
function beyondVpc(
  journey: Journey,
  { eni }: Inside,
  route: Route | undefined,
  target: Peer,
): NetworkInterface | undefined {
  const { view } = journey
  const { subnet } = eni
  const { kind, id } = route?.target ?? {}
  if (id === undefined) return undefined
  const beyond =
    kind === 'peering'
      ? view.peering(subnet.vpc, id)
      : kind === 'transit-gateway'
        ? vpcBeyondTransit(journey, subnet, id, target.address)
        : undefined
  return beyond?.sharesGroups ? view.inVpc(beyond.vpc, target.address) : undefined
}

function isTransitDoor({ view }: Journey, subnet: Subnet, route: Route | undefined): boolean {
  if (route?.target.kind !== 'transit-gateway') return false
  const end = view.transit?.(subnet.vpc, route.target.id)?.end
  return end?.kind === 'vpc' && end.subnets.some(({ id }) => id === subnet.id)
}

function leaveSubnet(
  journey: Journey,
  from: Inside,
  route: Route | undefined,
  target: Peer,
  to: Target,
): boolean {
  const { walk } = journey
  const { eni, own } = from
  const { subnet } = eni
  const hasPublic = own.public !== undefined
  if (!walk.filterByAcl(subnet, 'egress', target)) return false
  // What a transit gateway hands over within one subnet is not asked: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
  if (!isTransitDoor(journey, subnet, route)) {
    journey.back.push({ end: 'source', run: () => walk.filterByAcl(subnet, 'ingress', target) })
  }
  if (!route) {
    const facts = { destination: target.text, subnet: subnet.id }
    const fix = isPrivate(target.address)
      ? undefined
      : routeOut(journey.view, subnet, target.address, hasPublic)
    return walk.block('route-table', subnet.routeTable.id, 'no-route', facts, fix)
  }
  if (!isRouteAlive(journey, subnet, route, hasPublic, target)) return false
  const { kind, id } = route.target
  switch (kind) {
    case 'local':
      passRoute(journey, subnet, route, 'route-local')
      return arriveInside(
        journey,
        from,
        journey.view.inVpc(subnet.vpc, target.address),
        target,
        'vpc',
      )
    case 'internet-gateway':
      passRoute(journey, subnet, route, 'route-internet-gateway')
      return throughInternetGateway(journey, from, id, to)
    case 'egress-only-gateway':
      // Of IPv6 alone, whose addresses are public as they are.
      passRoute(journey, subnet, route, 'route-internet-gateway')
      if (!passBlockPublicAccess(journey, subnet, id, true)) return false
      walk.pass('internet-gateway', id, 'internet', { address: own.text })
      return acrossInternet(journey, outsider(own.address, own.text), to)
    case 'nat-gateway':
      passRoute(journey, subnet, route, 'route-nat-gateway')
      return throughNatGateway(journey, { subnet, own }, id, to)
    case 'peering':
      passRoute(journey, subnet, route, 'route-peering')
      return throughPeering(journey, from, id, target)
    case 'transit-gateway':
      if (!journey.view.transit) return leadsNowhere(journey, subnet, route)
      passRoute(journey, subnet, route, 'route-transit-gateway')
      return throughTransit(journey, from, id, target, to)
    case 'vpn-gateway':
      passRoute(journey, subnet, route, 'route-vpn-gateway')
      return walk.block('vpn-gateway', id, 'vpn-down', { target: id })
    case 'network-interface': {
      const via = journey.view.interfaceById(subnet.vpc, id)
      if (via && hasAddress(via, target.address)) {
        passRoute(journey, subnet, route, 'route-instance')
        return arriveInside(journey, from, via, target, 'vpc')
      }
      const onward = enterInstance(journey, from, route)
      return onward !== undefined && depart(journey, onward, target, to)
    }
    case 'other':
      return leadsNowhere(journey, subnet, route)
  }
}

function leadsNowhere({ walk }: Journey, { routeTable }: Subnet, route: Route): false {
  const facts = { destination: route.block.text, target: route.target.id }
  const shown = shownRoute(route)
  return walk.block('route-table', routeTable.id, 'route-unsupported', facts, undefined, shown)
}

function ownAddress(
  eni: NetworkInterface,
  text: string | undefined,
  to: Address | undefined,
): InterfaceAddress | undefined {
  if (text === undefined) {
    return eni.addresses.find((each) => to === undefined || typeof each.address === typeof to)
  }
  const address = parseAddress(text)
  return address === undefined ? undefined : addressAt(eni, address)
}
