import type { FlowDecision } from '@brume/ec2-model'
import { parseAddress } from '../../network/address.ts'
import { isTracked } from '../../network/firewall.ts'
import type { NetworkInterface } from '../../network/view.ts'

/** At which ends of a flow the groups follow it, so that it outlives its rules. */
export interface Followed {
  readonly source: boolean
  readonly destination: boolean
}

export function followedEnds(
  { protocol, port, seenAs }: FlowDecision,
  called: string,
  source: NetworkInterface | undefined,
  destination: NetworkInterface | undefined,
): Followed {
  const isFollowed = (eni: NetworkInterface | undefined, way: 'ingress' | 'egress'): boolean => {
    if (!eni) return true
    const peer = parseAddress(way === 'egress' ? called : seenAs) ?? 0
    return isTracked(eni.groups, way, { protocol, port, code: 0, peer })
  }
  return { source: isFollowed(source, 'egress'), destination: isFollowed(destination, 'ingress') }
}
