import type { CreateBudgetRequest, CreateBudgetResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { budgets, checkAccount, duplicate } from './budget.ts'
import { lookSoon } from './look-soon.ts'
import { readBudget, readNotifications } from './read-budget.ts'

/**
 * Makes a budget, with whom it tells when.
 * @refuses AutoAdjustData, FilterExpression; budgets of the utilization and coverage of commitments
 * @differs Nobody is sent mail: what a notification has come to, its state says.
 */
export const CreateBudget = operation<CreateBudgetRequest, CreateBudgetResponse>(
  'CreateBudget',
  (ctx, { AccountId, Budget, NotificationsWithSubscribers, ResourceTags = [] }) => {
    checkAccount(ctx, AccountId)
    const name = Budget?.BudgetName ?? ''
    if (ctx.db.get(budgets, name)) {
      throw duplicate(`Error creating budget: ${name} - the budget already exists.`)
    }
    ctx.db.put(budgets, {
      id: name,
      ...readBudget(ctx, Budget),
      createdAt: ctx.now,
      updatedAt: ctx.now,
      notifications: readNotifications(NotificationsWithSubscribers),
      tags: ResourceTags.map(({ Key = '', Value = '' }) => ({ Key, Value })),
    })
    lookSoon(ctx)
    return {}
  },
)
