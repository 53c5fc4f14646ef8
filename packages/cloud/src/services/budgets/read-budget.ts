import type {
  Budget,
  Notification,
  NotificationWithSubscribers,
  Subscriber,
} from '@aws-sdk/client-budgets'
import type { Context } from '../../engine/context.ts'
import { invalid, type BudgetRecord, type KeptNotification } from './budget.ts'
import { periodAt } from './period.ts'
import { chargeTest } from './spend.ts'

/** As AWS: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_TimePeriod.html */
export const endOfTime = Date.UTC(2087, 5, 15)
const mostNotifications = 10
const mostSubscribers = 11

type Read = Pick<BudgetRecord, 'budget' | 'start' | 'end'>

/** What a request asks to be kept; throws what AWS says of a budget that cannot be. */
export function readBudget(ctx: Context, budget: Budget | undefined, known?: BudgetRecord): Read {
  const {
    BudgetName: _name,
    TimePeriod: time,
    LastUpdatedTime: _updated,
    CalculatedSpend: _spend,
    AutoAdjustData: auto,
    ...kept
  } = budget ?? { BudgetName: undefined, TimeUnit: undefined, BudgetType: undefined }
  if (auto) throw unsupported('AutoAdjustData')
  if ('FilterExpression' in kept && kept.FilterExpression) throw unsupported('FilterExpression')
  if (kept.BudgetType !== 'COST' && kept.BudgetType !== 'USAGE') {
    throw invalid(
      `Budgets of type ${kept.BudgetType ?? ''} are not supported by the embedded cloud.`,
    )
  }
  if (!kept.BudgetLimit && !kept.PlannedBudgetLimits) {
    throw invalid('Either BudgetLimit or PlannedBudgetLimits must be given.')
  }
  const amount = Number(kept.BudgetLimit?.Amount ?? 0)
  if (Number.isNaN(amount) || amount < 0) throw invalid('Budget limit must be a number from 0.')
  chargeTest(kept.CostFilters, ctx.account)
  const start = time?.Start?.getTime() ?? known?.start ?? periodAt(kept.TimeUnit, ctx.now).from
  const end = time?.End?.getTime() ?? known?.end ?? endOfTime
  if (start >= end) throw invalid('Start time should be before end time.')
  const costTypes = {
    IncludeTax: true,
    IncludeSubscription: true,
    UseBlended: false,
    IncludeRefund: true,
    IncludeCredit: true,
    IncludeUpfront: true,
    IncludeRecurring: true,
    IncludeOtherSubscription: true,
    IncludeSupport: true,
    IncludeDiscount: true,
    UseAmortized: false,
    ...kept.CostTypes,
  }
  return { budget: { ...kept, CostTypes: costTypes }, start, end }
}

/** Notifications beside a budget, with who is told. */
export function readNotifications(
  list: readonly NotificationWithSubscribers[] | undefined,
): readonly KeptNotification[] {
  const kept = (list ?? []).map(({ Notification: one, Subscribers }) =>
    keepNotification(one, Subscribers),
  )
  if (kept.length > mostNotifications) {
    throw invalid(`A budget can have at most ${mostNotifications} notifications.`)
  }
  return kept
}

export function keepNotification(
  notification: Notification | undefined,
  subscribers: readonly Subscriber[] | undefined,
): KeptNotification {
  if (!notification || (subscribers ?? []).length === 0) {
    throw invalid('A notification needs at least one subscriber.')
  }
  return {
    notification: wholeNotification(notification),
    subscribers: checkSubscribers(subscribers ?? []),
  }
}

export function wholeNotification(notification: Notification): KeptNotification['notification'] {
  return {
    NotificationType: notification.NotificationType,
    ComparisonOperator: notification.ComparisonOperator,
    Threshold: notification.Threshold,
    ThresholdType: notification.ThresholdType ?? 'PERCENTAGE',
    NotificationState: notification.NotificationState ?? 'OK',
  }
}

export function checkSubscribers(subscribers: readonly Subscriber[]): readonly Subscriber[] {
  if (subscribers.length > mostSubscribers) {
    throw invalid(`A notification can have at most ${mostSubscribers} subscribers.`)
  }
  for (const { SubscriptionType: type, Address: address = '' } of subscribers) {
    const isValid = type === 'EMAIL' ? /.+@.+/.test(address) : address.startsWith('arn:')
    if (!isValid) throw invalid(`The address ${address} of a subscriber is not valid.`)
  }
  return subscribers
}

export function isSameNotification(a: Notification, b: Notification | undefined): boolean {
  return (
    a.NotificationType === b?.NotificationType &&
    a.ComparisonOperator === b?.ComparisonOperator &&
    a.Threshold === b?.Threshold &&
    (a.ThresholdType ?? 'PERCENTAGE') === (b?.ThresholdType ?? 'PERCENTAGE')
  )
}

function unsupported(member: string): ReturnType<typeof invalid> {
  return invalid(`The member ${member} is not supported by the embedded cloud.`)
}
