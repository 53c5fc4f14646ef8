import type { Notification, Subscriber } from '@aws-sdk/client-budgets'
import type { Context } from '../../engine/context.ts'
import { budgets, findBudget, notFound, type KeptNotification } from './budget.ts'
import { isSameNotification } from './read-budget.ts'

export function findNotification(
  ctx: Context,
  budgetName: string | undefined,
  asked: Notification | undefined,
): KeptNotification {
  const found = findBudget(ctx, budgetName).notifications.find(({ notification }) =>
    isSameNotification(notification, asked),
  )
  if (found) return found
  throw notFound(`Unable to find the notification of budget ${budgetName ?? ''}.`)
}

/** Puts another in a notification's place, or nothing. */
export function changeNotification(
  ctx: Context,
  budgetName: string | undefined,
  asked: Notification | undefined,
  change: (kept: KeptNotification) => KeptNotification | undefined,
): void {
  const old = findNotification(ctx, budgetName, asked)
  const budget = findBudget(ctx, budgetName)
  const next = change(old)
  const notifications = budget.notifications.flatMap((one) => (one === old ? (next ?? []) : [one]))
  ctx.db.put(budgets, { ...budget, notifications })
}

export function isSameSubscriber(a: Subscriber, b: Subscriber | undefined): boolean {
  return a.SubscriptionType === b?.SubscriptionType && a.Address === b?.Address
}

export function withoutSubscriber(
  all: readonly Subscriber[],
  gone: Subscriber | undefined,
): readonly Subscriber[] {
  const left = all.filter((one) => !isSameSubscriber(one, gone))
  if (left.length < all.length) return left
  throw notFound('Unable to find the subscriber.')
}
