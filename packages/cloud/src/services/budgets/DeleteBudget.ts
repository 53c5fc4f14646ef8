import type { DeleteBudgetRequest, DeleteBudgetResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { budgetActions, budgets, checkAccount, findBudget } from './budget.ts'

/** Deletes a budget with its notifications and actions. */
export const DeleteBudget = operation<DeleteBudgetRequest, DeleteBudgetResponse>(
  'DeleteBudget',
  (ctx, { AccountId, BudgetName }) => {
    checkAccount(ctx, AccountId)
    const { id } = findBudget(ctx, BudgetName)
    for (const action of ctx.db.by(budgetActions, 'budget', id)) {
      ctx.db.delete(budgetActions, action.id)
    }
    ctx.db.delete(budgets, id)
    return {}
  },
)
