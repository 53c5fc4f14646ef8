import type { TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { instances } from '../../ec2/instances/instance.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { checkRange, invalidTarget, unsupported, validationError } from '../errors.ts'
import { findTargetGroup } from '../target-groups/find-target-group.ts'
import type { TargetGroupRecord } from '../target-groups/target-group.ts'
import { readAddressZone } from './target-address.ts'
import { healths } from './target-health.ts'
import { drainTarget, settleTarget, useOf } from './settle-targets.ts'
import { targetKey, targets, type TargetRecord } from './target.ts'

/** Registers instances or addresses with a group; what is registered already stays as it is. Throws AWS's refusals. */
export function registerTargets(
  ctx: Context,
  targetGroupArn: string,
  wanted: readonly TargetDescription[],
): void {
  const group = findTargetGroup(ctx, targetGroupArn)
  if (group.targetType === 'instance') checkInstances(ctx, group, wanted)
  const use = useOf(ctx.db, group.id)
  for (const wish of wanted) {
    const fresh = readTarget(ctx, group, wish)
    const present = ctx.db.get(targets, fresh.id)
    if (present && present.health.state !== 'draining') continue
    if (!present) {
      checkQuota(ctx, 'targetsPerGroup', ctx.db.countBy(targets, 'group', group.id), 1, group.id)
    }
    ctx.db.put(targets, fresh)
    settleTarget(ctx, group, fresh, use)
  }
}

/** Takes targets from a group: what is sent to them already is given the group's delay to end. */
export function deregisterTargets(
  ctx: Context,
  targetGroupArn: string,
  wanted: readonly TargetDescription[],
): void {
  const group = findTargetGroup(ctx, targetGroupArn)
  for (const wish of wanted) {
    for (const target of findRegistered(ctx, group, wish)) drainTarget(ctx, group, target)
  }
}

/** Without a port: as registered with the group's own, else with any. */
function findRegistered(
  ctx: Context,
  group: TargetGroupRecord,
  { Id = '', Port }: TargetDescription,
): readonly TargetRecord[] {
  const exact = ctx.db.get(targets, targetKey(group.id, Id, Port ?? group.port))
  if (exact || Port !== undefined) return exact ? [exact] : []
  return ctx.db.by(targets, 'target', Id).filter(({ targetGroupId }) => targetGroupId === group.id)
}

function readTarget(
  ctx: Context,
  group: TargetGroupRecord,
  { Id = '', Port = group.port, AvailabilityZone, QuicServerId }: TargetDescription,
): TargetRecord {
  checkRange(Port, 'targets.1.member.port', [1, 65_535])
  if (QuicServerId !== undefined) throw unsupported('QUIC targets are')
  if (group.targetType === 'instance' && AvailabilityZone !== undefined) {
    throw validationError(
      "You cannot specify an Availability Zone for target groups with target type 'instance'",
    )
  }
  const zone =
    group.targetType === 'ip' ? readAddressZone(ctx.db, group, Id, AvailabilityZone) : undefined
  return {
    id: targetKey(group.id, Id, Port),
    targetGroupId: group.id,
    targetId: Id,
    port: Port,
    ...(zone !== undefined && { availabilityZone: zone }),
    registeredAt: ctx.now,
    health: healths.groupUnused,
    since: ctx.now,
  }
}

/** All that are wrong in the same way are named at once, as AWS does. */
function checkInstances(
  { db }: Context,
  { vpcId }: TargetGroupRecord,
  wanted: readonly TargetDescription[],
): void {
  const ids = [...new Set(wanted.map(({ Id = '' }) => Id))]
  for (const id of ids) {
    if (!/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
      throw validationError(`Instance ID '${id}' is not valid`)
    }
  }
  const named = (wrong: readonly string[]): string => wrong.map((id) => `'${id}'`).join(', ')
  const unknown = ids.filter((id) => !db.get(instances, id))
  if (unknown.length > 0) {
    throw invalidTarget(`The following targets do not exist: ${named(unknown)}`)
  }
  const idle = ids.filter((id) => db.get(instances, id)?.state !== 'running')
  if (idle.length > 0) {
    throw invalidTarget(
      `The following targets are not in a running state and cannot be registered: ${named(idle)}`,
    )
  }
  const elsewhere = ids.filter((id) => db.get(instances, id)?.vpcId !== vpcId)
  if (elsewhere.length > 0) {
    throw invalidTarget(
      `The following targets are not in the target group VPC '${vpcId}': ${named(elsewhere)}`,
    )
  }
}
