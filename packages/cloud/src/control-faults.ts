import type { WireRequest } from '@brume/aws-wire'
import { actingAccount, askedAccount, onlyMembers, readJson, regionIn } from './control-request.ts'
import type { Engine } from './engine/engine.ts'
import { Refusal } from './refusal.ts'
import { instances } from './services/ec2/instances/instance.ts'
import { endFault } from './services/faults/end-fault.ts'
import {
  faults,
  type FaultRecord,
  type MomentaryFault,
  type SpotFault,
} from './services/faults/fault.ts'
import { endSpotFault, showSpotFault, spotFaultTarget } from './services/faults/interrupt-spot.ts'
import { faultKinds } from './services/faults/kinds.ts'
import { durationIn, type FaultWish } from './services/faults/wish.ts'

/** A fault that lasts, as it is listed: its record, with times in ISO 8601. */
export type LastingFault = FaultRecord extends infer F
  ? F extends FaultRecord
    ? Omit<F, 'since' | 'until'> & { readonly since: string; readonly until?: string }
    : never
  : never

export type ListedFault = LastingFault | SpotFault

/** The answer to a wish: also of a fault that is over as soon as it is made, which is listed nowhere. */
export type MadeFault = ListedFault | MomentaryFault

/** Where what is not of one Region is kept. */
const homeRegion = 'us-east-1'

/**
 * `GET /_brume/faults` lists an account's faults, POST makes one, DELETE takes one (`?id=…`) or all of them back:
 * `{"kind": "fail-call", "service": "ec2", "operation": "RunInstances", "code": "InsufficientInstanceCapacity", "times": 3}`.
 */
export function applyFaults(engine: Engine, request: WireRequest): unknown {
  if (request.method === 'GET') {
    const account = askedAccount(engine, request)
    return { account, faults: listFaults(engine, account) }
  }
  if (request.method === 'DELETE') {
    const account = askedAccount(engine, request)
    const id = new URL(request.url, 'http://cloud').searchParams.get('id') ?? undefined
    return { account, removed: removeFaults(engine, account, id) }
  }
  if (request.method !== 'POST') {
    throw new Refusal('Faults are listed by GET, made by POST and removed by DELETE.', 405)
  }
  const body = readJson(request)
  const account = actingAccount(engine, request, body)
  const { account: _, ...wish } = body
  return { account, fault: injectFault(engine, account, wish) }
}

/** Makes a fault in an account; throws a Refusal that says what is wrong with the wish. */
export function injectFault(engine: Engine, account: string, wish: FaultWish): MadeFault {
  const kind = Object.entries(faultKinds).find(([name]) => name === wish['kind'])?.[1]
  if (!kind) throw new Refusal(`"kind" is one of: ${Object.keys(faultKinds).join(', ')}.`)
  const durations = kind.lasts ? ['duration'] : []
  onlyMembers(wish, ['kind', 'region', ...durations, ...kind.members])
  const isPlaced = kind.region === 'required' || wish['region'] !== undefined
  const region = isPlaced ? regionIn(wish) : homeRegion
  return engine.transact({ account, region }, (ctx) => {
    const made = kind.make(ctx, wish, durationIn(wish))
    return 'once' in made ? made.once : show(made)
  })
}

/** The faults of an account that have not run out, oldest first. */
export function listFaults(engine: Engine, account: string): readonly ListedFault[] {
  const kept = engine.read({ account, region: homeRegion }).all(faults).map(show)
  const spot = engine
    .places()
    .filter((place) => place.account === account)
    .flatMap((place) =>
      engine
        .read(place)
        .all(instances)
        .flatMap((instance) => showSpotFault(place.region, instance)),
    )
  return [...kept, ...spot]
}

/** Takes a fault back, or all of an account; answers the ids of those that are gone. */
export function removeFaults(
  engine: Engine,
  account: string,
  id: string | undefined,
): readonly string[] {
  const listed = listFaults(engine, account)
  const chosen = id === undefined ? listed : listed.filter((fault) => fault.id === id)
  if (id !== undefined && chosen.length === 0) {
    throw new Refusal('There is no such fault in this account.', 404)
  }
  return chosen
    .filter((fault) => {
      const spot = spotFaultTarget(fault.id)
      const region = spot?.region ?? fault.region ?? homeRegion
      return engine.transact({ account, region }, (ctx) =>
        spot ? endSpotFault(ctx, spot.instanceId) : endFault(ctx, fault.id),
      )
    })
    .map((fault) => fault.id)
}

function show({ since, until, ...facts }: FaultRecord): LastingFault {
  return {
    ...facts,
    since: new Date(since).toISOString(),
    ...(until !== undefined && { until: new Date(until).toISOString() }),
  }
}
