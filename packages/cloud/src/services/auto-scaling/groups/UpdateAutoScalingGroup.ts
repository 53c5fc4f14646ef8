import type { UpdateAutoScalingGroupType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { setDesired } from '../reconcile/set-desired.ts'
import { checkGroup } from './check-group.ts'
import { findLivingGroup } from './find-group.ts'
import type { GroupRecord } from './group.ts'
import { readLaunch } from './read-launch.ts'
import { readPlaces } from './read-places.ts'
import { readSettings } from './read-settings.ts'

/**
 * Changes a group's settings; those that the call does not name stay. A desired capacity outside of the new bounds follows
 * them.
 */
export const UpdateAutoScalingGroup = operation<UpdateAutoScalingGroupType, object>(
  'UpdateAutoScalingGroup',
  (ctx, input) => {
    const before = findLivingGroup(ctx, input.AutoScalingGroupName)
    const launch = readLaunch(ctx, input)
    const settled: GroupRecord = {
      ...before,
      ...readSettings(input),
      ...readPlaces(ctx, input),
      ...(launch && { launch }),
    }
    const { minSize: min, maxSize: max } = settled
    const desired = input.DesiredCapacity ?? Math.max(min, Math.min(max, before.desiredCapacity))
    checkGroup({ ...settled, desiredCapacity: desired })
    setDesired(
      ctx,
      settled,
      desired,
      `a user request update of AutoScalingGroup constraints to min: ${min}, max: ${max}, desired: ${desired}`,
    )
    return {}
  },
)
