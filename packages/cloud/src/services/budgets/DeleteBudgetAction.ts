import type { DeleteBudgetActionRequest, DeleteBudgetActionResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { budgetActions, checkAccount, findAction } from './budget.ts'
import { toAction } from './describe.ts'
import { locked } from './action-state.ts'

/** Deletes an action. */
export const DeleteBudgetAction = operation<DeleteBudgetActionRequest, DeleteBudgetActionResponse>(
  'DeleteBudgetAction',
  (ctx, { AccountId, BudgetName, ActionId }) => {
    checkAccount(ctx, AccountId)
    const action = findAction(ctx, BudgetName, ActionId)
    if (action.status === 'EXECUTION_IN_PROGRESS') throw locked(action.id)
    ctx.db.delete(budgetActions, action.id)
    return { AccountId, BudgetName, Action: toAction(action) }
  },
)
