import { delays } from '@brume/ec2-model'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { timerKey, timerRecords, type TimerHandler } from '../../../engine/timers.ts'
import { instances, type InstanceRecord } from '../../ec2/instances/instance.ts'
import { targetGroupAttribute } from '../attributes/target-group-attributes.ts'
import { loadBalancers } from '../load-balancers/load-balancer.ts'
import {
  balancersOf,
  groupsBehind,
  targetGroups,
  type TargetGroupRecord,
} from '../target-groups/target-group.ts'
import { changeHealth, healths, removeTarget } from './target-health.ts'
import { isReservedAddress } from './target-address.ts'
import { targets, type TargetHealth, type TargetRecord } from './target.ts'

/** One timer per group: the next time that one of its targets ends something by itself. */
export const targetsTimer = 'elbv2/targets'

/** What a group's targets have before them. */
export interface GroupUse {
  /** No balancer forwards to it. */
  readonly unused: boolean
  /** Its balancer takes requests already. */
  readonly active: boolean
  /** Those of the balancer's nodes. */
  readonly zones: ReadonlySet<string>
}

export function useOf(db: ReadRecords, targetGroupId: string): GroupUse {
  const owners = db.pick(loadBalancers, balancersOf(db, targetGroupId))
  return {
    unused: owners.length === 0,
    active: owners.some(({ state }) => state === 'active'),
    zones: new Set(
      owners.flatMap(({ nodes }) => nodes.map(({ availabilityZone }) => availabilityZone)),
    ),
  }
}

/** Puts right what the targets of groups are, after what stands before or behind them has changed. */
export function settleTargets(ctx: Context, targetGroupIds: Iterable<string>): void {
  for (const id of new Set(targetGroupIds)) {
    const group = ctx.db.get(targetGroups, id)
    if (!group) continue
    const use = useOf(ctx.db, id)
    for (const target of ctx.db.by(targets, 'group', id)) settleTarget(ctx, group, target, use)
  }
}

/** The same for all groups behind a balancer. */
export function settleTargetsOf(ctx: Context, loadBalancerId: string): void {
  settleTargets(ctx, groupsBehind(ctx.db, loadBalancerId))
}

export function settleTarget(
  ctx: Context,
  group: TargetGroupRecord,
  target: TargetRecord,
  use: GroupUse,
): void {
  const { health, until } = target
  if (health.state === 'draining') return
  const forced = forcedHealth(ctx.db, group, target, use)
  if (forced) return changeHealth(ctx, target, forced)
  const waits = health.reason === healths.registering.reason && until === undefined
  if (health.state !== 'unused' && !(waits && use.active)) return
  const begun = use.active ? ctx.now + delays.targetRegisteringMs : undefined
  changeHealth(ctx, target, healths.registering, { ...(begun !== undefined && { until: begun }) })
  if (begun !== undefined) armTimer(ctx, group.id, begun)
}

/** What a target is whatever its health checks would say; undefined where they decide. */
function forcedHealth(
  db: ReadRecords,
  { targetType, vpcId }: TargetGroupRecord,
  { targetId, availabilityZone }: TargetRecord,
  { unused, zones }: GroupUse,
): TargetHealth | undefined {
  const instance = targetType === 'instance' ? db.get(instances, targetId) : undefined
  if (targetType === 'instance' && instance?.state !== 'running') return healths.stopped
  if (unused) return healths.groupUnused
  if (targetType === 'ip' && isReservedAddress(db, vpcId, targetId)) return healths.unusable
  const zone = instance?.availabilityZone ?? availabilityZone ?? 'all'
  return zone === 'all' || zones.has(zone) ? undefined : healths.zoneUnused
}

/**
 * Lets a target go: at once where nothing was sent to it, else when its requests have had their time. That of a terminated
 * instance is told to drain in any case: https://github.com/getmoto/moto/blob/master/tests/test_elbv2/test_elbv2_target_health.py
 */
export function drainTarget(
  ctx: Context,
  group: TargetGroupRecord,
  target: TargetRecord,
  more: Pick<TargetRecord, 'ended'> = {},
): void {
  if (target.health.state === 'draining') return
  const delayMs = Number(targetGroupAttribute(group, deregistrationDelay)) * 1000
  if (delayMs === 0 || (target.health.state === 'unused' && !more.ended)) {
    removeTarget(ctx, target)
    return
  }
  const until = ctx.now + delayMs
  changeHealth(ctx, target, healths.draining, { until, ...more })
  armTimer(ctx, group.id, until)
}

const deregistrationDelay = 'deregistration_delay.timeout_seconds'

/** An instance has changed its state: what is terminated is let go, what stopped is not used until it runs again. */
export function followTarget(ctx: Context, { id, state }: InstanceRecord): void {
  if (ctx.db.countBy(targets, 'target', id) === 0) return
  const isOver = state === 'shutting-down' || state === 'terminated'
  for (const target of ctx.db.by(targets, 'target', id)) {
    const group = ctx.db.get(targetGroups, target.targetGroupId)
    if (group && isOver) drainTarget(ctx, group, target, { ended: true })
    else if (group) settleTarget(ctx, group, target, useOf(ctx.db, group.id))
  }
}

function armTimer(ctx: Context, targetGroupId: string, at: number): void {
  const present = ctx.db.get(timerRecords, timerKey(targetsTimer, targetGroupId))
  if (present && present.at <= at) return
  ctx.timers.set({ kind: targetsTimer, id: targetGroupId, at, data: at, transition: true })
}

export const onTargetsTimer: TimerHandler = (ctx, { id, data }) => {
  // Where steps fall due at once, the time that this one was set for has not come yet.
  const due = Math.max(ctx.now, typeof data === 'number' ? data : 0)
  let next = Infinity
  for (const target of ctx.db.by(targets, 'group', id)) {
    const { until, health } = target
    if (until === undefined) continue
    if (until > due) next = Math.min(next, until)
    else if (health.state === 'draining') removeTarget(ctx, target)
    else changeHealth(ctx, target, healths.checking)
  }
  if (next !== Infinity) armTimer(ctx, id, next)
}
