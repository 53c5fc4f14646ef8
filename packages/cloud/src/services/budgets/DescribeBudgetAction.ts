import type {
  DescribeBudgetActionRequest,
  DescribeBudgetActionResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { checkAccount, findAction } from './budget.ts'
import { toAction } from './describe.ts'

/** Shows an action. */
export const DescribeBudgetAction = operation<
  DescribeBudgetActionRequest,
  DescribeBudgetActionResponse
>('DescribeBudgetAction', (ctx, { AccountId, BudgetName, ActionId }) => {
  checkAccount(ctx, AccountId)
  return { AccountId, BudgetName, Action: toAction(findAction(ctx, BudgetName, ActionId)) }
})
