import type { UpdateBudgetActionRequest, UpdateBudgetActionResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { budgetActions, checkAccount, findAction } from './budget.ts'
import { toAction } from './describe.ts'
import { lookSoon } from './look-soon.ts'
import { locked, withEvent } from './action-state.ts'
import { readActionSubscribers, readDefinition, readThreshold } from './read-action.ts'

/**
 * Changes an action; it waits for its threshold anew.
 * @refuses APPLY_SCP_POLICY, STOP_RDS_INSTANCES
 */
export const UpdateBudgetAction = operation<UpdateBudgetActionRequest, UpdateBudgetActionResponse>(
  'UpdateBudgetAction',
  (ctx, { AccountId, BudgetName, ActionId, ...input }) => {
    checkAccount(ctx, AccountId)
    const old = findAction(ctx, BudgetName, ActionId)
    if (old.status === 'EXECUTION_IN_PROGRESS') throw locked(old.id)
    const next = {
      ...old,
      notificationType: input.NotificationType ?? old.notificationType,
      threshold: input.ActionThreshold ? readThreshold(input.ActionThreshold) : old.threshold,
      definition: input.Definition
        ? readDefinition(old.actionType, input.Definition)
        : old.definition,
      roleArn: input.ExecutionRoleArn ?? old.roleArn,
      approval: input.ApprovalModel ?? old.approval,
      subscribers: input.Subscribers ? readActionSubscribers(input.Subscribers) : old.subscribers,
      status: 'STANDBY' as const,
      setOffFor: undefined,
      history: withEvent(ctx, old, 'STANDBY', 'UPDATE_ACTION', 'The action was updated.'),
    }
    ctx.db.put(budgetActions, next)
    lookSoon(ctx)
    return { AccountId, BudgetName, OldAction: toAction(old), NewAction: toAction(next) }
  },
)
