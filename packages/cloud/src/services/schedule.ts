import { Cron } from 'croner'

/** A schedule that has been read. */
export interface Schedule {
  /** The first moment after `after` (ms since the epoch) at which it is due; undefined when there is none any more. */
  next(after: number): number | undefined
  /** Between runs of a rate, ms; undefined for others. */
  readonly periodMs: number | undefined
}

const units: Readonly<Record<string, number>> = {
  minute: 60_000,
  minutes: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
}
const dayMs = 86_400_000

/**
 * Reads `rate(30 minutes)`, `cron(0 2 ? * SUN *)` with or without a field for seconds in front, and `at(2026-01-05T09:00:00)`.
 * Undefined for what is none of these. `zone`: `Asia/Seoul`; `offsetDays`: after each moment of a cron expression.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html
 */
export function readSchedule(
  expression: string,
  zone = 'UTC',
  offsetDays = 0,
): Schedule | undefined {
  const [, kind, inner = ''] = /^(rate|cron|at)\(([^()]*)\)$/.exec(expression.trim()) ?? []
  if (kind === 'rate') return readRate(inner)
  if (kind === 'at') return readMoment(inner, zone)
  return kind === 'cron' ? readCron(inner, zone, offsetDays) : undefined
}

function readRate(text: string): Schedule | undefined {
  const [, count, unit = ''] = /^\s*([1-9]\d*)\s+([a-z]+)\s*$/.exec(text) ?? []
  const unitMs = units[unit]
  if (count === undefined || unitMs === undefined) return undefined
  if ((count === '1') === unit.endsWith('s')) return undefined
  const periodMs = Number(count) * unitMs
  return { periodMs, next: (after) => after + periodMs }
}

function readMoment(text: string, zone: string): Schedule | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return undefined
  return fromCron(() => new Cron(text, { timezone: zone, paused: true }))
}

function readCron(text: string, zone: string, offsetDays: number): Schedule | undefined {
  const given = text.trim().split(/\s+/)
  const fields = given.length === 6 ? ['0', ...given] : given
  const [, , , dayOfMonth = '', , dayOfWeek = ''] = fields
  // AWS wants `?` in one of the two fields for days; which day is meant would not be clear otherwise.
  if (fields.length !== 7 || (dayOfMonth === '?') === (dayOfWeek === '?')) {
    if (!(fields.length === 7 && [dayOfMonth, dayOfWeek].includes('*'))) return undefined
  }
  const pattern = fields.map((field) => field.replace('?', '*')).join(' ')
  const schedule = fromCron(
    () =>
      new Cron(pattern, {
        timezone: zone,
        paused: true,
        alternativeWeekdays: true,
        sloppyRanges: true,
      }),
  )
  if (schedule === undefined || offsetDays === 0) return schedule
  const offset = offsetDays * dayMs
  return {
    periodMs: undefined,
    next(after) {
      const due = schedule.next(after - offset)
      return due === undefined ? undefined : due + offset
    },
  }
}

const unixField = /^(\*|\d{1,2}|[a-z]{3})(-(\d{1,2}|[a-z]{3}))?(\/\d{1,2})?$/i

/**
 * Reads the five fields of a Unix cron expression: minute, hour, day of month, month, day of week (0 or 7 is Sunday); a day is meant
 * that either of its two fields names. Undefined for what is none: `?`, seconds and years are AWS's own.
 */
export function readUnixCron(expression: string, zone = 'UTC'): Schedule | undefined {
  const fields = expression.trim().split(/\s+/)
  if (fields.length !== 5) return undefined
  if (!fields.every((field) => field.split(',').every((part) => unixField.test(part)))) {
    return undefined
  }
  return fromCron(() => new Cron(fields.join(' '), { timezone: zone, paused: true }))
}

function fromCron(make: () => Cron): Schedule | undefined {
  try {
    const cron = make()
    return {
      periodMs: undefined,
      next: (after) => cron.nextRun(new Date(after))?.getTime(),
    }
  } catch {
    return undefined
  }
}
