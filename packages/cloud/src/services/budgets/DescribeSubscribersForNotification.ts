import type {
  DescribeSubscribersForNotificationRequest,
  DescribeSubscribersForNotificationResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { pageOf } from '../ssm/paging.ts'
import { checkAccount } from './budget.ts'
import { findNotification } from './change-notification.ts'

/** Lists whom a notification tells. */
export const DescribeSubscribersForNotification = operation<
  DescribeSubscribersForNotificationRequest,
  DescribeSubscribersForNotificationResponse
>('DescribeSubscribersForNotification', (ctx, { AccountId, BudgetName, Notification, ...page }) => {
  checkAccount(ctx, AccountId)
  const { subscribers } = findNotification(ctx, BudgetName, Notification)
  const { items, NextToken } = pageOf(subscribers, page, 100)
  return { Subscribers: [...items], NextToken }
})
