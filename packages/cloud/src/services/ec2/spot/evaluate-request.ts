import { nextSpotChange } from '../../../catalogue/spot-prices.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { AwsError } from '../../../errors.ts'
import { instances } from '../instances/instance.ts'
import { launchInstances } from '../instances/launch/launch.ts'
import { startAgain } from '../instances/transitions.ts'
import { lookAgain } from './follow-instance.ts'
import { putStatus, spotRequests, type SpotRequestRecord } from './spot-request.ts'

/** What lacked capacity or was too dear is tried again this often where no better time is known. */
const retryMs = 60_000

export const onSpotRequestTimer: TimerHandler = (ctx, { id }) => {
  const request = ctx.db.get(spotRequests, id)
  if (request?.state === 'open') evaluate(ctx, request)
  else if (request?.state === 'disabled') resume(ctx, request)
}

/** An open request is fulfilled, waits for what it lacks, or fails for good. */
function evaluate(ctx: Context, request: SpotRequestRecord): void {
  const { validFrom = ctx.now, validUntil = Infinity } = request
  if (validUntil <= ctx.now) {
    putStatus(ctx, request, 'cancelled', 'schedule-expired')
    return
  }
  if (validFrom > ctx.now) {
    lookAgain(ctx, putStatus(ctx, request, 'open', 'not-scheduled-yet'), validFrom)
    return
  }
  const waits = request.noCapacityUntil ?? 0
  if (waits > ctx.now) {
    wait(ctx, request, 'capacity-not-available', waits)
    return
  }
  const { launch, wish, tags } = request
  const input = {
    ...launch,
    InstanceMarketOptions: {
      MarketType: 'spot' as const,
      SpotOptions: {
        SpotInstanceType: wish.type,
        MaxPrice: wish.maxPrice,
        InstanceInterruptionBehavior: wish.interruptionBehavior,
      },
    },
  }
  try {
    launchInstances(ctx, { input, count: 1, systemTags: [], spotRequest: { ...request, tags } })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    refuse(ctx, request, error)
  }
}

function refuse(ctx: Context, request: SpotRequestRecord, { code, message }: AwsError): void {
  if (code === 'SpotMaxPriceTooLow') {
    wait(ctx, request, 'price-too-low', nextLook(ctx, request))
  } else if (code === 'InsufficientInstanceCapacity') {
    wait(ctx, request, 'capacity-not-available', ctx.now + retryMs)
  } else {
    putStatus(ctx, { ...request, fault: { code, message } }, 'failed', 'bad-parameters')
  }
}

function wait(
  ctx: Context,
  request: SpotRequestRecord,
  why: 'capacity-not-available' | 'price-too-low',
  at: number,
): void {
  const waiting = request.status === why ? request : putStatus(ctx, request, 'open', why)
  lookAgain(ctx, waiting, Math.min(at, request.validUntil ?? Infinity))
}

/** When the price changes where the request must be; where it may be anywhere, some zone's does within the hour. */
function nextLook(ctx: Context, { launch }: SpotRequestRecord): number {
  const type = launch.InstanceType
  const zone = launch.Placement?.AvailabilityZone
  if (type === undefined || zone === undefined) return ctx.now + 3_600_000
  return nextSpotChange({ type, zone, platform: 'linux' }, ctx.now)
}

/** What an interruption stopped goes on when there is capacity again. */
function resume(ctx: Context, request: SpotRequestRecord): void {
  const instance = ctx.db.get(instances, request.instanceId ?? '')
  if (instance?.state !== 'stopped' || !instance.interruption) return
  startAgain(ctx, instance)
}
