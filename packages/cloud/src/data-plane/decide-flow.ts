import type { CloudHost, FlowPlace } from '../host.ts'
import { UnknownEnd, type End, type Fabric } from './fabric/fabric.ts'

/** Asks the network of an account and Region, for operations that tell what it would say. */
export function askNetwork(
  fabric: Fabric,
  ...[{ account, region }, from, to, protocol, port]: Parameters<CloudHost['decideFlow']>
): ReturnType<CloudHost['decideFlow']> {
  const endOf = (place: FlowPlace): End => {
    if (place.kind === 'internet') return { kind: 'internet', account, address: place.address }
    if (place.kind === 'network-interface') return { ...place, kind: place.kind, account, region }
    return { kind: 'guest', target: { account, region, instanceId: place.id } }
  }
  try {
    return fabric.decide(endOf(from), typeof to === 'string' ? to : endOf(to), protocol, port)
  } catch (error) {
    if (error instanceof UnknownEnd) return undefined
    throw error
  }
}
