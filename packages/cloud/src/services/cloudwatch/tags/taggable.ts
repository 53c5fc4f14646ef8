import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { taggableAlarm } from '../alarms/alarm-tags.ts'
import { taggableDashboard } from '../dashboards/dashboard.ts'

/** What of CloudWatch has tags, by its ARN. Throws for an ARN that names nothing here. */
export function findTaggable(
  ctx: Context,
  arn = '',
): NonNullable<ReturnType<typeof taggableAlarm>> {
  const found = taggableAlarm(ctx, arn) ?? taggableDashboard(ctx, arn)
  if (found) return found
  throw new AwsError('ResourceNotFoundException', 'Unknown', 404)
}
