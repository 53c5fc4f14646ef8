import { durationMs, Refusal } from '../../refusal.ts'
import type { Context } from '../../engine/context.ts'
import { instances, type InstanceRecord } from '../ec2/instances/instance.ts'
import { cancelInterruption, isUp, spotNoticeMs, startInterruption } from '../ec2/spot/interrupt.ts'
import type { SpotFault } from './fault.ts'
import { choiceIn, textIn, type FaultKind } from './wish.ts'

/** Two minutes ahead unless told otherwise, and never later than AWS's drills: 15 minutes. */
const longestBeforeMs = 15 * 60_000

/** AWS takes a Spot Instance back. It lives on the instance, so its record is the instance's. */
export const interruptSpot: FaultKind = {
  members: ['instanceId', 'before', 'reason'],
  region: 'required',
  lasts: false,
  make(ctx, wish) {
    const { before } = wish
    const beforeMs = before === undefined ? spotNoticeMs : durationMs('before', before)
    if (beforeMs < spotNoticeMs || beforeMs > longestBeforeMs) {
      throw new Refusal('"before" is from "2m" to "15m".')
    }
    const reason = choiceIn(wish, 'reason', ['no-capacity', 'price'], 'no-capacity')
    const instance = ctx.db.get(instances, textIn(wish, 'instanceId', 'a Spot Instance'))
    if (!instance) throw new Refusal('There is no such instance in this account and Region.', 404)
    if (instance.lifecycle !== 'spot') throw new Refusal('Only a Spot Instance is interrupted.')
    if (!isUp(instance)) throw new Refusal('Only a running instance is interrupted.', 409)
    if (instance.interruption) throw new Refusal('It is being interrupted already.', 409)
    const [shown] = showSpotFault(ctx.region, startInterruption(ctx, instance, reason, beforeMs))
    if (!shown) throw new Error('An interruption that was not begun')
    return { once: shown }
  },
}

/** The interruption of an instance, if one is under way. */
export function showSpotFault(region: string, instance: InstanceRecord): readonly SpotFault[] {
  const { id: instanceId, interruption } = instance
  if (!interruption || !isUp(instance)) return []
  const { cause, action, noticeAt, time } = interruption
  return [
    {
      id: `${prefix}${region}/${instanceId}`,
      kind: 'interrupt-spot',
      region,
      instanceId,
      reason: cause,
      action,
      noticeAt: new Date(noticeAt).toISOString(),
      at: new Date(time).toISOString(),
    },
  ]
}

const prefix = 'interrupt-spot/'

/** The instance that the id of such a fault names. */
export function spotFaultTarget(
  id: string,
): { readonly region: string; readonly instanceId: string } | undefined {
  const [kind, region, instanceId, ...rest] = id.split('/')
  const isOne = `${kind}/` === prefix && rest.length === 0
  return isOne && region && instanceId ? { region, instanceId } : undefined
}

/** False when there is nothing to take back. */
export function endSpotFault(ctx: Context, instanceId: string): boolean {
  const instance = ctx.db.get(instances, instanceId)
  if (!instance?.interruption || !isUp(instance)) return false
  cancelInterruption(ctx, instance)
  return true
}
