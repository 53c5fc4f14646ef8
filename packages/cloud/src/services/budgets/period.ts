import type { TimeUnit } from '@aws-sdk/client-budgets'
import { dayMs, monthStart } from '../../metering/months.ts'
import type { Period } from '../../metering/report.ts'

const months: Readonly<Partial<Record<TimeUnit, number>>> = {
  MONTHLY: 1,
  QUARTERLY: 3,
  ANNUALLY: 12,
}

/** The day, month, quarter or year (UTC) that a moment lies in. */
export function periodAt(unit: TimeUnit | undefined, at: number): Period {
  const length = months[unit ?? 'MONTHLY']
  if (length === undefined) {
    const from = Math.floor(at / dayMs) * dayMs
    return { from, to: from + dayMs }
  }
  const month = new Date(at).getUTCMonth()
  const from = monthStart(at, -(month % length))
  return { from, to: monthStart(from, length) }
}
