import { Refusal } from '../../refusal.ts'
import { putFault } from './fault.ts'
import { patternMembers, readPattern } from './match-call.ts'
import { numberIn, type FaultKind } from './wish.ts'

const longestMs = 60_000

/** Calls take so much longer, of wall time: `{"ms": 500}`, or between two figures. */
export const latency: FaultKind = {
  members: [...patternMembers, 'ms', 'minimumMs', 'maximumMs'],
  region: 'optional',
  lasts: true,
  make(ctx, wish, durationMs) {
    const bounds = { from: 0, to: longestMs }
    const ms = numberIn(wish, 'ms', bounds)
    const minimumMs = ms ?? numberIn(wish, 'minimumMs', bounds) ?? 0
    const maximumMs = ms ?? numberIn(wish, 'maximumMs', bounds)
    if (maximumMs === undefined || maximumMs < minimumMs) {
      throw new Refusal('Give "ms", or "minimumMs" and a "maximumMs" that is no less.')
    }
    const region = 'region' in wish ? ctx.region : undefined
    const fault = { kind: 'latency', region, ...readPattern(wish), minimumMs, maximumMs } as const
    return putFault(ctx, fault, durationMs)
  },
}
