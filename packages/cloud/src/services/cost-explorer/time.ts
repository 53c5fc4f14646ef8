import type { DateInterval } from '@aws-sdk/client-cost-explorer'
import { AwsError } from '../../errors.ts'
import { dayMs, hourMs, monthStart } from '../../metering/months.ts'
import type { Granularity, Period } from '../../metering/report.ts'
import { invalid } from './expression.ts'

/** How far back AWS looks: months by the day, days by the hour. */
const mostMonths = 38
const mostHourlyDays = 14

/** A time period of a request; the end is not part of it. */
export function readPeriod(
  interval: DateInterval | undefined,
  granularity: Granularity,
  now: number,
): Period {
  const from = readTime(interval?.Start, granularity)
  const to = readTime(interval?.End, granularity)
  if (from >= to) {
    throw invalid('Start date (and hour) should be before end date (and hour)')
  }
  if (granularity === 'HOURLY' && from < Math.floor(now / dayMs) * dayMs - mostHourlyDays * dayMs) {
    throw invalid(`You haven't enabled historical data beyond ${mostHourlyDays} days`)
  }
  if (from < monthStart(now, -mostMonths)) {
    throw invalid(`You haven't enabled historical data beyond ${mostMonths} months`)
  }
  return { from, to }
}

const day = /^\d{4}-\d{2}-\d{2}$/
const second = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/

function readTime(text = '', granularity: Granularity): number {
  const isHourly = granularity === 'HOURLY'
  const at = (isHourly ? second : day).test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(at)) return isHourly ? Math.floor(at / hourMs) * hourMs : at
  throw new AwsError(
    'ValidationException',
    isHourly
      ? `Invalid time format, expected pattern: yyyy-MM-ddTHH:mm:ssZ`
      : `Start time ${text} is invalid. Valid format is: yyyy-MM-dd.`,
  )
}

/** A period as answers name it. */
export function showPeriod({ from, to }: Period, granularity: Granularity): Required<DateInterval> {
  const show = (at: number): string => {
    const text = new Date(at).toISOString()
    return granularity === 'HOURLY' ? `${text.slice(0, 19)}Z` : text.slice(0, 10)
  }
  return { Start: show(from), End: show(to) }
}
