import type { Notification, NotificationType, ThresholdType } from '@aws-sdk/client-budgets'
import type { Context } from '../../engine/context.ts'
import type { TimerHandler } from '../../engine/timers.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { hourMs } from '../../metering/months.ts'
import type { Period } from '../../metering/report.ts'
import { booksIn } from '../usage/books.ts'
import { actionTimer } from './action-timer.ts'
import { budgetTimer } from './budget-timer.ts'
import { budgetActions, budgets, type BudgetActionRecord, type BudgetRecord } from './budget.ts'
import { periodAt } from './period.ts'
import { limitOf, meterOfBudget, type BudgetMeter } from './spend.ts'

/** AWS looks at budgets a few times a day; here every hour, and at the moment at which a limit is to be reached. */
const mostMs = hourMs

/** Looks at the budgets now, and says when to look again. */
export function evaluateBudgets(ctx: Context): void {
  const all = ctx.db.all(budgets)
  if (all.length === 0) {
    ctx.timers.cancel(budgetTimer, 'all')
    return
  }
  const charges = chargesOf(booksIn(ctx))
  const next = all.map((record) => {
    const period = periodAt(record.budget.TimeUnit, ctx.now)
    if (ctx.now < record.start || ctx.now >= record.end) return mostMs
    const meter = meterOfBudget(record, charges, ctx.account, ctx.now)
    notify(ctx, record, meter, period)
    for (const action of ctx.db.by(budgetActions, 'budget', record.id)) {
      setOff(ctx, record, action, meter, period)
    }
    return msToNextThreshold(ctx, record, meter, period)
  })
  const wait = Math.max(1000, Math.min(mostMs, ...next))
  ctx.timers.set({ kind: budgetTimer, id: 'all', at: ctx.now + Math.ceil(wait / 1000) * 1000 })
}

export const onBudgetTimer: TimerHandler = (ctx) => evaluateBudgets(ctx)

interface Threshold {
  readonly type: NotificationType | undefined
  readonly value: number | undefined
  readonly kind: ThresholdType | undefined
}

function notify(ctx: Context, record: BudgetRecord, meter: BudgetMeter, period: Period): void {
  let changed = false
  const notifications = record.notifications.map((kept) => {
    const { notification } = kept
    const { NotificationType: type, Threshold: value, ThresholdType: kind } = notification
    const isOver = compare(notification, measured(type, meter, period), {
      limit: thresholdAmount(record, { type, value, kind }, period),
    })
    const state = isOver ? 'ALARM' : 'OK'
    const sent = isOver && kept.sentFor !== period.from
    if (state === notification.NotificationState && !sent) return kept
    changed = true
    return {
      ...kept,
      notification: { ...notification, NotificationState: state } as const,
      ...(sent && { sentFor: period.from }),
    }
  })
  if (changed) ctx.db.put(budgets, { ...record, notifications })
}

function setOff(
  ctx: Context,
  record: BudgetRecord,
  action: BudgetActionRecord,
  meter: BudgetMeter,
  period: Period,
): void {
  const { ActionThresholdType: kind, ActionThresholdValue: value } = action.threshold
  const type = action.notificationType
  const isOver =
    measured(type, meter, period) > thresholdAmount(record, { type, value, kind }, period)
  if (!isOver || action.setOffFor === period.from) return
  if (action.status === 'EXECUTION_IN_PROGRESS' || action.status === 'PENDING') return
  const automatic = action.approval === 'AUTOMATIC'
  const status = automatic ? 'EXECUTION_IN_PROGRESS' : 'PENDING'
  ctx.db.put(budgetActions, {
    ...action,
    status,
    setOffFor: period.from,
    history: [
      ...action.history,
      { at: ctx.now, status, type: 'SYSTEM', message: 'The budget threshold was exceeded.' },
    ],
  })
  if (automatic) actionTimer.set(ctx, action, 'execute')
}

function measured(type: NotificationType | undefined, meter: BudgetMeter, period: Period): number {
  return type === 'FORECASTED' ? meter.forecast(period) : meter.actual(period)
}

function thresholdAmount(
  record: BudgetRecord,
  { value = 0, kind }: Threshold,
  period: Period,
): number {
  return kind === 'ABSOLUTE_VALUE' ? value : (limitOf(record, period) * value) / 100
}

function compare(
  { ComparisonOperator }: Notification,
  amount: number,
  { limit }: { readonly limit: number },
): boolean {
  if (ComparisonOperator === 'LESS_THAN') return amount < limit
  return ComparisonOperator === 'EQUAL_TO' ? amount === limit : amount > limit
}

/** How long until the next threshold is crossed, everything going on as it runs now. */
function msToNextThreshold(
  ctx: Context,
  record: BudgetRecord,
  meter: BudgetMeter,
  period: Period,
): number {
  const spent = meter.actual(period)
  const ahead = period.to - ctx.now
  const perMs = (meter.forecast(period) - spent) / ahead
  const thresholds: Threshold[] = [
    ...record.notifications.map(({ notification }) => ({
      type: notification.NotificationType,
      value: notification.Threshold,
      kind: notification.ThresholdType,
    })),
    ...ctx.db.by(budgetActions, 'budget', record.id).map((action) => ({
      type: action.notificationType,
      value: action.threshold.ActionThresholdValue,
      kind: action.threshold.ActionThresholdType,
    })),
  ]
  const waits = thresholds
    .filter(({ type }) => type === 'ACTUAL')
    .map((threshold) => (thresholdAmount(record, threshold, period) - spent) / perMs)
    .filter((wait) => wait > 0)
  // A second more: over a threshold is more than at it.
  return Math.min(ahead, ...waits.map((wait) => wait + 1000))
}
