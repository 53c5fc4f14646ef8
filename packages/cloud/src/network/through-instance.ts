import { isUp } from './is-up.ts'
import type { Peer } from './firewall.ts'
import { passRoute } from './follow-route.ts'
import { shownRoute, type Inside, type Journey } from './journey.ts'
import type { Route } from './routes.ts'
import type { NetworkInterface } from './view.ts'

/**
 * A route to an interface: a NAT instance, which passes packets on in its own name when its system forwards and AWS does not
 * check who they are for. What leaves it, or undefined where the packet ends.
 * https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
 */
export function enterInstance(journey: Journey, from: Inside, route: Route): Inside | undefined {
  const { view, walk } = journey
  const { eni, own } = from
  const { subnet } = eni
  const via = view.interfaceById(subnet.vpc, route.target.id)
  if (!via || !mayForward(journey, from, via, route)) return undefined
  passRoute(journey, subnet, route, 'route-instance')
  const inner: Peer = { address: own.address, text: own.text, groups: eni.groups }
  const between = via.subnet
  if (between.id !== subnet.id) {
    if (!walk.filterByAcl(between, 'ingress', inner)) return undefined
    journey.back.push({ end: 'source', run: () => walk.filterByAcl(between, 'egress', inner) })
  }
  const { established } = journey.flow
  if (!established?.source && !walk.filterByGroups(via, 'ingress', inner)) return undefined
  if (!isUp(journey, via)) return undefined
  const mapped = via.addresses.find((each) => typeof each.address === typeof own.address)
  const forwards = mapped ? view.forwards(via) : false
  if (!mapped || !forwards) {
    walk.block('instance', via.instance?.id ?? via.id, 'not-forwarding', {})
    return undefined
  }
  const reason = forwards === true ? 'forwards' : 'forwards-unknown'
  walk.pass('instance', via.instance?.id ?? via.id, reason, { from: own.text, to: mapped.text })
  walk.seenAs = mapped.text
  journey.forwarders.push(via.id)
  return { eni: via, own: mapped }
}

function mayForward(
  { forwarders, walk }: Journey,
  { eni }: Inside,
  via: NetworkInterface,
  route: Route,
): boolean {
  const { id } = via
  const facts = { destination: route.block.text, target: id }
  const shown = shownRoute(route)
  if (forwarders.includes(id)) {
    const table = eni.subnet.routeTable.id
    return walk.block('route-table', table, 'route-loop', facts, undefined, shown)
  }
  if (!via.sourceDestCheck) return true
  const fix = { kind: 'disable-source-dest-check', networkInterfaceId: id } as const
  return walk.block('network-interface', id, 'source-dest-check', facts, fix, shown)
}
