import type { Charge } from '../../metering/charge.ts'
import { costBetween, usedUntil } from '../../metering/charge.ts'
import type { Period } from '../../metering/report.ts'

/** How commitments of one kind did in a period: millionths and hours. */
export interface CommitmentUse {
  /** Of covered use at On-Demand prices. */
  readonly onDemandValue: number
  readonly coveredHours: number
  readonly coveredCost: number
  readonly unusedHours: number
  readonly unusedCost: number
  readonly onDemandHours: number
  readonly onDemandCost: number
}

export function commitmentUse(
  charges: readonly Charge[],
  option: 'Reserved' | 'Savings Plans',
  { from, to }: Period,
): CommitmentUse {
  const sum = {
    onDemandValue: 0,
    coveredHours: 0,
    coveredCost: 0,
    unusedHours: 0,
    unusedCost: 0,
    onDemandHours: 0,
    onDemandCost: 0,
  }
  for (const charge of charges) {
    // Reservations of hosts are no Reserved Instances.
    if (charge.usageType.includes('HostUsage:')) continue
    const hours = usedUntil(charge, to) - usedUntil(charge, from)
    if (charge.option === option && charge.rule === 'commitmentUnused') {
      sum.unusedHours += hours
      sum.unusedCost += costBetween(charge, 'amortizedRate', from, to)
    } else if (charge.option === option && !charge.fee) {
      sum.coveredHours += hours
      sum.coveredCost += costBetween(charge, 'amortizedRate', from, to)
      sum.onDemandValue += costBetween(charge, 'publicRate', from, to)
    } else if (charge.option === 'On Demand' && charge.rule === 'instance') {
      sum.onDemandHours += hours
      sum.onDemandCost += costBetween(charge, 'rate', from, to)
    }
  }
  return sum
}

/** `66.6667`; none of none is nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '0' : String(Number(((100 * part) / whole).toFixed(10)))
}
