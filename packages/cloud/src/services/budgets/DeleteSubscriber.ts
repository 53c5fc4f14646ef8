import type { DeleteSubscriberRequest, DeleteSubscriberResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { checkAccount, invalid } from './budget.ts'
import { changeNotification, withoutSubscriber } from './change-notification.ts'

/** Takes one off who was told; the last of a notification stays. */
export const DeleteSubscriber = operation<DeleteSubscriberRequest, DeleteSubscriberResponse>(
  'DeleteSubscriber',
  (ctx, { AccountId, BudgetName, Notification, Subscriber }) => {
    checkAccount(ctx, AccountId)
    changeNotification(ctx, BudgetName, Notification, (kept) => {
      const subscribers = withoutSubscriber(kept.subscribers, Subscriber)
      if (subscribers.length === 0) throw invalid('A notification needs at least one subscriber.')
      return { ...kept, subscribers }
    })
    return {}
  },
)
