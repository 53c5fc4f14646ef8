import type { UpdateNotificationRequest, UpdateNotificationResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { checkAccount } from './budget.ts'
import { changeNotification } from './change-notification.ts'
import { lookSoon } from './look-soon.ts'
import { keepNotification } from './read-budget.ts'

/** Changes when a notification is sent. */
export const UpdateNotification = operation<UpdateNotificationRequest, UpdateNotificationResponse>(
  'UpdateNotification',
  (ctx, { AccountId, BudgetName, OldNotification, NewNotification }) => {
    checkAccount(ctx, AccountId)
    changeNotification(ctx, BudgetName, OldNotification, ({ subscribers }) =>
      keepNotification(NewNotification, subscribers),
    )
    lookSoon(ctx)
    return {}
  },
)
