import type {
  ActionStatus,
  ActionThreshold,
  ActionType,
  ApprovalModel,
  Budget,
  Definition,
  EventType,
  Notification,
  NotificationType,
  Subscriber,
} from '@aws-sdk/client-budgets'
import { collection } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'

/** A budget with its notifications; times as the SDK gives them are kept in ms. */
export interface BudgetRecord {
  /** Its name. */
  readonly id: string
  readonly budget: Omit<
    Budget,
    'BudgetName' | 'TimePeriod' | 'LastUpdatedTime' | 'CalculatedSpend' | 'AutoAdjustData'
  >
  readonly start: number
  readonly end: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly notifications: readonly KeptNotification[]
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
}

export interface KeptNotification {
  readonly notification: Required<Notification>
  readonly subscribers: readonly Subscriber[]
  /** The period that it was last sent for, by its beginning. */
  readonly sentFor?: number
}

export interface BudgetActionRecord {
  /** A UUID. */
  readonly id: string
  readonly budgetName: string
  readonly notificationType: NotificationType
  readonly actionType: ActionType
  readonly threshold: Required<ActionThreshold>
  readonly definition: Definition
  readonly roleArn: string
  readonly approval: ApprovalModel
  readonly status: ActionStatus
  readonly subscribers: readonly Subscriber[]
  /** The period that it was last set off in, by its beginning. */
  readonly setOffFor?: number
  readonly history: readonly ActionEvent[]
}

export interface ActionEvent {
  readonly at: number
  readonly status: ActionStatus
  readonly type: EventType
  readonly message: string
}

export const budgets = collection<BudgetRecord>({ name: 'budgets/budget', scope: 'account' })

export const budgetActions = collection<BudgetActionRecord, 'budget'>({
  name: 'budgets/action',
  scope: 'account',
  indexes: { budget: ({ budgetName }) => budgetName },
})

/** The account that a request names has to be the caller's. */
export function checkAccount(ctx: Context, account: string | undefined): void {
  if (account === ctx.account) return
  throw new AwsError(
    'AccessDeniedException',
    `Account ${account ?? ''} is not the account of the caller.`,
  )
}

export function findBudget(ctx: Context, name: string | undefined): BudgetRecord {
  const found = ctx.db.get(budgets, name ?? '')
  if (found) return found
  throw notFound(`Unable to get budget: ${name ?? ''} - the budget doesn't exist.`)
}

export function findAction(
  ctx: Context,
  budgetName: string | undefined,
  id: string | undefined,
): BudgetActionRecord {
  const found = ctx.db.get(budgetActions, id ?? '')
  if (found && found.budgetName === budgetName) return found
  throw notFound(`Unable to find action ${id ?? ''} of budget ${budgetName ?? ''}.`)
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message)
}

export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message)
}

export function duplicate(message: string): AwsError {
  return new AwsError('DuplicateRecordException', message)
}
