import type { PolicyLayer } from './decision.ts'
import type { AttachedPolicy, Principal } from './principal.ts'

/** Whether some statement allows the action on something, under some condition. */
const mayAllow = (policies: readonly AttachedPolicy[], action: string): boolean =>
  policies.some(({ policy }) =>
    policy.statements.some(
      ({ statement, coversAction }) => statement.effect === 'Allow' && coversAction(action),
    ),
  )

/** A statement that denies the action on everything, whatever the conditions. */
const deniesAll = ({ policy }: AttachedPolicy, action: string): boolean =>
  policy.statements.some(
    ({ statement: { effect, resources, conditions }, coversAction }) =>
      effect === 'Deny' &&
      conditions.length === 0 &&
      resources?.not === false &&
      resources.list.includes('*') &&
      coversAction(action),
  )

/**
 * The layer that never lets a principal do an action, on whatever resource and under whatever conditions; undefined where it may be
 * able to. Only what is certain is told: what hangs on a resource or a condition is known when it is asked for.
 */
export function neverAllowed(principal: Principal, action: string): PolicyLayer | undefined {
  const { identity, boundary, session, isRoot } = principal
  const all = [...identity, ...(boundary ? [boundary] : []), ...(session ?? [])]
  const denying = all.find((attached) => deniesAll(attached, action))
  if (denying) return denying.layer
  if (!isRoot && !mayAllow(identity, action)) return 'identity'
  if (boundary && !mayAllow([boundary], action)) return 'boundary'
  if (session && !mayAllow(session, action)) return 'session'
  return undefined
}
