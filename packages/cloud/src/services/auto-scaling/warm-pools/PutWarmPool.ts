import type { PutWarmPoolType } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { reconcileTimer, type GroupRecord } from '../groups/group.ts'
import { candidatesOf } from '../mixed-instances/candidates.ts'
import { warmPools } from './warm-pool.ts'

/** AWS takes its time before it begins to fill a pool. */
const beginAfterMs = 1_000

/**
 * Gives a group a pool of prepared instances, or changes it: stopped, hibernated or running, filled and drawn from as the group
 * grows, and refilled by it as it shrinks where they are reused.
 * @limits Not for groups with Spot Instances or weights, as in AWS.
 */
export const PutWarmPool = operation<PutWarmPoolType, object>('PutWarmPool', (ctx, input) => {
  const group = findLivingGroup(ctx, input.AutoScalingGroupName)
  const before = ctx.db.get(warmPools, group.id)
  if (before?.deleting) {
    throw validationError(`The warm pool of Auto Scaling group ${group.id} is being deleted.`)
  }
  refuseKind(ctx, group)
  const { MinSize: min, MaxGroupPreparedCapacity: max, PoolState: state = 'Stopped' } = input
  if (min !== undefined && min < 0) throw validationError('MinSize must be non-negative')
  if (max !== undefined && max < -1) {
    throw validationError('MaxGroupPreparedCapacity must be greater than or equal to -1')
  }
  ctx.db.put(warmPools, {
    id: group.id,
    state,
    minSize: min ?? 0,
    // -1 takes back what was said before.
    maxPrepared: max === -1 ? undefined : max,
    reuseOnScaleIn:
      input.InstanceReusePolicy && (input.InstanceReusePolicy.ReuseOnScaleIn ?? false),
  })
  ctx.timers.set({ kind: reconcileTimer, id: group.id, at: ctx.now + beginAfterMs })
  return {}
})

/** Seen in the answers of AWS: github.com/badmintoncryer/cdk-preflight (rules/autoscaling/pf-asg-wp-*). */
function refuseKind(ctx: Context, group: GroupRecord): void {
  const { launch } = group
  if (launch.kind === 'configuration') return
  if (launch.kind === 'mixed') {
    const { InstancesDistribution: distribution = {}, LaunchTemplate: template } = launch.policy
    const { OnDemandPercentageAboveBaseCapacity: percent = 100 } = distribution
    if (template?.Overrides?.some(({ WeightedCapacity }) => WeightedCapacity !== undefined)) {
      throw validationError(
        "You can't add a warm pool to an Auto Scaling group that uses a mixed instances policy with instance weights.",
      )
    }
    if (percent < 100) throw requestsSpot()
  }
  const candidates = candidatesOf(ctx, group, launch)
  if (candidates.some(({ input }) => input.InstanceMarketOptions?.MarketType === 'spot')) {
    throw requestsSpot()
  }
}

function requestsSpot() {
  return validationError(
    "You can't add a warm pool to an Auto Scaling group that requests Spot Instances.",
  )
}
