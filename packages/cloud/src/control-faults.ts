import type { WireRequest } from '@brume/aws-wire'
import {
  actingAccount,
  askedAccount,
  durationMs,
  onlyMembers,
  readJson,
  Refusal,
  regionIn,
} from './control-request.ts'
import type { Engine } from './engine/engine.ts'
import { instances } from './services/ec2/instances/instance.ts'
import { isUp, spotNoticeMs, startInterruption } from './services/ec2/spot/interrupt.ts'

/** A fault under way, as it is listed; each kind has members of its own. */
export interface Fault {
  readonly kind: 'interrupt-spot'
  readonly region: string
  readonly instanceId: string
  readonly reason: 'no-capacity' | 'price'
  readonly action: 'hibernate' | 'stop' | 'terminate'
  /** ISO; of the notice, and of the interruption itself. */
  readonly noticeAt: string
  readonly at: string
}

/** What makes a fault of a kind; `body` has only the members that the kind knows. */
type Inject = (
  engine: Engine,
  place: { readonly account: string; readonly region: string },
  body: Readonly<Record<string, unknown>>,
) => Fault

interface FaultKind {
  /** Beside account, region and kind. */
  readonly members: readonly string[]
  readonly inject: Inject
}

const kinds: Readonly<Record<Fault['kind'], FaultKind>> = {
  'interrupt-spot': { members: ['instanceId', 'before', 'reason'], inject: interruptSpot },
}

/**
 * `GET /_brume/faults` lists an account's faults; POST makes one:
 * `{"kind": "interrupt-spot", "region": "us-east-1", "instanceId": "i-0…", "before": "2m", "reason": "no-capacity"}`.
 */
export function applyFaults(engine: Engine, request: WireRequest): unknown {
  if (request.method === 'GET') {
    const account = askedAccount(engine, request)
    return { account, faults: listFaults(engine, account) }
  }
  if (request.method !== 'POST')
    throw new Refusal('Faults are listed by GET and made by POST.', 405)
  const body = readJson(request)
  const account = actingAccount(engine, request, body)
  return { account, fault: injectFault(engine, account, body) }
}

/** Makes a fault in an account; throws a Refusal that says what is wrong with the wish. */
export function injectFault(
  engine: Engine,
  account: string,
  body: Readonly<Record<string, unknown>>,
): Fault {
  const kind = Object.entries(kinds).find(([name]) => name === body['kind'])?.[1]
  if (!kind) throw new Refusal(`"kind" is one of: ${Object.keys(kinds).join(', ')}.`)
  onlyMembers(body, ['account', 'region', 'kind', ...kind.members])
  return kind.inject(engine, { account, region: regionIn(body) }, body)
}

/** The faults of an account that have not run out. */
export function listFaults(engine: Engine, account: string): readonly Fault[] {
  return engine
    .places()
    .filter((place) => place.account === account)
    .flatMap(({ region }) =>
      engine
        .read({ account, region })
        .all(instances)
        .flatMap((instance) => {
          const { id, interruption } = instance
          return interruption && isUp(instance) ? [describe(region, id, interruption)] : []
        }),
    )
}

type Interruption = NonNullable<ReturnType<typeof startInterruption>['interruption']>

function describe(region: string, instanceId: string, interruption: Interruption): Fault {
  const { cause, action, noticeAt, time } = interruption
  return {
    kind: 'interrupt-spot',
    region,
    instanceId,
    reason: cause,
    action,
    noticeAt: new Date(noticeAt).toISOString(),
    at: new Date(time).toISOString(),
  }
}

/** Two minutes ahead unless told otherwise, and never later than AWS's drills: 15 minutes. */
const longestBeforeMs = 15 * 60_000

function interruptSpot(
  engine: Engine,
  place: { readonly account: string; readonly region: string },
  { instanceId, before, reason = 'no-capacity' }: Readonly<Record<string, unknown>>,
): Fault {
  const beforeMs = before === undefined ? spotNoticeMs : durationMs('before', before)
  if (beforeMs < spotNoticeMs || beforeMs > longestBeforeMs) {
    throw new Refusal('"before" is from "2m" to "15m".')
  }
  if (reason !== 'no-capacity' && reason !== 'price') {
    throw new Refusal('"reason" is no-capacity or price.')
  }
  if (typeof instanceId !== 'string') throw new Refusal('"instanceId" is a Spot Instance.')
  return engine.transact(place, (ctx) => {
    const instance = ctx.db.get(instances, instanceId)
    if (!instance) throw new Refusal('There is no such instance in this account and Region.', 404)
    if (instance.lifecycle !== 'spot') throw new Refusal('Only a Spot Instance is interrupted.')
    if (!isUp(instance)) throw new Refusal('Only a running instance is interrupted.', 409)
    if (instance.interruption) throw new Refusal('It is being interrupted already.', 409)
    const { id, interruption } = startInterruption(ctx, instance, reason, beforeMs)
    if (!interruption) throw new Error('An interruption that was not begun')
    return describe(place.region, id, interruption)
  })
}
