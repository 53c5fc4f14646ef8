import type {
  DescribeBudgetActionsForBudgetRequest,
  DescribeBudgetActionsForBudgetResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { pageOf } from '../ssm/paging.ts'
import { budgetActions, checkAccount, findBudget } from './budget.ts'
import { toAction } from './describe.ts'

/** Lists the actions of a budget. */
export const DescribeBudgetActionsForBudget = operation<
  DescribeBudgetActionsForBudgetRequest,
  DescribeBudgetActionsForBudgetResponse
>('DescribeBudgetActionsForBudget', (ctx, { AccountId, BudgetName, ...page }) => {
  checkAccount(ctx, AccountId)
  const { id } = findBudget(ctx, BudgetName)
  const { items, NextToken } = pageOf(ctx.db.by(budgetActions, 'budget', id), page, 100)
  return { Actions: items.map(toAction), NextToken }
})
