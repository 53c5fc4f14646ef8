import { arriveByTransit } from './arrive-by-transit.ts'
import type { Peer } from './firewall.ts'
import type { Inside, Journey, Target } from './journey.ts'
import { crossTransit, leaveByTransit } from './transit-doors.ts'

/** From an interface through a transit gateway into the VPC that the gateway's tables choose. */
export function throughTransit(
  journey: Journey,
  from: Inside,
  gatewayId: string,
  target: Peer,
  to: Target,
): boolean {
  const { walk } = journey
  const { eni, own } = from
  const inner: Peer = { address: own.address, text: own.text, groups: eni.groups }
  const entry = leaveByTransit(journey, eni.subnet, gatewayId, inner)
  if (!entry) return false
  if (entry.subnet.id !== eni.subnet.id) {
    // On the way back the gateway's interface hands the packet over to the caller's subnet.
    journey.back.push({
      end: 'source',
      run: () => walk.filterByAcl(entry.subnet, 'egress', inner),
    })
  }
  const exit = crossTransit(journey, entry, target)
  return exit !== undefined && arriveByTransit(journey, { from, target, to, entry, exit })
}
