import { arriveInside } from './arrive.ts'
import type { Peer } from './firewall.ts'
import type { Inside, Journey } from './journey.ts'

/** Into the peer VPC and no further: what is not in it is not reached by way of it. */
export function throughPeering(journey: Journey, from: Inside, id: string, target: Peer): boolean {
  const { view, walk } = journey
  const peering = view.peering(from.eni.subnet.vpc, id)
  if (!peering) return false
  walk.pass('peering', id, 'peered', { vpc: peering.vpc.id })
  const peer = view.inVpc(peering.vpc, target.address)
  return arriveInside(journey, from, peer, target, { id, ...peering })
}
