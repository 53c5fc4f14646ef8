import type {
  GetReservationUtilizationRequest,
  GetReservationUtilizationResponse,
  ReservationAggregates,
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
 * Says how much of the Reserved Instances was used.
 * @refuses GroupBy
 */
export const GetReservationUtilization = operation<
  GetReservationUtilizationRequest,
  GetReservationUtilizationResponse
>('GetReservationUtilization', (ctx, { TimePeriod, Granularity, Filter, GroupBy = [] }) => {
  if (GroupBy.length > 0) throw invalid('GroupBy is not supported by the embedded cloud.')
  const granularity = Granularity ?? 'MONTHLY'
  const span = readPeriod(TimePeriod, granularity, ctx.now)
  const charges = chargesOf(booksIn(ctx)).filter(testOf(Filter, ctx.account))
  const periods = Granularity === undefined ? [span] : periodsOf(span, granularity)
  return {
    UtilizationsByTime: periods.map((period) => ({
      TimePeriod: showPeriod(period, granularity),
      Groups: [],
      Total: aggregates(commitmentUse(charges, 'Reserved', period)),
    })),
    Total: aggregates(commitmentUse(charges, 'Reserved', span)),
  }
})

function aggregates(use: CommitmentUse): ReservationAggregates {
  const purchased = use.coveredHours + use.unusedHours
  const fee = use.coveredCost + use.unusedCost
  return {
    UtilizationPercentage: percent(use.coveredHours, purchased),
    PurchasedHours: amountText(purchased),
    TotalActualHours: amountText(use.coveredHours),
    UnusedHours: amountText(use.unusedHours),
    OnDemandCostOfRIHoursUsed: usdText(use.onDemandValue),
    NetRISavings: usdText(use.onDemandValue - fee),
    TotalAmortizedFee: usdText(fee),
    RICostForUnusedHours: usdText(use.unusedCost),
    RealizedSavings: usdText(use.onDemandValue - use.coveredCost),
  }
}
