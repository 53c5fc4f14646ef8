import { isPrivate } from './address.ts'
import type { Peer } from './firewall.ts'
import { routeOut } from './fixes.ts'
import { shownRoute, type Journey } from './journey.ts'
import type { Route } from './routes.ts'
import type { Subnet } from './view.ts'

export function isRouteAlive(
  journey: Journey,
  subnet: Subnet,
  route: Route,
  hasPublic: boolean,
  target: Peer,
): boolean {
  const { view } = journey
  const { kind, id, blackhole } = route.target
  const detached = kind === 'internet-gateway' && id !== subnet.vpc.internetGatewayId
  const gone =
    (kind === 'nat-gateway' && !view.natGateway(subnet.vpc, id)) ||
    (kind === 'peering' && !view.peering(subnet.vpc, id)) ||
    (kind === 'transit-gateway' && view.transit && !view.transit(subnet.vpc, id)) ||
    (kind === 'network-interface' && !view.interfaceById(subnet.vpc, id))
  if (!blackhole && !detached && !gone) return true
  return journey.walk.block(
    'route-table',
    subnet.routeTable.id,
    'route-blackhole',
    { destination: route.block.text, target: id },
    isPrivate(target.address)
      ? undefined
      : routeOut(view, subnet, target.address, hasPublic, route.block.text),
    shownRoute(route),
  )
}

export function passRoute(
  journey: Journey,
  subnet: Subnet,
  route: Route,
  reason:
    | 'route-local'
    | 'route-internet-gateway'
    | 'route-nat-gateway'
    | 'route-peering'
    | 'route-transit-gateway'
    | 'route-vpn-gateway'
    | 'route-instance',
): void {
  const facts = { destination: route.block.text, target: route.target.id, subnet: subnet.id }
  journey.walk.pass('route-table', subnet.routeTable.id, reason, facts, shownRoute(route))
}
