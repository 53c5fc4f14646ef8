import type { Action, Budget } from '@aws-sdk/client-budgets'
import type { Context } from '../../engine/context.ts'
import type { Charge } from '../../metering/charge.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { booksIn } from '../usage/books.ts'
import type { BudgetActionRecord, BudgetRecord } from './budget.ts'
import { periodAt } from './period.ts'
import { meterOfBudget, spend } from './spend.ts'

export function chargesIn(ctx: Context): readonly Charge[] {
  return chargesOf(booksIn(ctx))
}

/** A budget as answers show it, with what was spent of it and what is to be. */
export function toBudget(ctx: Context, record: BudgetRecord, charges: readonly Charge[]): Budget {
  const period = periodAt(record.budget.TimeUnit, ctx.now)
  const meter = meterOfBudget(record, charges, ctx.account, ctx.now)
  return {
    ...record.budget,
    BudgetName: record.id,
    TimePeriod: { Start: new Date(record.start), End: new Date(record.end) },
    CalculatedSpend: {
      ActualSpend: spend(meter.actual(period), meter.unit),
      ForecastedSpend: spend(meter.forecast(period), meter.unit),
    },
    LastUpdatedTime: new Date(record.updatedAt),
  }
}

export function toAction(action: BudgetActionRecord): Action {
  return {
    ActionId: action.id,
    BudgetName: action.budgetName,
    NotificationType: action.notificationType,
    ActionType: action.actionType,
    ActionThreshold: action.threshold,
    Definition: action.definition,
    ExecutionRoleArn: action.roleArn,
    ApprovalModel: action.approval,
    Status: action.status,
    Subscribers: [...action.subscribers],
  }
}
