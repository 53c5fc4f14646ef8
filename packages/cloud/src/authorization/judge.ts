import type { WireCall } from '@brume/aws-wire'
import type { Context } from '../engine/context.ts'
import type { Decision } from './decision.ts'
import { evaluate } from './evaluate.ts'
import type { Principal } from './principal.ts'
import { checksOf, type AskedCall, type Check } from './request/checks.ts'
import type { CallFacts } from './request/call-context.ts'
import { trustPolicyOf } from './trust.ts'

/** What the policies say to each part of a call; the first denial is what the caller is told. */
export function judge(
  ctx: Context,
  call: AskedCall & Pick<WireCall, 'service'>,
  facts: CallFacts,
): readonly Decision[] {
  return checksOf(ctx, call, facts).map((check) => decide(ctx, facts.principal, check))
}

/** One question answered, with what explains the answer. */
export function decide(ctx: Context, principal: Principal, check: Check): Decision {
  const { action, resource, context } = check
  const trust = action === 'sts:AssumeRole' ? trustPolicyOf(ctx, resource) : undefined
  const verdict = evaluate(principal, check, trust)
  return {
    ...verdict,
    action,
    resource,
    context: verdict.allowed ? {} : context.all(),
    ...(verdict.kind === 'implicitDeny' &&
      verdict.layer !== 'trust' && {
        remedy: { Effect: 'Allow', Action: action, Resource: resource },
      }),
  }
}
