import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { followGroupMember } from '../../auto-scaling/instances/follow-member.ts'
import { instances, type InstanceRecord, type SpotInterruption } from '../instances/instance.ts'
import { serviceInitiated, shutdownReasons } from '../instances/state-change.ts'
import { enterState } from '../instances/transitions.ts'
import { putStatus, spotRequests } from './spot-request.ts'

/** AWS tells two minutes ahead. */
export const spotNoticeMs = 120_000

/** The notice of an interruption is due, or what it told of. */
export const interruptionTimer = 'ec2/spot-interruption'

/**
 * Begins to take a Spot Instance back: it is recommended to rebalance at once, noticed two minutes ahead, and interrupted
 * `beforeMs` from now. Hibernation begins with its notice.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
 */
export function startInterruption(
  ctx: Context,
  instance: InstanceRecord,
  cause: SpotInterruption['cause'],
  beforeMs = spotNoticeMs,
): InstanceRecord {
  const action = instance.spot?.interruptionBehavior ?? 'terminate'
  const noticeAt = ctx.now + Math.max(0, beforeMs - spotNoticeMs)
  const interruption: SpotInterruption = {
    cause,
    action,
    rebalanceAt: ctx.now,
    noticeAt,
    time: action === 'hibernate' ? noticeAt : noticeAt + spotNoticeMs,
  }
  const marked = { ...instance, interruption }
  ctx.db.put(instances, marked)
  followGroupMember(ctx, marked)
  if (noticeAt <= ctx.now) notice(ctx, marked, interruption)
  else ctx.timers.set({ kind: interruptionTimer, id: instance.id, at: noticeAt })
  return marked
}

/** AWS keeps the instance after all: what was told of its end no longer holds. */
export function cancelInterruption(ctx: Context, instance: InstanceRecord): void {
  const { interruption: _, ...kept } = instance
  ctx.timers.cancel(interruptionTimer, instance.id)
  ctx.db.put(instances, kept)
  const request = ctx.db.get(spotRequests, instance.spot?.requestId ?? '')
  if (request?.state === 'active') putStatus(ctx, request, 'active', 'fulfilled')
}

export const onInterruptionTimer: TimerHandler = (ctx, { id }) => {
  const instance = ctx.db.get(instances, id)
  if (!instance?.interruption || !isUp(instance)) return
  const { interruption } = instance
  if (ctx.now < interruption.time) notice(ctx, instance, interruption)
  else interrupt(ctx, instance, interruption)
}

export function isUp({ state }: InstanceRecord): boolean {
  return state === 'running' || state === 'pending'
}

function notice(ctx: Context, instance: InstanceRecord, interruption: SpotInterruption): void {
  if (interruption.time <= ctx.now) {
    interrupt(ctx, instance, interruption)
    return
  }
  // A new version: whoever shows the instance shows the notice.
  ctx.db.put(instances, { ...instance })
  const request = ctx.db.get(spotRequests, instance.spot?.requestId ?? '')
  if (request?.state === 'active') {
    const status = interruption.action === 'stop' ? 'marked-for-stop' : 'marked-for-termination'
    putStatus(ctx, request, 'active', status)
  }
  ctx.timers.set({ kind: interruptionTimer, id: instance.id, at: interruption.time })
}

/** Whatever protection it has: that holds for its own account only. */
function interrupt(ctx: Context, instance: InstanceRecord, { action }: SpotInterruption): void {
  const stateTransitionReason = serviceInitiated(ctx.now)
  if (action === 'terminate') {
    const stateReason = shutdownReasons.spotTermination
    enterState(ctx, instance, 'shutting-down', { stateReason, stateTransitionReason })
    return
  }
  const stopping = { ...instance, hibernated: action === 'hibernate' }
  const stateReason = shutdownReasons.spotShutdown
  enterState(ctx, stopping, 'stopping', { stateReason, stateTransitionReason })
}
