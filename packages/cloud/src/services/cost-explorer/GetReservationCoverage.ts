import type {
  Coverage,
  GetReservationCoverageRequest,
  GetReservationCoverageResponse,
} from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { usdText } from '../../metering/money.ts'
import { periodsOf } from '../../metering/report.ts'
import { booksIn } from '../usage/books.ts'
import { commitmentUse, percent, type CommitmentUse } from './commitments.ts'
import { invalid, testOf } from './expression.ts'
import { amountText } from './metrics.ts'
import { readPeriod, showPeriod } from './time.ts'

/**
 * Says how much of the instances' hours Reserved Instances covered.
 * @refuses GroupBy
 */
export const GetReservationCoverage = operation<
  GetReservationCoverageRequest,
  GetReservationCoverageResponse
>('GetReservationCoverage', (ctx, { TimePeriod, Granularity, Filter, GroupBy = [] }) => {
  if (GroupBy.length > 0) throw invalid('GroupBy is not supported by the embedded cloud.')
  const granularity = Granularity ?? 'MONTHLY'
  const span = readPeriod(TimePeriod, granularity, ctx.now)
  const charges = chargesOf(booksIn(ctx)).filter(testOf(Filter, ctx.account))
  const periods = Granularity === undefined ? [span] : periodsOf(span, granularity)
  return {
    CoveragesByTime: periods.map((period) => ({
      TimePeriod: showPeriod(period, granularity),
      Groups: [],
      Total: coverage(commitmentUse(charges, 'Reserved', period)),
    })),
    Total: coverage(commitmentUse(charges, 'Reserved', span)),
  }
})

function coverage({ coveredHours, onDemandHours, onDemandCost }: CommitmentUse): Coverage {
  const running = coveredHours + onDemandHours
  return {
    CoverageHours: {
      OnDemandHours: amountText(onDemandHours),
      ReservedHours: amountText(coveredHours),
      TotalRunningHours: amountText(running),
      CoverageHoursPercentage: percent(coveredHours, running),
    },
    CoverageCost: { OnDemandCost: usdText(onDemandCost) },
  }
}
