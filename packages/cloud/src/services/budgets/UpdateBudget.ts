import type { UpdateBudgetRequest, UpdateBudgetResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { budgets, checkAccount, findBudget } from './budget.ts'
import { lookSoon } from './look-soon.ts'
import { readBudget } from './read-budget.ts'

/**
 * Changes a budget.
 * @refuses AutoAdjustData, FilterExpression
 */
export const UpdateBudget = operation<UpdateBudgetRequest, UpdateBudgetResponse>(
  'UpdateBudget',
  (ctx, { AccountId, NewBudget }) => {
    checkAccount(ctx, AccountId)
    const known = findBudget(ctx, NewBudget?.BudgetName)
    ctx.db.put(budgets, { ...known, ...readBudget(ctx, NewBudget, known), updatedAt: ctx.now })
    lookSoon(ctx)
    return {}
  },
)
