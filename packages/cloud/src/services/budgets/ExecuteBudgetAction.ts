import type {
  ExecuteBudgetActionRequest,
  ExecuteBudgetActionResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { budgetActions, checkAccount, findAction } from './budget.ts'
import { actionTimer } from './action-timer.ts'
import { locked, steps, withEvent } from './action-state.ts'

/** Approves, tries again, takes back or resets an action. */
export const ExecuteBudgetAction = operation<
  ExecuteBudgetActionRequest,
  ExecuteBudgetActionResponse
>('ExecuteBudgetAction', (ctx, { AccountId, BudgetName, ActionId, ExecutionType }) => {
  checkAccount(ctx, AccountId)
  const action = findAction(ctx, BudgetName, ActionId)
  const { from, to, run } = steps[ExecutionType ?? 'APPROVE_BUDGET_ACTION']
  if (!from.includes(action.status)) throw locked(action.id)
  const message = `${ExecutionType ?? ''} was requested.`
  const history = withEvent(ctx, action, to, 'EXECUTE_ACTION', message)
  ctx.db.put(budgetActions, { ...action, status: to, history })
  if (run) actionTimer.set(ctx, action, run)
  return { AccountId, BudgetName, ActionId, ExecutionType }
})
