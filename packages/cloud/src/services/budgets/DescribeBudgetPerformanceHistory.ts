import type {
  DescribeBudgetPerformanceHistoryRequest,
  DescribeBudgetPerformanceHistoryResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import type { Period } from '../../metering/report.ts'
import { pageOf } from '../ssm/paging.ts'
import { checkAccount, findBudget } from './budget.ts'
import { chargesIn } from './describe.ts'
import { periodAt } from './period.ts'
import { limitOf, meterOfBudget, spend } from './spend.ts'

const mostPeriods = 12

/** Shows what was budgeted and what was spent, period by period, the last twelve. */
export const DescribeBudgetPerformanceHistory = operation<
  DescribeBudgetPerformanceHistoryRequest,
  DescribeBudgetPerformanceHistoryResponse
>('DescribeBudgetPerformanceHistory', (ctx, { AccountId, BudgetName, TimePeriod, ...page }) => {
  checkAccount(ctx, AccountId)
  const record = findBudget(ctx, BudgetName)
  const { BudgetType, CostFilters, CostTypes, TimeUnit } = record.budget
  const meter = meterOfBudget(record, chargesIn(ctx), ctx.account, ctx.now)
  const until = Math.min(TimePeriod?.End?.getTime() ?? ctx.now, ctx.now)
  const since = Math.max(TimePeriod?.Start?.getTime() ?? record.start, record.start)
  const periods: Period[] = []
  let period = periodAt(TimeUnit, until)
  while (period.to > since && periods.length < mostPeriods) {
    periods.unshift(period)
    period = periodAt(TimeUnit, period.from - 1)
  }
  const { items, NextToken } = pageOf(periods, page, 100)
  return {
    BudgetPerformanceHistory: {
      BudgetName,
      BudgetType,
      CostFilters,
      CostTypes,
      TimeUnit,
      BudgetedAndActualAmountsList: items.map((each) => ({
        BudgetedAmount: spend(limitOf(record, each), meter.unit),
        ActualAmount: spend(meter.actual(each), meter.unit),
        TimePeriod: { Start: new Date(each.from), End: new Date(each.to) },
      })),
    },
    NextToken,
  }
})
