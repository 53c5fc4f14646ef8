import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  deregisterTargets,
  registerTargets,
} from '../../elastic-load-balancing-v2/targets/register.ts'
import { targets, type TargetRecord } from '../../elastic-load-balancing-v2/targets/target.ts'
import type { GroupRecord } from '../groups/group.ts'
import { isSuspended } from '../reconcile/pass.ts'

/**
 * Puts a member behind the group's load balancers; not while AddToLoadBalancer is suspended. A target group that is gone,
 * or of another VPC, does not get it: the group's state with it stays `Adding`.
 */
export function register(ctx: Context, group: GroupRecord, instanceId: string): void {
  if (isSuspended(group, 'AddToLoadBalancer')) return
  for (const arn of targetGroupArns(group)) {
    try {
      registerTargets(ctx, arn, [{ Id: instanceId }])
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
    }
  }
}

/** Takes a member from behind them; what it has under way goes on until it is drained. */
export function deregister(
  ctx: Context,
  group: GroupRecord,
  instanceId: string,
  arns: readonly string[] = targetGroupArns(group),
): void {
  for (const { targetGroupId, port, health } of targetsOf(ctx, arns, instanceId)) {
    if (health.state !== 'draining') {
      deregisterTargets(ctx, targetGroupId, [{ Id: instanceId, Port: port }])
    }
  }
}

/** Whether a member is still on its way out of a load balancer. */
export function isDraining(ctx: Context, group: GroupRecord, instanceId: string): boolean {
  return targetsOf(ctx, targetGroupArns(group), instanceId).some(
    ({ health }) => health.state === 'draining',
  )
}

/** Whether one of the group's load balancers finds a member unhealthy. */
export function isUnhealthyTarget(ctx: Context, group: GroupRecord, instanceId: string): boolean {
  return targetsOf(ctx, targetGroupArns(group), instanceId).some(
    ({ health }) => health.state === 'unhealthy',
  )
}

export function targetGroupArns({ trafficSources }: GroupRecord): readonly string[] {
  return trafficSources.map(({ identifier }) => identifier)
}

function targetsOf(
  ctx: Context,
  arns: readonly string[],
  instanceId: string,
): readonly TargetRecord[] {
  if (arns.length === 0) return []
  return ctx.db
    .by(targets, 'target', instanceId)
    .filter(({ targetGroupId }) => arns.includes(targetGroupId))
}
