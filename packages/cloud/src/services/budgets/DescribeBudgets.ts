import type { DescribeBudgetsRequest, DescribeBudgetsResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { pageOf } from '../ssm/paging.ts'
import { budgets, checkAccount } from './budget.ts'
import { chargesIn, toBudget } from './describe.ts'

/** Lists the budgets, with what was spent of them and what is to be. */
export const DescribeBudgets = operation<DescribeBudgetsRequest, DescribeBudgetsResponse>(
  'DescribeBudgets',
  (ctx, { AccountId, ...page }) => {
    checkAccount(ctx, AccountId)
    const { items, NextToken } = pageOf(ctx.db.all(budgets), page, 100)
    const charges = items.length > 0 ? chargesIn(ctx) : []
    return { Budgets: items.map((record) => toBudget(ctx, record, charges)), NextToken }
  },
)
