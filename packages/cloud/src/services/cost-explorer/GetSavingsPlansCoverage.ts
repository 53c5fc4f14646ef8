import type {
  GetSavingsPlansCoverageRequest,
  GetSavingsPlansCoverageResponse,
} from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { usdText } from '../../metering/money.ts'
import { periodsOf } from '../../metering/report.ts'
import { booksIn } from '../usage/books.ts'
import { commitmentUse, percent } from './commitments.ts'
import { invalid, testOf } from './expression.ts'
import { readPeriod, showPeriod } from './time.ts'

/**
 * Says how much of what instances cost Savings Plans covered.
 * @refuses GroupBy
 */
export const GetSavingsPlansCoverage = operation<
  GetSavingsPlansCoverageRequest,
  GetSavingsPlansCoverageResponse
>(
  'GetSavingsPlansCoverage',
  (ctx, { TimePeriod, Granularity = 'MONTHLY', Filter, GroupBy = [] }) => {
    if (GroupBy.length > 0) throw invalid('GroupBy is not supported by the embedded cloud.')
    const span = readPeriod(TimePeriod, Granularity, ctx.now)
    const charges = chargesOf(booksIn(ctx)).filter(testOf(Filter, ctx.account))
    return {
      SavingsPlansCoverages: periodsOf(span, Granularity).map((period) => {
        const { onDemandValue, onDemandCost } = commitmentUse(charges, 'Savings Plans', period)
        const total = onDemandValue + onDemandCost
        return {
          Attributes: {},
          Coverage: {
            SpendCoveredBySavingsPlans: usdText(onDemandValue),
            OnDemandCost: usdText(onDemandCost),
            TotalCost: usdText(total),
            CoveragePercentage: percent(onDemandValue, total),
          },
          TimePeriod: showPeriod(period, Granularity),
        }
      }),
    }
  },
)
