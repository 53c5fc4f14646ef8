import { putFault } from './fault.ts'
import { Refusal } from '../../refusal.ts'
import { patternMembers, readPattern } from './match-call.ts'
import { numberIn, type FaultKind } from './wish.ts'

/** Calls beyond so many in a second of wall time are refused, as their service says that. */
export const throttle: FaultKind = {
  members: [...patternMembers, 'ratePerSecond'],
  region: 'optional',
  lasts: true,
  make(ctx, wish, durationMs) {
    const ratePerSecond = numberIn(wish, 'ratePerSecond', { from: 0, to: 100_000 })
    if (ratePerSecond === undefined)
      throw new Refusal('"ratePerSecond" is a number; 0 lets none through.')
    const region = 'region' in wish ? ctx.region : undefined
    return putFault(
      ctx,
      { kind: 'throttle', region, ...readPattern(wish), ratePerSecond },
      durationMs,
    )
  },
}
