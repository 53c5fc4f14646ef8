import type { CreateNotificationRequest, CreateNotificationResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { budgets, checkAccount, duplicate, findBudget } from './budget.ts'
import { lookSoon } from './look-soon.ts'
import { isSameNotification, keepNotification } from './read-budget.ts'

/** Adds a notification to a budget. */
export const CreateNotification = operation<CreateNotificationRequest, CreateNotificationResponse>(
  'CreateNotification',
  (ctx, { AccountId, BudgetName, Notification, Subscribers }) => {
    checkAccount(ctx, AccountId)
    const budget = findBudget(ctx, BudgetName)
    if (budget.notifications.some((one) => isSameNotification(one.notification, Notification))) {
      throw duplicate('The notification already exists.')
    }
    if (budget.notifications.length >= 10) {
      throw new AwsError('CreationLimitExceededException', 'A budget can have 10 notifications.')
    }
    const kept = keepNotification(Notification, Subscribers)
    ctx.db.put(budgets, { ...budget, notifications: [...budget.notifications, kept] })
    lookSoon(ctx)
    return {}
  },
)
