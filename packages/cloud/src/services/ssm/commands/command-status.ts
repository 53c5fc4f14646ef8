import type { CommandStatus } from '@aws-sdk/client-ssm'
import { isOver, type CommandRecord, type InvocationRecord } from './command.ts'
import { limitOf } from './rate.ts'

export interface CommandSummary {
  readonly status: CommandStatus
  readonly statusDetails: string
  readonly completed: number
  readonly errors: number
  readonly deliveryTimedOut: number
}

/** A command's status, which is made of its invocations'. */
export function summarize(command: CommandRecord, of: readonly InvocationRecord[]): CommandSummary {
  const count = (details: string): number =>
    of.filter((invocation) => invocation.statusDetails === details).length
  const executionTimedOut = count('ExecutionTimedOut')
  const deliveryTimedOut = count('DeliveryTimedOut')
  const failed = count('Failed')
  const counts = {
    completed: of.filter((invocation) => isOver(invocation.status)).length,
    errors: failed + executionTimedOut,
    deliveryTimedOut,
  }
  const [status, statusDetails] = decide(command, of, {
    failed,
    executionTimedOut,
    deliveryTimedOut,
  })
  return { status, statusDetails, ...counts }
}

function decide(
  command: CommandRecord,
  of: readonly InvocationRecord[],
  errors: { failed: number; executionTimedOut: number; deliveryTimedOut: number },
): [CommandStatus, string] {
  if (of.length === 0) return ['Success', 'NoInstancesInTag']
  const isDone = of.every((invocation) => isOver(invocation.status))
  if (command.cancelled) return isDone ? ['Cancelled', 'Cancelled'] : ['Cancelling', 'Cancelling']
  if (!isDone) {
    if (of.every(({ status }) => status === 'Pending')) return ['Pending', 'Pending']
    if (of.every(({ status }) => status === 'Pending' || status === 'Delayed')) {
      return ['Pending', 'Delayed']
    }
    return ['InProgress', 'InProgress']
  }
  if (of.every(({ status }) => status === 'Success')) return ['Success', 'Success']
  if (of.every(({ statusDetails }) => statusDetails === 'Cancelled')) {
    return ['Cancelled', 'Cancelled']
  }
  const enough = Math.max(1, limitOf(command.maxErrors, command.targetCount))
  if (errors.failed >= enough) return ['Failed', 'Failed']
  if (errors.executionTimedOut >= enough) return ['TimedOut', 'ExecutionTimedOut']
  if (errors.deliveryTimedOut >= enough) return ['TimedOut', 'DeliveryTimedOut']
  return ['Failed', 'Incomplete']
}
