import type {
  DescribeNotificationsForBudgetRequest,
  DescribeNotificationsForBudgetResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { pageOf } from '../ssm/paging.ts'
import { checkAccount, findBudget } from './budget.ts'

/** Lists the notifications of a budget, with the state that each is in. */
export const DescribeNotificationsForBudget = operation<
  DescribeNotificationsForBudgetRequest,
  DescribeNotificationsForBudgetResponse
>('DescribeNotificationsForBudget', (ctx, { AccountId, BudgetName, ...page }) => {
  checkAccount(ctx, AccountId)
  const { notifications } = findBudget(ctx, BudgetName)
  const { items, NextToken } = pageOf(notifications, page, 100)
  return { Notifications: items.map(({ notification }) => notification), NextToken }
})
