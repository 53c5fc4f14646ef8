import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances, type InstanceRecord } from '../instances/instance.ts'
import type { PlacementGroupRecord } from './placement-group.ts'

/** Of a spread group, in each Availability Zone. */
const maxSpread = 7

/** What of a group runs, or is about to. */
function runningIn(ctx: Context, group: PlacementGroupRecord): readonly InstanceRecord[] {
  return ctx.db
    .by(instances, 'placementGroup', group.name)
    .filter(({ state }) => state === 'running' || state === 'pending')
}

/**
 * Refuses instances for which their group has no room in a zone.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/limitations-placement-groups.html
 */
export function checkGroupRoom(
  ctx: Context,
  group: PlacementGroupRecord,
  zone: string,
  count: number,
): void {
  const running = runningIn(ctx, group)
  if (group.strategy === 'spread') {
    const here = running.filter(({ availabilityZone }) => availabilityZone === zone).length
    if (here + count <= maxSpread) return
    throw new AwsError(
      'InsufficientInstanceCapacity',
      `There is no Spread placement capacity left in ${zone} for the placement group '${group.name}': it takes at most ${maxSpread} running instances per Availability Zone.`,
      500,
    )
  }
  const home = group.strategy === 'cluster' ? running[0]?.availabilityZone : undefined
  if (home === undefined || home === zone) return
  throw new AwsError(
    'InvalidParameterValue',
    `The cluster placement group '${group.name}' has its instances in ${home} and cannot span multiple Availability Zones.`,
  )
}

/** The zone that a cluster group is bound to by what runs in it. */
export function zoneOfGroup(ctx: Context, group: PlacementGroupRecord): string | undefined {
  return group.strategy === 'cluster' ? runningIn(ctx, group)[0]?.availabilityZone : undefined
}

/** The partition with the fewest instances: AWS spreads them evenly. */
export function freestPartition(ctx: Context, group: PlacementGroupRecord): number | undefined {
  const { partitionCount } = group
  if (partitionCount === undefined) return undefined
  const loads = Array.from({ length: partitionCount }, () => 0)
  for (const { placement, state } of ctx.db.by(instances, 'placementGroup', group.name)) {
    const at = (placement.partitionNumber ?? 0) - 1
    if (state !== 'terminated' && loads[at] !== undefined) loads[at] += 1
  }
  return loads.indexOf(Math.min(...loads)) + 1
}
