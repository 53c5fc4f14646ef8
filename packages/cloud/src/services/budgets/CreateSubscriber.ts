import type { CreateSubscriberRequest, CreateSubscriberResponse } from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { checkAccount, duplicate } from './budget.ts'
import { changeNotification, isSameSubscriber } from './change-notification.ts'
import { checkSubscribers } from './read-budget.ts'

/** Adds one who is told. */
export const CreateSubscriber = operation<CreateSubscriberRequest, CreateSubscriberResponse>(
  'CreateSubscriber',
  (ctx, { AccountId, BudgetName, Notification, Subscriber }) => {
    checkAccount(ctx, AccountId)
    changeNotification(ctx, BudgetName, Notification, (kept) => {
      if (!Subscriber || kept.subscribers.some((one) => isSameSubscriber(one, Subscriber))) {
        throw duplicate('The subscriber already exists.')
      }
      return { ...kept, subscribers: checkSubscribers([...kept.subscribers, Subscriber]) }
    })
    return {}
  },
)
