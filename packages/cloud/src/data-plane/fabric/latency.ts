import type { Chance } from '@brume/clock'
import type { FlowDecision } from '@brume/ec2-model'
import type { GuestHop, GuestPing } from '@brume/guests'

/** Within a VPC the fabric counts one hop down from Linux's 64 or 128; from the Internet many are gone. */
const vpcTtl = 127

/** How long packets take to where the decision leads and back, give or take. */
export function pingTime(decision: FlowDecision, chance: Chance): GuestPing {
  const { destination } = decision
  const jitter = 0.9 + chance.next() * 0.2
  if (!crossesInternet(decision)) {
    return {
      roundTripMs: round((0.25 + distance(destination.address) * 0.6) * jitter),
      ttl: vpcTtl,
    }
  }
  const far = distance(destination.address)
  return { roundTripMs: round((1.2 + far * 30) * jitter), ttl: 44 + Math.floor(far * 12) }
}

/** A VPC's router and the Internet's show themselves to nobody: hops without address, and the end where it answers pings. */
export function traceHops(decision: FlowDecision, chance: Chance): readonly GuestHop[] {
  const between = crossesInternet(decision)
    ? 5 + Math.floor(distance(decision.destination.address) * 6)
    : 0
  const silent = Array.from({ length: between }, () => ({ address: undefined, roundTripMs: 0 }))
  if (decision.verdict === 'dropped') return [...silent, { address: undefined, roundTripMs: 0 }]
  const { roundTripMs } = pingTime(decision, chance)
  const shown = decision.destination.address
  return [...silent, { address: shown, roundTripMs }]
}

function crossesInternet({ path }: FlowDecision): boolean {
  return path.some(({ kind }) => kind === 'internet-gateway' || kind === 'internet')
}

/** 0 to 1, the same for an address every time. */
function distance(address: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < address.length; at += 1) {
    hash = Math.imul(hash ^ address.charCodeAt(at), 0x01000193)
  }
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
