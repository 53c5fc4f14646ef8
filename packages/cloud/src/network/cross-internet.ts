import { isPrivate } from './address.ts'
import { arriveFromInternet, unnamed } from './arrive.ts'
import type { Peer } from './firewall.ts'
import type { Journey, Target } from './journey.ts'

export function acrossInternet(journey: Journey, from: Peer, to: Target): boolean {
  const { walk } = journey
  const { protocol, port } = journey.flow
  walk.end = 'destination'
  walk.seenAs = from.text
  if (to.address === undefined) return unnamed(journey, to)
  const eni = journey.view.byPublicAddress(to.address)
  if (eni) return arriveFromInternet(journey, from, eni, to.address)
  if (isPrivate(to.address)) {
    return walk.block('internet', to.text, 'private-address', { address: to.text })
  }
  switch (journey.view.internet(to.address, protocol, port)) {
    case 'nobody':
    case 'not-booted':
      return walk.block('internet', to.text, 'nobody-there', { address: to.text })
    case 'closed':
      journey.closed = { id: to.text, instanceId: undefined, hops: walk.path.length }
      return true
    case 'listening':
    case 'unknown':
      return walk.pass('internet', to.text, 'internet', { address: to.text, port })
  }
}
