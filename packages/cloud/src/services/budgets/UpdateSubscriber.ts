import type { UpdateSubscriberRequest, UpdateSubscriberResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { checkAccount } from './budget.ts'
import { changeNotification, withoutSubscriber } from './change-notification.ts'
import { checkSubscribers } from './read-budget.ts'

/** Changes who is told. */
export const UpdateSubscriber = operation<UpdateSubscriberRequest, UpdateSubscriberResponse>(
  'UpdateSubscriber',
  (ctx, { AccountId, BudgetName, Notification, OldSubscriber, NewSubscriber }) => {
    checkAccount(ctx, AccountId)
    changeNotification(ctx, BudgetName, Notification, (kept) => {
      const others = withoutSubscriber(kept.subscribers, OldSubscriber)
      const next = NewSubscriber ? [...others, NewSubscriber] : others
      return { ...kept, subscribers: checkSubscribers(next) }
    })
    return {}
  },
)
