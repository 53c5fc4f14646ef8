import type { Context } from '../../../engine/context.ts'
import { followTargetHealth } from '../../auto-scaling/instances/follow-member.ts'
import { targets, type TargetHealth, type TargetRecord } from './target.ts'

/** In AWS's words: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
export const healths = {
  registering: {
    state: 'initial',
    reason: 'Elb.RegistrationInProgress',
    description: 'Target registration is in progress',
  },
  checking: {
    state: 'initial',
    reason: 'Elb.InitialHealthChecking',
    description: 'Initial health checks in progress',
  },
  groupUnused: {
    state: 'unused',
    reason: 'Target.NotInUse',
    description: 'Target group is not configured to receive traffic from the load balancer',
  },
  zoneUnused: {
    state: 'unused',
    reason: 'Target.NotInUse',
    description: 'Target is in an Availability Zone that is not enabled for the load balancer',
  },
  stopped: {
    state: 'unused',
    reason: 'Target.InvalidState',
    description: 'Target is in the stopped state',
  },
  unusable: {
    state: 'unused',
    reason: 'Target.IpUnusable',
    description: 'The target IP address is reserved for use by a load balancer',
  },
  notRegistered: {
    state: 'unused',
    reason: 'Target.NotRegistered',
    description: 'Target is not registered to the target group',
  },
  draining: {
    state: 'draining',
    reason: 'Target.DeregistrationInProgress',
    description: 'Target deregistration is in progress',
  },
} as const satisfies Record<string, TargetHealth>

function isSameHealth(one: TargetHealth, other: TargetHealth): boolean {
  return (
    one.state === other.state &&
    one.reason === other.reason &&
    one.description === other.description
  )
}

/** Writes what a target is now, unless it was that already. `until`: when that ends by itself. */
export function changeHealth(
  ctx: Context,
  target: TargetRecord,
  health: TargetHealth,
  more: Pick<TargetRecord, 'until' | 'ended'> = {},
): void {
  const { until: _over, ...rest } = target
  if (isSameHealth(target.health, health) && target.until === more.until) return
  const since = target.health.state === health.state ? target.since : ctx.now
  ctx.db.put(targets, { ...rest, health, since, ...more })
  if (since === ctx.now) followTargetHealth(ctx, target)
}

/** A target is gone: who waited for it to drain is told. */
export function removeTarget(ctx: Context, target: TargetRecord): void {
  ctx.db.delete(targets, target.id)
  followTargetHealth(ctx, target)
}

/** Whether health checks are sent to it. */
export function isProbed({ health }: Pick<TargetRecord, 'health'>): boolean {
  const { state, reason } = health
  return state !== 'unused' && state !== 'draining' && reason !== healths.registering.reason
}

/** What the health checks of a target came to (`judgeProbe`); nothing for one that is no longer checked. `id`: the record's. */
export function reportProbe(ctx: Context, id: string, health: TargetHealth): void {
  const target = ctx.db.get(targets, id)
  if (target && isProbed(target)) changeHealth(ctx, target, health)
}
