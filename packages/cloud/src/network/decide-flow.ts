import type { FlowDecision } from '@brume/ec2-model'
import { isPrivate, parseAddress, type Address } from './address.ts'
import { acrossInternet } from './cross-internet.ts'
import { endOf, Journey, outsider, type Closed, type Flow, type Target } from './journey.ts'
import { leaveInterface } from './leave-interface.ts'
import { findRoute } from './routes.ts'
import { vpcBeyondTransit } from './transit-doors.ts'
import type { NetworkInterface, NetworkView } from './view.ts'

export type { Flow } from './journey.ts'

/** Whether a flow gets through, by which hops, and if not, what stops it and what would open the way. Pure. */
export function decideFlow(view: NetworkView, flow: Flow): FlowDecision {
  return traceFlow(view, flow).decision
}

/** The decision, and the interface at which the flow would arrive, blocked there or not. */
export function traceFlow(
  view: NetworkView,
  flow: Flow,
): { readonly decision: FlowDecision; readonly reached: NetworkInterface | undefined } {
  const journey = new Journey(view, flow)
  const decision = decide(journey)
  return { decision, reached: journey.reached }
}

function decide(journey: Journey): FlowDecision {
  const back = go(journey) && comeBack(journey)
  const { walk } = journey
  if (back && journey.closed) refuse(journey, journey.closed)
  const open = back && !journey.closed
  const { protocol, port } = journey.flow
  const last = walk.path.at(-1)
  return {
    verdict: open ? 'allowed' : back ? 'refused' : 'dropped',
    protocol,
    port,
    source: walk.source,
    destination: walk.destination,
    seenAs: walk.seenAs || walk.source.address,
    path: walk.path,
    ...(!open && last && { blockedAt: last }),
    ...(!open && walk.fix && { fix: walk.fix }),
  }
}

function go(journey: Journey): boolean {
  const { walk } = journey
  const { source, destination } = journey.flow
  if ('networkInterface' in source) {
    const eni = source.networkInterface
    return leaveInterface(journey, eni, source.address, aimAt(journey, destination, eni))
  }
  walk.source = { address: source.address }
  const from = parseAddress(source.address)
  const target = aimAt(journey, destination, undefined)
  walk.destination = target.shown
  if (from === undefined || isPrivate(from)) {
    return walk.block('internet', source.address, 'private-address', {
      address: source.address,
    })
  }
  walk.pass('internet', source.address, 'internet', { address: source.address })
  return acrossInternet(journey, outsider(from, source.address), target)
}

/** What to aim at. An interface is aimed at by its private address within the VPC and over a peering connection or transit gateway, by its public one from elsewhere. */
function aimAt(
  journey: Journey,
  destination: Flow['destination'],
  from: NetworkInterface | undefined,
): Target {
  if (typeof destination === 'string') {
    return {
      text: destination,
      address: parseAddress(destination),
      meant: undefined,
      shown: { address: destination },
    }
  }
  const primary = sameFamily(destination, from) ?? destination.addresses[0]
  const mapped = destination.addresses.find((each) => each.public)
  const near = from && primary && isNear(journey, from, destination, primary.address)
  const aim = near ? primary : mapped?.public
  return {
    text: aim?.text ?? '',
    address: aim?.address,
    meant: destination,
    shown: endOf(destination, aim?.text ?? primary?.text ?? ''),
  }
}

/** The first address of a family that the caller has as well. */
function sameFamily(to: NetworkInterface, from: NetworkInterface | undefined) {
  return to.addresses.find(({ address }) =>
    from?.addresses.some((own) => typeof own.address === typeof address),
  )
}

function isNear(
  journey: Journey,
  from: NetworkInterface,
  to: NetworkInterface,
  address: Address,
): boolean {
  const { subnet } = from
  if (subnet.vpc === to.subnet.vpc) return true
  const { kind, id } = findRoute(subnet.routeTable, address)?.target ?? {}
  if (id === undefined) return false
  const beyond =
    kind === 'peering'
      ? journey.view.peering(subnet.vpc, id)
      : kind === 'transit-gateway'
        ? vpcBeyondTransit(journey, subnet, id, address)
        : undefined
  return beyond?.vpc === to.subnet.vpc
}

/** The refusal found its way back: what it passed there is of no interest. */
function refuse(journey: Journey, { id, instanceId, hops }: Closed): void {
  const { walk } = journey
  const { port, protocol } = journey.flow
  walk.path.length = hops
  walk.way = 'there'
  walk.end = 'destination'
  const fix =
    instanceId === undefined ? undefined : ({ kind: 'start-service', instanceId, port } as const)
  walk.block('service', id, 'not-listening', { port, protocol }, fix)
}

function comeBack(journey: Journey): boolean {
  const { walk } = journey
  walk.way = 'back'
  for (let at = journey.back.length - 1; at >= 0; at -= 1) {
    const step = journey.back[at]
    if (!step) continue
    walk.end = step.end
    if (!step.run()) return false
  }
  return true
}
