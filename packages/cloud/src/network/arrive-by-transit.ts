import { enter } from './arrive.ts'
import { contains } from './address.ts'
import { hasAddress } from './interface-address.ts'
import type { Peer } from './firewall.ts'
import { setRoute } from './fixes.ts'
import { isRouteAlive, passRoute } from './follow-route.ts'
import { endOf, outsider, shownRoute, type Inside, type Journey, type Target } from './journey.ts'
import { findRoute } from './routes.ts'
import { throughNatGateway } from './through-gateways.ts'
import { crossTransit, leaveByTransit, type TransitDoor } from './transit-doors.ts'
import type { NetworkInterface, Subnet } from './view.ts'

interface Crossing {
  readonly from: Inside
  readonly target: Peer
  readonly to: Target
  /** Of the caller's VPC, and of the one that was reached. */
  readonly entry: TransitDoor
  readonly exit: TransitDoor
}

/** Out of a transit gateway's interface: its subnet's route table says where to, as for any other packet in the VPC. */
export function arriveByTransit(journey: Journey, crossing: Crossing): boolean {
  const { view, walk } = journey
  const { target, exit } = crossing
  const { subnet } = exit
  walk.end = 'destination'
  const route = findRoute(subnet.routeTable, target.address)
  const facts = { destination: target.text, subnet: subnet.id }
  if (!route) return walk.block('route-table', subnet.routeTable.id, 'no-route', facts)
  if (!isRouteAlive(journey, subnet, route, false, target)) return false
  const { kind, id } = route.target
  if (kind === 'local') {
    passRoute(journey, subnet, route, 'route-local')
    return deliver(journey, crossing, view.inVpc(exit.vpc, target.address))
  }
  if (kind === 'network-interface') {
    const via = view.interfaceById(exit.vpc, id)
    if (via && hasAddress(via, target.address)) {
      passRoute(journey, subnet, route, 'route-instance')
      return deliver(journey, crossing, via)
    }
  }
  if (kind === 'nat-gateway') {
    passRoute(journey, subnet, route, 'route-nat-gateway')
    return leaveByNat(journey, crossing, id)
  }
  const shown = shownRoute(route)
  const unsupported = { ...facts, target: id }
  const table = subnet.routeTable.id
  return walk.block('route-table', table, 'route-unsupported', unsupported, undefined, shown)
}

function deliver(
  journey: Journey,
  crossing: Crossing,
  peer: NetworkInterface | undefined,
): boolean {
  const { walk } = journey
  const { from, target, entry, exit } = crossing
  if (!peer) {
    const facts = { address: target.text }
    return walk.block('network-interface', target.text, 'nobody-there', facts)
  }
  walk.destination = endOf(peer, target.text)
  journey.reached = peer
  const { own, eni } = from
  const within = entry.attachment.gatewayId === exit.attachment.gatewayId
  const known = within && entry.sharesGroups && exit.sharesGroups
  const caller: Peer = { address: own.address, text: own.text, groups: known ? eni.groups : [] }
  const { subnet } = peer
  if (subnet.id !== exit.subnet.id) {
    if (!walk.filterByAcl(exit.subnet, 'egress', target)) return false
    if (!walk.filterByAcl(subnet, 'ingress', caller)) return false
  }
  journey.back.push({
    end: 'destination',
    run: () => returnByTransit(journey, crossing, subnet, target),
  })
  journey.back.push({ end: 'destination', run: () => walk.filterByAcl(subnet, 'egress', caller) })
  return enter(journey, peer, caller)
}

/** One NAT gateway for many VPCs: its answers find their way back by the gateway too. */
function leaveByNat(journey: Journey, crossing: Crossing, id: string): boolean {
  const { view, walk } = journey
  const { from, target, to, exit } = crossing
  if (!walk.filterByAcl(exit.subnet, 'egress', target)) return false
  const nat = view.natGateway(exit.vpc, id)
  if (nat) {
    const { subnet } = nat
    journey.back.push({
      end: 'source',
      run: () => returnByTransit(journey, crossing, subnet, target),
    })
  }
  return throughNatGateway(journey, { subnet: exit.subnet, own: from.own }, id, to)
}

/** Answers need a route to the gateway, and the gateway's tables one back to where the caller is. */
function returnByTransit(
  journey: Journey,
  { from, entry, exit }: Crossing,
  subnet: Subnet,
  answering: Peer,
): boolean {
  const { walk } = journey
  const { routeTable } = subnet
  const { address, text } = from.own
  const { gatewayId } = exit.attachment
  const route = findRoute(routeTable, address)
  const facts = { destination: text, subnet: subnet.id, target: route?.target.id ?? '' }
  const block = from.eni.subnet.blocks.find((each) => contains(each, address))
  const fix = block && setRoute(routeTable, block.text, { transitGatewayId: gatewayId })
  if (!route) return walk.block('route-table', routeTable.id, 'no-route', facts, fix)
  const caller = outsider(address, text)
  if (!isRouteAlive(journey, subnet, route, false, caller)) return false
  if (route.target.id !== gatewayId) {
    const shown = shownRoute(route)
    return walk.block('route-table', routeTable.id, 'return-asymmetric', facts, fix, shown)
  }
  passRoute(journey, subnet, route, 'route-transit-gateway')
  const door = leaveByTransit(journey, subnet, gatewayId, answering)
  const home = door && crossTransit(journey, door, caller)
  if (!home) return false
  if (home.vpc === entry.vpc) return true
  return walk.block('transit-gateway', gatewayId, 'return-asymmetric', {
    destination: text,
    target: home.attachment.id,
  })
}
