import type { ScalingActivityStatusCode } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import type { GroupRecord } from '../groups/group.ts'
import { activities, historyMs, type ActivityRecord } from './activity.ts'

type Told = Pick<ActivityRecord, 'description' | 'cause' | 'statusCode' | 'progress'> &
  Partial<Pick<ActivityRecord, 'instanceId' | 'statusMessage'>> & {
    readonly place?: { readonly subnetId: string; readonly availabilityZone: string }
  }

/** Begins an activity in a group's history; one that is over already when its status says so. */
export function tell(
  ctx: Context,
  group: Pick<GroupRecord, 'id' | 'arn'>,
  { place, ...told }: Told,
): ActivityRecord {
  const made: ActivityRecord = {
    id: ctx.chance.uuid(),
    groupArn: group.arn,
    group: group.id,
    startTime: ctx.now,
    ...(isOver(told.statusCode) && { endTime: ctx.now }),
    ...told,
    details: JSON.stringify(
      place ? { 'Subnet ID': place.subnetId, 'Availability Zone': place.availabilityZone } : {},
    ),
  }
  forget(ctx, group.arn)
  ctx.db.put(activities, made)
  return made
}

/** Brings an activity on. */
export function goOn(
  ctx: Context,
  activityId: string | undefined,
  statusCode: ScalingActivityStatusCode,
  progress: number,
  statusMessage?: string,
): void {
  const activity = activityId === undefined ? undefined : ctx.db.get(activities, activityId)
  if (!activity || activity.endTime !== undefined) return
  if (activity.statusCode === statusCode && activity.progress === progress) return
  ctx.db.put(activities, {
    ...activity,
    statusCode,
    progress,
    ...(statusMessage !== undefined && {
      statusMessage,
      description: `${activity.description}.  Status Reason: ${statusMessage}`,
    }),
    ...(isOver(statusCode) && { endTime: ctx.now }),
  })
}

function isOver(status: ScalingActivityStatusCode): boolean {
  return status === 'Successful' || status === 'Failed' || status === 'Cancelled'
}

/** Now and then, what is older than AWS keeps it. */
function forget(ctx: Context, groupArn: string): void {
  if (ctx.db.countBy(activities, 'group', groupArn) % 256 !== 255) return
  for (const { id, startTime } of ctx.db.by(activities, 'group', groupArn)) {
    if (ctx.now - startTime <= historyMs) return
    ctx.db.delete(activities, id)
  }
}
