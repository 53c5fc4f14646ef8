import type { SetDesiredCapacityType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { isCoolingDown, setDesired } from '../reconcile/set-desired.ts'
import { activityInProgress } from './busy.ts'
import { findLivingGroup } from './find-group.ts'

/** Changes how many instances a group is to have, within its bounds. */
export const SetDesiredCapacity = operation<SetDesiredCapacityType, object>(
  'SetDesiredCapacity',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const wanted = input.DesiredCapacity ?? 0
    const { minSize: min, maxSize: max } = group
    if (wanted > max) {
      throw validationError(
        `New SetDesiredCapacity value ${wanted} is above max value ${max} for the AutoScalingGroup.`,
      )
    }
    if (wanted < min) {
      throw validationError(
        `New SetDesiredCapacity value ${wanted} is below min value ${min} for the AutoScalingGroup.`,
      )
    }
    if (input.HonorCooldown && isCoolingDown(ctx, group)) throw activityInProgress(ctx, group)
    setDesired(ctx, group, wanted, 'a user request explicitly set group desired capacity')
    return {}
  },
)
