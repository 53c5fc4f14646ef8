import { nextSpotChange, spotPriceAt, type SpotPool } from '../../../catalogue/spot-prices.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { instances, type InstanceRecord } from '../instances/instance.ts'
import { isUp, startInterruption } from './interrupt.ts'

/** The Spot price of an instance with a maximum price changes. */
export const spotPriceTimer = 'ec2/spot-price'

/** Where its prices are made. */
export function poolOfInstance(
  instance: Pick<InstanceRecord, 'instanceType' | 'availabilityZone' | 'platform'>,
): SpotPool {
  const { instanceType: type, availabilityZone: zone, platform } = instance
  return { type, zone, platform: platform ?? 'linux' }
}

/** From now on the instance is taken back when the price passes what its request pays at most. */
export function watchPrice(ctx: Context, instance: InstanceRecord): void {
  const pool = poolOfInstance(instance)
  if (instance.spot?.maxPrice === undefined || !spotPriceAt(pool, ctx.now)) return
  ctx.timers.set({
    kind: spotPriceTimer,
    id: instance.id,
    at: nextSpotChange(pool, ctx.now),
  })
}

export const onSpotPriceTimer: TimerHandler = (ctx, { id }) => {
  const instance = ctx.db.get(instances, id)
  if (!instance || instance.interruption || !isUp(instance)) return
  const price = spotPriceAt(poolOfInstance(instance), ctx.now)
  if (price && price.usdPerHour > Number(instance.spot?.maxPrice)) {
    startInterruption(ctx, instance, 'price')
  } else watchPrice(ctx, instance)
}
