import type { Match, PolicyRequest } from '@brume/ec2-model/policies'
import type { Decision, MatchedStatement, PolicyLayer } from './decision.ts'
import { callerOf, type AttachedPolicy, type Principal } from './principal.ts'

/** What is asked: one action on one resource. */
export type Asked = Omit<PolicyRequest, 'caller'>

/** What decides, without what it was asked about. */
export type Verdict = Pick<Decision, 'allowed' | 'kind' | 'statements' | 'layer'>

/**
 * Whether a principal may do something, by all policies that concern it: an explicit deny anywhere wins; then the policies of the resource and of the
 * identity must allow, and neither the boundary nor the session may hold it back.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(
  principal: Principal,
  asked: Asked,
  resourcePolicy?: { readonly policy: AttachedPolicy; readonly account: string },
): Verdict {
  const request: PolicyRequest = { ...asked, caller: callerOf(principal) }
  const layers = {
    identity: look(principal.identity, request),
    boundary: principal.boundary && look([principal.boundary], request),
    session: principal.session && look(principal.session, request),
    resource: resourcePolicy && look([resourcePolicy.policy], request),
  }
  const present = Object.values(layers).filter((layer) => layer !== undefined)
  const denies = present.flatMap((layer) => layer.denies)
  if (denies[0]) {
    return { allowed: false, kind: 'explicitDeny', statements: denies, layer: denies[0].layer }
  }
  const missing = missingLayer(principal, layers, resourcePolicy)
  if (missing) return { allowed: false, kind: 'implicitDeny', statements: [], layer: missing }
  const allows = present.flatMap((layer) => layer.allows)
  return { allowed: true, kind: 'allowed', statements: allows }
}

interface Looked {
  readonly allows: readonly MatchedStatement[]
  readonly denies: readonly MatchedStatement[]
  /** How the allowing statements name the principal. */
  readonly match: Match | undefined
}

interface Layers {
  readonly identity: Looked
  readonly boundary: Looked | undefined
  readonly session: Looked | undefined
  readonly resource: Looked | undefined
}

/** Which layer does not allow what it would have to; undefined when all do. */
function missingLayer(
  { kind, account, isRoot, roleArn }: Principal,
  { identity, boundary, session, resource }: Layers,
  resourcePolicy: { readonly policy: AttachedPolicy; readonly account: string } | undefined,
): PolicyLayer | undefined {
  const isOwn = !resourcePolicy || resourcePolicy.account === account
  // A trust policy must allow in any case; what it says of the account leaves the rest to the account.
  if (resourcePolicy?.policy.layer === 'trust' && !resource?.match) return 'trust'
  if (!isOwn && !resource?.match) return resourcePolicy.policy.layer
  const byName = isOwn && resource?.match === 'direct'
  // To a user by name the resource's own policy is enough, whatever the boundary leaves out.
  if (byName && roleArn === undefined && kind === 'user' && !session) return undefined
  if (!byName && !isRoot && identity.allows.length === 0) return 'identity'
  if (boundary && boundary.allows.length === 0) return 'boundary'
  if (session && session.allows.length === 0) return 'session'
  return undefined
}

function look(policies: readonly AttachedPolicy[], request: PolicyRequest): Looked {
  const allows: MatchedStatement[] = []
  const denies: MatchedStatement[] = []
  let match: Match | undefined
  for (const attached of policies) {
    for (const compiled of attached.policy.statements) {
      const how = compiled.match(request)
      if (!how) continue
      const { effect } = compiled.statement
      if (effect === 'Allow') {
        allows.push(matched(attached, compiled.statement))
        if (how === 'direct' || !match) match = how
      } else denies.push(matched(attached, compiled.statement))
    }
  }
  return { allows, denies, match }
}

function matched(
  { layer, from }: AttachedPolicy,
  { sid, index, effect }: { sid?: string; index: number; effect: 'Allow' | 'Deny' },
): MatchedStatement {
  return { policy: from, layer, effect, index, ...(sid !== undefined && { sid }) }
}
