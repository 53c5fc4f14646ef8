import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { checkRange, enumError, invalidAction, unsupported, validationError } from '../errors.ts'
import type { ListenerRecord } from '../listeners/listener.ts'
import type { LoadBalancerRecord } from '../load-balancers/load-balancer.ts'
import { readFixedResponse } from './read-fixed-response.ts'
import { readForward } from './read-forward.ts'
import { readRedirect } from './read-redirect.ts'
import type { RuleAction } from './rule-action.ts'

/** Whose actions they are. */
export interface ActionPlace {
  readonly balancer: LoadBalancerRecord
  readonly listener: Pick<ListenerRecord, 'protocol' | 'port'>
  /** As the service's validator names them: `defaultActions`. */
  readonly member: 'actions' | 'defaultActions'
}

const types = [
  'forward',
  'authenticate-oidc',
  'authenticate-cognito',
  'redirect',
  'fixed-response',
  'jwt-validation',
]

/** The actions of a call. Throws AWS's refusals. */
export function readActions(
  ctx: Context,
  actions: readonly Action[] | undefined,
  place: ActionPlace,
): readonly RuleAction[] {
  if (!actions || actions.length === 0) {
    throw validationError(
      place.member === 'actions'
        ? 'At least one action must be specified'
        : 'At least one default action must be specified',
    )
  }
  const read = actions.map((action, at) => readAction(ctx, action, place, at + 1))
  if (read.length > 1) {
    throw invalidAction(
      "The last action of a rule must be its only action of type 'forward', 'redirect' or 'fixed-response'",
    )
  }
  return read
}

function readAction(ctx: Context, action: Action, place: ActionPlace, at: number): RuleAction {
  const { Type = '', Order } = action
  const { protocol } = place.listener
  const member = `${place.member}.${at}.member`
  if (!types.includes(Type)) throw enumError(Type, `${member}.type`, types)
  checkRange(Order, `${member}.order`, [1, 50_000])
  if (place.balancer.type === 'network' && Type !== 'forward') {
    throw invalidAction(
      `Actions of type '${Type}' are not supported for listeners with protocol '${protocol}'`,
    )
  }
  const order = Order === undefined ? {} : { order: Order }
  switch (Type) {
    case 'forward':
      return { ...readForward(ctx, action, place), ...order }
    case 'redirect':
      return { ...readRedirect(action.RedirectConfig, place.listener, member), ...order }
    case 'fixed-response':
      return { ...readFixedResponse(action.FixedResponseConfig, member), ...order }
    default:
      if (protocol !== 'HTTPS') {
        throw invalidAction(`Actions of type '${Type}' are supported only on HTTPS listeners`)
      }
      throw unsupported(`Actions of type '${Type}' are`)
  }
}
