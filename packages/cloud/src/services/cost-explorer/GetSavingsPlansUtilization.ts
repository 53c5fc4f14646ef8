import type {
  GetSavingsPlansUtilizationRequest,
  GetSavingsPlansUtilizationResponse,
  SavingsPlansUtilizationAggregates,
} from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { usdText } from '../../metering/money.ts'
import { periodsOf } from '../../metering/report.ts'
import { booksIn } from '../usage/books.ts'
import { commitmentUse, percent, type CommitmentUse } from './commitments.ts'
import { testOf } from './expression.ts'
import { readPeriod, showPeriod } from './time.ts'

/** Says how much of the Savings Plans' commitment was used. */
export const GetSavingsPlansUtilization = operation<
  GetSavingsPlansUtilizationRequest,
  GetSavingsPlansUtilizationResponse
>('GetSavingsPlansUtilization', (ctx, { TimePeriod, Granularity, Filter }) => {
  const granularity = Granularity ?? 'MONTHLY'
  const span = readPeriod(TimePeriod, granularity, ctx.now)
  const charges = chargesOf(booksIn(ctx)).filter(testOf(Filter, ctx.account))
  const whole = commitmentUse(charges, 'Savings Plans', span)
  if (whole.coveredCost + whole.unusedCost === 0) {
    throw new AwsError('DataUnavailableException', 'No Savings Plans data is available.')
  }
  return {
    ...(Granularity !== undefined && {
      SavingsPlansUtilizationsByTime: periodsOf(span, granularity).map((period) => ({
        TimePeriod: showPeriod(period, granularity),
        ...aggregates(commitmentUse(charges, 'Savings Plans', period)),
      })),
    }),
    Total: aggregates(whole),
  }
})

function aggregates(use: CommitmentUse): SavingsPlansUtilizationAggregates {
  const total = use.coveredCost + use.unusedCost
  return {
    Utilization: {
      TotalCommitment: usdText(total),
      UsedCommitment: usdText(use.coveredCost),
      UnusedCommitment: usdText(use.unusedCost),
      UtilizationPercentage: percent(use.coveredCost, total),
    },
    Savings: {
      NetSavings: usdText(use.onDemandValue - total),
      OnDemandCostEquivalent: usdText(use.onDemandValue),
    },
    AmortizedCommitment: { TotalAmortizedCommitment: usdText(total) },
  }
}
