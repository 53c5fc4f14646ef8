import { normalizationFactor } from '@brume/ec2-model'
import { costBetween, usedUntil, type Charge } from './charge.ts'
import type { Micros } from './money.ts'
import { dayMs, hourMs, monthStart } from './months.ts'

export type Granularity = 'HOURLY' | 'DAILY' | 'MONTHLY'

export interface Period {
  readonly from: number
  readonly to: number
}

/** What some charges come to in a period. */
export interface Totals {
  /** As it is paid. */
  unblended: Micros
  /** With upfront payments spread over their terms. */
  amortized: Micros
  /** What the same use would cost On-Demand. */
  public: Micros
  usage: number
  /** Hours of instances in units of `small`. */
  normalized: number
  /** Of the usage; `N/A` where several are added up. */
  unit: string | undefined
  /** False where a rule stands for AWS's list. */
  exact: boolean
}

/** The periods of a span, cut at whole hours, days or months (UTC). */
export function periodsOf({ from, to }: Period, granularity: Granularity): readonly Period[] {
  const periods: Period[] = []
  for (let start = from; start < to;) {
    const end = Math.min(to, nextCut(start, granularity))
    periods.push({ from: start, to: end })
    start = end
  }
  return periods
}

function nextCut(at: number, granularity: Granularity): number {
  if (granularity === 'MONTHLY') return monthStart(at, 1)
  const step = granularity === 'DAILY' ? dayMs : hourMs
  return (Math.floor(at / step) + 1) * step
}

/** By period, then by group; what a charge belongs to, `groupOf` says. */
export type Report = ReadonlyMap<string, Totals>

/** Adds charges up by period and group. Sums of whole millionths: however it is cut, the parts are the whole. */
export function reportOf(
  charges: readonly Charge[],
  periods: readonly Period[],
  groupOf: (charge: Charge) => string,
): readonly Report[] {
  const reports = periods.map(() => new Map<string, Totals>())
  for (const charge of charges) {
    const group = groupOf(charge)
    for (let at = firstPeriod(periods, charge.from); at < periods.length; at += 1) {
      const period = periods[at]
      const report = reports[at]
      if (!period || !report || period.from >= charge.to) break
      let totals = report.get(group)
      if (!totals) report.set(group, (totals = emptyTotals()))
      addCharge(totals, charge, period)
    }
  }
  return reports
}

/** The first that ends after a moment. */
function firstPeriod(periods: readonly Period[], at: number): number {
  let low = 0
  let high = periods.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((periods[middle]?.to ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}

export function emptyTotals(): Totals {
  return {
    unblended: 0,
    amortized: 0,
    public: 0,
    usage: 0,
    normalized: 0,
    unit: undefined,
    exact: true,
  }
}

export function addCharge(totals: Totals, charge: Charge, { from, to }: Period): void {
  totals.unblended += costBetween(charge, 'rate', from, to)
  totals.amortized += costBetween(charge, 'amortizedRate', from, to)
  totals.public += costBetween(charge, 'publicRate', from, to)
  if (!charge.exact) totals.exact = false
  if (charge.fee) return
  const used = usedUntil(charge, to) - usedUntil(charge, from)
  totals.usage += used
  totals.unit = totals.unit === undefined || totals.unit === charge.unit ? charge.unit : 'N/A'
  if (charge.instanceType !== undefined) {
    totals.normalized += used * (normalizationFactor(charge.instanceType) ?? 0)
  }
}
