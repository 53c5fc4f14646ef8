import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { activities } from '../activities/activity.ts'
import type { GroupRecord } from './group.ts'

/** What a call that honours the cooldown is refused with. */
export function activityInProgress(ctx: Context, { arn }: GroupRecord): AwsError {
  const last = ctx.db.by(activities, 'group', arn).at(-1)
  return new AwsError(
    'ScalingActivityInProgress',
    `Scaling activity ${last?.id ?? ''} is in progress and blocks this action`,
  )
}
