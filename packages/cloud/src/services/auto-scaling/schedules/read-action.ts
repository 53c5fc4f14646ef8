import type { ScheduledUpdateGroupActionRequest } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { validationError } from '../errors.ts'
import type { GroupRecord } from '../groups/group.ts'
import { isZone, readRecurrence } from './recurrence.ts'
import { actionId, scheduledActions, type ScheduledActionRecord } from './scheduled-action.ts'

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html */
const mostActions = 125

/** Reads an action, or says what is wrong with it; messages: github.com/badmintoncryer/cdk-preflight (pf-asg-sched-*). */
export function readAction(
  ctx: Context,
  group: GroupRecord,
  asked: ScheduledUpdateGroupActionRequest,
): ScheduledActionRecord {
  const { ScheduledActionName: name = '', Recurrence: recurrence } = asked
  if (name.length < 1 || name.length > 255) {
    throw validationError('ScheduledActionName must be between 1 and 255 characters long')
  }
  checkSizes(asked)
  checkRoom(ctx, group, name)
  const start = asked.StartTime?.getTime()
  const end = asked.EndTime?.getTime()
  if (start !== undefined && start < ctx.now)
    throw validationError('Given start time is in the past')
  if (end !== undefined && end < ctx.now) throw validationError('Given end time is in the past')
  if (start !== undefined && end !== undefined && end <= start) {
    throw validationError('Given end time must be after start time')
  }
  const timeZone = readZone(asked)
  const nextTime =
    recurrence === undefined ? start : firstTime(ctx.now, recurrence, timeZone, start)
  if (nextTime === undefined) {
    throw validationError(
      'Scheduled start time must be specified for non-recurrent future group action',
    )
  }
  if (end !== undefined && nextTime > end) {
    throw validationError('Given end time must be after start time')
  }
  const id = actionId(group.id, name)
  const others = ctx.db.by(scheduledActions, 'group', group.id).filter((each) => each.id !== id)
  if (others.some((other) => other.nextTime === nextTime)) {
    throw new AwsError(
      'AlreadyExists',
      'Scheduled action with this scheduled start time already exists',
    )
  }
  return {
    id,
    arn: ctx.db.get(scheduledActions, id)?.arn ?? newArn(ctx, group.id, name),
    group: group.id,
    name,
    minSize: asked.MinSize,
    maxSize: asked.MaxSize,
    desiredCapacity: asked.DesiredCapacity,
    recurrence,
    timeZone,
    endTime: end,
    nextTime,
  }
}

function checkRoom(ctx: Context, { id: group }: GroupRecord, name: string): void {
  if (ctx.db.get(scheduledActions, actionId(group, name))) return
  if (ctx.db.countBy(scheduledActions, 'group', group) < mostActions) return
  throw new AwsError(
    'LimitExceeded',
    `You may not create more than ${mostActions} scheduled actions for an Auto Scaling group.`,
  )
}

function newArn({ account, region, chance }: Context, group: string, name: string): string {
  return `arn:aws:autoscaling:${region}:${account}:scheduledUpdateGroupAction:${chance.uuid()}:autoScalingGroupName/${group}:scheduledActionName/${name}`
}

function checkSizes({
  MinSize: min,
  MaxSize: max,
  DesiredCapacity: desired,
}: ScheduledUpdateGroupActionRequest): void {
  if (min === undefined && max === undefined && desired === undefined) {
    throw validationError(
      'At least one of max size, min size, or desired capacity must be specified',
    )
  }
  if (min !== undefined && min < 0) throw validationError('Min size must be non-negative')
  if (max !== undefined && max < 0) throw validationError('Max size must be non-negative')
  if (desired !== undefined && desired < 0) {
    throw validationError('Desired capacity must be non-negative')
  }
  if (min !== undefined && max !== undefined && min > max) {
    throw validationError('Min size must be less than or equal to max size')
  }
  if (desired === undefined) return
  if (max !== undefined && desired > max) {
    throw validationError('Desired capacity must be less than or equal to max size')
  }
  if (min !== undefined && desired < min) {
    throw validationError('Desired capacity must be greater than or equal to min size')
  }
}

function readZone({ TimeZone: zone }: ScheduledUpdateGroupActionRequest): string | undefined {
  if (zone === undefined || isZone(zone)) return zone
  throw validationError(
    'Time zone specified does not conform to standardized time zones found in IANA Time Zone Database',
  )
}

function firstTime(
  now: number,
  recurrence: string,
  zone: string | undefined,
  start: number | undefined,
): number {
  const schedule = readRecurrence(recurrence, zone)
  // A start that is a time of the schedule is its first.
  const first = schedule?.next(start === undefined ? now : start - 1)
  if (first === undefined)
    throw validationError(`Given recurrence string: ${recurrence} is invalid`)
  return first
}
