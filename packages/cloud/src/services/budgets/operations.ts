import type { AnyOperation } from '../../engine/operation.ts'
import { CreateBudget } from './CreateBudget.ts'
import { CreateBudgetAction } from './CreateBudgetAction.ts'
import { CreateNotification } from './CreateNotification.ts'
import { CreateSubscriber } from './CreateSubscriber.ts'
import { DeleteBudget } from './DeleteBudget.ts'
import { DeleteBudgetAction } from './DeleteBudgetAction.ts'
import { DeleteNotification } from './DeleteNotification.ts'
import { DeleteSubscriber } from './DeleteSubscriber.ts'
import { DescribeBudget } from './DescribeBudget.ts'
import { DescribeBudgetAction } from './DescribeBudgetAction.ts'
import { DescribeBudgetActionHistories } from './DescribeBudgetActionHistories.ts'
import { DescribeBudgetActionsForAccount } from './DescribeBudgetActionsForAccount.ts'
import { DescribeBudgetActionsForBudget } from './DescribeBudgetActionsForBudget.ts'
import { DescribeBudgetNotificationsForAccount } from './DescribeBudgetNotificationsForAccount.ts'
import { DescribeBudgetPerformanceHistory } from './DescribeBudgetPerformanceHistory.ts'
import { DescribeBudgets } from './DescribeBudgets.ts'
import { DescribeNotificationsForBudget } from './DescribeNotificationsForBudget.ts'
import { DescribeSubscribersForNotification } from './DescribeSubscribersForNotification.ts'
import { ExecuteBudgetAction } from './ExecuteBudgetAction.ts'
import { UpdateBudget } from './UpdateBudget.ts'
import { UpdateBudgetAction } from './UpdateBudgetAction.ts'
import { UpdateNotification } from './UpdateNotification.ts'
import { UpdateSubscriber } from './UpdateSubscriber.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  CreateBudget,
  CreateBudgetAction,
  CreateNotification,
  CreateSubscriber,
  DeleteBudget,
  DeleteBudgetAction,
  DeleteNotification,
  DeleteSubscriber,
  DescribeBudget,
  DescribeBudgetAction,
  DescribeBudgetActionHistories,
  DescribeBudgetActionsForAccount,
  DescribeBudgetActionsForBudget,
  DescribeBudgetNotificationsForAccount,
  DescribeBudgetPerformanceHistory,
  DescribeBudgets,
  DescribeNotificationsForBudget,
  DescribeSubscribersForNotification,
  ExecuteBudgetAction,
  UpdateBudget,
  UpdateBudgetAction,
  UpdateNotification,
  UpdateSubscriber,
]
