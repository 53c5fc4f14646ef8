import { isUp } from './is-up.ts'
import type { Peer } from './firewall.ts'
import { hasAddress } from './interface-address.ts'
import { outsider, shownRoute, type Journey } from './journey.ts'
import { findRoute, type Route } from './routes.ts'
import type { InterfaceAddress, NetworkInterface } from './view.ts'

/** Where what comes in from the Internet goes first. */
export interface EdgeWay {
  readonly passes: boolean
  /** The interface of a middlebox between the gateway and the destination. */
  readonly via: NetworkInterface | undefined
}

const straight: EdgeWay = { passes: true, via: undefined }
const stopped: EdgeWay = { passes: false, via: undefined }

/**
 * The route table of an internet gateway, if it has one: straight to the destination, or to an interface in the VPC whose
 * system passes packets on as they are.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
export function enterByEdge(
  journey: Journey,
  from: Peer,
  eni: NetworkInterface,
  own: Pick<InterfaceAddress, 'address' | 'text'>,
): EdgeWay {
  const { walk, view } = journey
  const { vpc } = eni.subnet
  const table = vpc.gatewayTable
  if (!table) return straight
  const route = findRoute(table, own.address)
  const facts = { destination: own.text, subnet: vpc.internetGatewayId ?? '' }
  const block = (reason: 'no-route' | 'route-blackhole' | 'route-unsupported', shown?: Route) => {
    const target = shown?.target.id ?? ''
    walk.block(
      'route-table',
      table.id,
      reason,
      { ...facts, target },
      undefined,
      shown && shownRoute(shown),
    )
    return stopped
  }
  if (!route) return block('no-route')
  const pass = (reason: 'route-local' | 'route-instance') =>
    walk.pass(
      'route-table',
      table.id,
      reason,
      { ...facts, target: route.target.id },
      shownRoute(route),
    )
  const { kind, id, blackhole } = route.target
  if (kind === 'local') {
    pass('route-local')
    return straight
  }
  if (kind !== 'network-interface') return block('route-unsupported', route)
  const via = view.interfaceById(vpc, id)
  if (!via || blackhole) return block('route-blackhole', route)
  pass('route-instance')
  if (hasAddress(via, own.address)) return straight
  return { passes: throughMiddlebox(journey, from, via, eni, own), via }
}

/** Into a middlebox and out again, by its groups and its subnet's ACL; it changes no address. */
function throughMiddlebox(
  journey: Journey,
  from: Peer,
  via: NetworkInterface,
  eni: NetworkInterface,
  own: Pick<InterfaceAddress, 'address' | 'text'>,
): boolean {
  const { walk, view } = journey
  const { subnet } = via
  const to = outsider(own.address, own.text)
  if (via.sourceDestCheck) {
    const fix = { kind: 'disable-source-dest-check', networkInterfaceId: via.id } as const
    const facts = { destination: own.text, target: via.id }
    return walk.block('network-interface', via.id, 'source-dest-check', facts, fix)
  }
  if (!walk.filterByAcl(subnet, 'ingress', from)) return false
  if (!walk.filterByGroups(via, 'ingress', from)) return false
  if (!isUp(journey, via)) return false
  const forwards = view.forwards(via)
  const machine = via.instance?.id ?? via.id
  if (!forwards) return walk.block('instance', machine, 'not-forwarding', {})
  walk.pass('instance', machine, forwards === true ? 'forwards' : 'forwards-unknown', {
    from: from.text,
    to: from.text,
  })
  if (!walk.filterByGroups(via, 'egress', { ...to, groups: eni.groups })) return false
  if (subnet.id === eni.subnet.id) return true
  if (!walk.filterByAcl(subnet, 'egress', to)) return false
  const route = findRoute(subnet.routeTable, own.address)
  const facts = { destination: own.text, subnet: subnet.id, target: route?.target.id ?? '' }
  const table = subnet.routeTable.id
  if (!route) return walk.block('route-table', table, 'no-route', facts)
  if (route.target.kind !== 'local') {
    return walk.block(
      'route-table',
      table,
      'route-unsupported',
      facts,
      undefined,
      shownRoute(route),
    )
  }
  return walk.pass('route-table', table, 'route-local', facts, shownRoute(route))
}
