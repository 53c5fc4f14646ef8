import type { InstanceEventWindowTimeRangeRequest, WeekDay } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import type { EventWindowRecord, TimeRange } from './event-window.ts'

const days: readonly WeekDay[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
]

/**
 * The times of a window, as ranges or as a cron expression of hours and weekdays: each at least two hours long, at least four
 * in a week.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/event-windows.html
 */
export function readTimes(input: {
  readonly TimeRanges?: readonly InstanceEventWindowTimeRangeRequest[]
  readonly CronExpression?: string
}): Pick<EventWindowRecord, 'timeRanges' | 'cron'> {
  const { TimeRanges: ranges = [], CronExpression: cron } = input
  if (ranges.length > 0 && cron !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'TimeRanges and CronExpression cannot be specified together.',
    )
  }
  if (cron !== undefined) return { cron: checkCron(cron) }
  if (ranges.length === 0) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter TimeRanges or CronExpression',
    )
  }
  const timeRanges = ranges.map(readRange)
  const total = timeRanges.reduce((sum, range) => sum + hoursOf(range), 0)
  if (timeRanges.some((range) => hoursOf(range) < 2) || total < 4) {
    throw new AwsError(
      'InvalidParameterValue',
      'Each time range of an event window must be at least 2 hours, and all of them at least 4 hours in a week.',
    )
  }
  return { timeRanges }
}

function readRange(asked: InstanceEventWindowTimeRangeRequest): TimeRange {
  const { StartWeekDay: startDay, StartHour: startHour = -1 } = asked
  const { EndWeekDay: endDay, EndHour: endHour = -1 } = asked
  const hours = [startHour, endHour]
  if (!startDay || !endDay || hours.some((hour) => hour < 0 || hour > 23)) {
    throw new AwsError(
      'InvalidParameterValue',
      'A time range needs StartWeekDay, EndWeekDay, and a StartHour and EndHour between 0 and 23.',
    )
  }
  return { startDay, startHour, endDay, endHour }
}

/** A range may go over the end of the week. */
function hoursOf({ startDay, startHour, endDay, endHour }: TimeRange): number {
  const at = (day: WeekDay, hour: number) => days.indexOf(day) * 24 + hour
  const length = at(endDay, endHour) - at(startDay, startHour)
  return length <= 0 ? length + 7 * 24 : length
}

/** `* 21-23 * * 2,3`: minutes, days and months must be `*`; hours and weekdays say when. */
function checkCron(cron: string): string {
  const [minute, hours = '', day, month, weekdays = '', ...more] = cron.trim().split(/\s+/)
  const wild = minute === '*' && day === '*' && month === '*' && more.length === 0
  const list = /^(\*|\d{1,2}(-\d{1,2})?(,\d{1,2}(-\d{1,2})?)*)$/
  const names = /^(\*|([0-7]|[A-Z]{3})([-,]([0-7]|[A-Z]{3}))*)$/i
  if (wild && hours !== '*' && list.test(hours) && names.test(weekdays)) return cron
  throw new AwsError(
    'InvalidParameterValue',
    `The cron expression '${cron}' is invalid. Minute, day of month and month must be *, and the hours must be given.`,
  )
}
