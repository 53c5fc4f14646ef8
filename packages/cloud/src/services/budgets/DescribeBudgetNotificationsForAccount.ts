import type {
  DescribeBudgetNotificationsForAccountRequest,
  DescribeBudgetNotificationsForAccountResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { pageOf } from '../ssm/paging.ts'
import { budgets, checkAccount } from './budget.ts'

/** Lists the budgets with their notifications. */
export const DescribeBudgetNotificationsForAccount = operation<
  DescribeBudgetNotificationsForAccountRequest,
  DescribeBudgetNotificationsForAccountResponse
>('DescribeBudgetNotificationsForAccount', (ctx, { AccountId, ...page }) => {
  checkAccount(ctx, AccountId)
  const { items, NextToken } = pageOf(ctx.db.all(budgets), page, 50)
  return {
    BudgetNotificationsForAccount: items.map(({ id, notifications }) => ({
      BudgetName: id,
      Notifications: notifications.map(({ notification }) => notification),
    })),
    NextToken,
  }
})
