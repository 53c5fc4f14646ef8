import type { DescribeBudgetRequest, DescribeBudgetResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { checkAccount, findBudget } from './budget.ts'
import { chargesIn, toBudget } from './describe.ts'

/** Shows a budget, with what was spent of it and what is to be. */
export const DescribeBudget = operation<DescribeBudgetRequest, DescribeBudgetResponse>(
  'DescribeBudget',
  (ctx, { AccountId, BudgetName }) => {
    checkAccount(ctx, AccountId)
    return { Budget: toBudget(ctx, findBudget(ctx, BudgetName), chargesIn(ctx)) }
  },
)
