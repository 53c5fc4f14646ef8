import type { CreateBudgetActionRequest, CreateBudgetActionResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { budgetActions, checkAccount, findBudget, invalid } from './budget.ts'
import { lookSoon } from './look-soon.ts'
import { readActionSubscribers, readDefinition, readThreshold } from './read-action.ts'

/**
 * Sets what happens when a budget is used up to a threshold: instances are stopped, or a policy is attached.
 * @refuses APPLY_SCP_POLICY, STOP_RDS_INSTANCES
 * @differs The execution role is not assumed.
 */
export const CreateBudgetAction = operation<CreateBudgetActionRequest, CreateBudgetActionResponse>(
  'CreateBudgetAction',
  (ctx, { AccountId, BudgetName, ...input }) => {
    checkAccount(ctx, AccountId)
    const { id: budgetName } = findBudget(ctx, BudgetName)
    const { ActionType: actionType, NotificationType: notificationType } = input
    const { ExecutionRoleArn: roleArn, ApprovalModel: approval } = input
    if (!actionType || !notificationType || !roleArn || !approval)
      throw invalid('Incomplete action.')
    const id = ctx.chance.uuid()
    ctx.db.put(budgetActions, {
      id,
      budgetName,
      notificationType,
      actionType,
      threshold: readThreshold(input.ActionThreshold),
      definition: readDefinition(actionType, input.Definition),
      roleArn,
      approval,
      status: 'STANDBY',
      subscribers: readActionSubscribers(input.Subscribers),
      history: [
        {
          at: ctx.now,
          status: 'STANDBY',
          type: 'CREATE_ACTION',
          message: 'The action was created.',
        },
      ],
    })
    lookSoon(ctx)
    return { AccountId, BudgetName, ActionId: id }
  },
)
