import type { ActionStatus, EventType, ExecutionType } from '@aws-sdk/client-budgets'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'
import type { ActionEvent, BudgetActionRecord } from './budget.ts'

interface Step {
  readonly from: readonly ActionStatus[]
  readonly to: ActionStatus
  readonly run?: 'execute' | 'reverse'
}

/** What may be asked of an action by its state. */
export const steps: Readonly<Record<ExecutionType, Step>> = {
  APPROVE_BUDGET_ACTION: { from: ['PENDING'], to: 'EXECUTION_IN_PROGRESS', run: 'execute' },
  RETRY_BUDGET_ACTION: { from: ['EXECUTION_FAILURE'], to: 'EXECUTION_IN_PROGRESS', run: 'execute' },
  REVERSE_BUDGET_ACTION: {
    from: ['EXECUTION_SUCCESS', 'REVERSE_FAILURE'],
    to: 'REVERSE_IN_PROGRESS',
    run: 'reverse',
  },
  RESET_BUDGET_ACTION: {
    from: ['EXECUTION_SUCCESS', 'EXECUTION_FAILURE', 'REVERSE_SUCCESS', 'RESET_FAILURE'],
    to: 'STANDBY',
  },
}

export function withEvent(
  ctx: Context,
  { history }: BudgetActionRecord,
  status: ActionStatus,
  type: EventType,
  message: string,
): readonly ActionEvent[] {
  return [...history, { at: ctx.now, status, type, message }]
}

export function locked(id: string): AwsError {
  return new AwsError('ResourceLockedException', `The action ${id} is not in a state for this.`)
}
