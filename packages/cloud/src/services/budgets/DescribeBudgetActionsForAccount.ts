import type {
  DescribeBudgetActionsForAccountRequest,
  DescribeBudgetActionsForAccountResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { pageOf } from '../ssm/paging.ts'
import { budgetActions, checkAccount } from './budget.ts'
import { toAction } from './describe.ts'

/** Lists the actions of all budgets. */
export const DescribeBudgetActionsForAccount = operation<
  DescribeBudgetActionsForAccountRequest,
  DescribeBudgetActionsForAccountResponse
>('DescribeBudgetActionsForAccount', (ctx, { AccountId, ...page }) => {
  checkAccount(ctx, AccountId)
  const { items, NextToken } = pageOf(ctx.db.all(budgetActions), page, 100)
  return { Actions: items.map(toAction), NextToken }
})
