import { Refusal } from '../../refusal.ts'
import { putFault } from './fault.ts'
import { patternMembers, readPattern } from './match-call.ts'
import { numberIn, textIn, type FaultKind } from './wish.ts'

/** With what status AWS gives a code, roughly; a wish may say otherwise. */
function statusOf(code: string): number {
  if (/^(?:Internal|Insufficient)/.test(code)) return 500
  if (/Unavailable|RequestLimitExceeded/.test(code)) return 503
  return /^(?:AccessDenied|UnauthorizedOperation)/.test(code) ? 403 : 400
}

/** Calls are answered with an error: each, the next few, or some by chance. */
export const failCall: FaultKind = {
  members: [...patternMembers, 'code', 'message', 'status', 'times', 'probability'],
  region: 'optional',
  lasts: true,
  make(ctx, wish, durationMs) {
    const code = textIn(wish, 'code', 'an error code such as "InsufficientInstanceCapacity"')
    if (!/^[A-Za-z][A-Za-z0-9._-]*$/.test(code)) throw new Refusal('"code" is a word.')
    const { message = `This call failed on purpose: ${code}.` } = wish
    return putFault(
      ctx,
      {
        kind: 'fail-call',
        ...('region' in wish && { region: ctx.region }),
        ...readPattern(wish),
        code,
        message: textIn({ message }, 'message', 'a text'),
        status: numberIn(wish, 'status', { from: 400, to: 599, whole: true }) ?? statusOf(code),
        remaining: numberIn(wish, 'times', { from: 1, to: 1_000_000, whole: true }),
        probability: numberIn(wish, 'probability', { from: 0, to: 1 }) ?? 1,
      },
      durationMs,
    )
  },
}
