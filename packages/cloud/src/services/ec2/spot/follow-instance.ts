import type { Context } from '../../../engine/context.ts'
import type { InstanceRecord, SpotInterruption } from '../instances/instance.ts'
import {
  putStatus,
  spotRequests,
  spotRequestTimer,
  type SpotRequestRecord,
} from './spot-request.ts'

/** How long there is no capacity after an interruption. */
export const capacityReturnsMs = 5 * 60_000

/** A persistent request launches anew this long after its instance was terminated. */
const againMs = 10_000

/** A Spot Instance has come into another state: so does its request. */
export function followInstance(ctx: Context, instance: InstanceRecord): void {
  const request = instance.spot && ctx.db.get(spotRequests, instance.spot.requestId)
  if (request?.instanceId !== instance.id) return
  switch (instance.state) {
    case 'pending':
      if (request.state === 'disabled') putStatus(ctx, request, 'active', 'fulfilled')
      return
    case 'stopped':
      stopped(ctx, request, instance.interruption)
      return
    case 'shutting-down':
    case 'terminated':
      ended(ctx, request, instance)
      return
    case 'running':
    case 'stopping':
  }
}

function stopped(
  ctx: Context,
  request: SpotRequestRecord,
  interruption: SpotInterruption | undefined,
): void {
  if (request.state === 'cancelled') return
  const why = interruption
    ? (`instance-stopped-${causes[interruption.cause]}` as const)
    : 'instance-stopped-by-user'
  const disabled = putStatus(ctx, request, 'disabled', why)
  if (interruption) lookAgain(ctx, disabled, ctx.now + capacityReturnsMs)
}

function ended(ctx: Context, request: SpotRequestRecord, instance: InstanceRecord): void {
  const { interruption, state, fleet } = instance
  const why = interruption
    ? (`instance-terminated-${causes[interruption.cause]}` as const)
    : 'instance-terminated-by-user'
  if (request.state === 'cancelled') {
    putStatus(ctx, request, 'cancelled', why)
    return
  }
  // A fleet launches for itself what it lacks.
  if (request.wish.type === 'one-time' || fleet) {
    if (request.state !== 'closed') putStatus(ctx, request, 'closed', why)
    return
  }
  // What the next instance needs may be this one's until it is gone.
  if (state !== 'terminated') {
    putStatus(ctx, request, 'active', why)
    return
  }
  const waits = interruption ? capacityReturnsMs : againMs
  const noCapacityUntil = interruption && ctx.now + capacityReturnsMs
  const open = { ...putStatus(ctx, request, 'open', why), noCapacityUntil }
  ctx.db.put(spotRequests, open)
  lookAgain(ctx, open, ctx.now + waits)
}

export function lookAgain(ctx: Context, { id }: SpotRequestRecord, at: number): void {
  ctx.timers.set({ kind: spotRequestTimer, id, at })
}

const causes = { price: 'by-price', 'no-capacity': 'no-capacity' } as const
