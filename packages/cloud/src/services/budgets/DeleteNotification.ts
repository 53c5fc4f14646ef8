import type { DeleteNotificationRequest, DeleteNotificationResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { checkAccount } from './budget.ts'
import { changeNotification } from './change-notification.ts'

/** Takes a notification off a budget. */
export const DeleteNotification = operation<DeleteNotificationRequest, DeleteNotificationResponse>(
  'DeleteNotification',
  (ctx, { AccountId, BudgetName, Notification }) => {
    checkAccount(ctx, AccountId)
    changeNotification(ctx, BudgetName, Notification, () => undefined)
    return {}
  },
)
