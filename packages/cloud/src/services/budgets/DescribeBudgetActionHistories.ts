import type {
  DescribeBudgetActionHistoriesRequest,
  DescribeBudgetActionHistoriesResponse,
} from '@aws-sdk/client-budgets'
import { operation } from '../../engine/operation.ts'
import { pageOf } from '../ssm/paging.ts'
import { checkAccount, findAction } from './budget.ts'
import { toAction } from './describe.ts'

/** Lists what an action has gone through. */
export const DescribeBudgetActionHistories = operation<
  DescribeBudgetActionHistoriesRequest,
  DescribeBudgetActionHistoriesResponse
>(
  'DescribeBudgetActionHistories',
  (ctx, { AccountId, BudgetName, ActionId, TimePeriod, ...page }) => {
    checkAccount(ctx, AccountId)
    const action = findAction(ctx, BudgetName, ActionId)
    const from = TimePeriod?.Start?.getTime() ?? 0
    const to = TimePeriod?.End?.getTime() ?? Infinity
    const events = action.history.filter(({ at }) => at >= from && at <= to).toReversed()
    const { items, NextToken } = pageOf(events, page, 100)
    return {
      ActionHistories: items.map(({ at, status, type, message }) => ({
        Timestamp: new Date(at),
        Status: status,
        EventType: type,
        ActionHistoryDetails: { Message: message, Action: { ...toAction(action), Status: status } },
      })),
      NextToken,
    }
  },
)
