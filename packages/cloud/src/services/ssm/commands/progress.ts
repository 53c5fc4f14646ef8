import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import {
  commands,
  invocations,
  isOver,
  type CommandRecord,
  type InvocationRecord,
  type InvocationStatus,
  type StepResult,
} from './command.ts'
import { concurrencyOf, limitOf } from './rate.ts'

/** What a node's share of a command comes to when it ends without its steps having done so. */
interface Outcome {
  readonly status: InvocationStatus
  readonly statusDetails: string
}

export const deliveryTimer = 'ssm/command-delivery-timeout'
export const retryTimer = 'ssm/command-delivery'
const retryMs = 15_000

/** Lets as many nodes have the command as its concurrency allows; stops when too many have failed. */
export function admitNext(ctx: Context, commandId: string): void {
  const command = ctx.db.get(commands, commandId)
  if (command === undefined) return
  const all = ctx.db.by(invocations, 'command', commandId)
  const waiting = all.filter(({ status, admitted }) => !admitted && !isOver(status))
  if (waiting.length === 0) return
  const errors = all.filter(
    ({ statusDetails }) => statusDetails === 'Failed' || statusDetails === 'ExecutionTimedOut',
  ).length
  if (errors > limitOf(command.maxErrors, command.targetCount)) {
    for (const { id } of waiting) {
      settle(ctx, id, { status: 'Cancelled', statusDetails: 'Terminated' })
    }
    return
  }
  const busy = all.filter(({ status, admitted }) => admitted && !isOver(status)).length
  const free = concurrencyOf(command.maxConcurrency, command.targetCount) - busy
  for (const invocation of waiting.slice(0, Math.max(0, free))) {
    ctx.db.put(invocations, { ...invocation, admitted: true })
  }
  ctx.afterCommit(() => ctx.host.commands.deliver(ctx))
}

/** The agent could not be reached; it is tried again until the delivery times out. */
export function delay(ctx: Context, invocation: InvocationRecord): void {
  if (invocation.status === 'Pending') {
    ctx.db.put(invocations, { ...invocation, status: 'Delayed', statusDetails: 'Delayed' })
  }
  ctx.timers.set({ kind: retryTimer, id: invocation.id, at: ctx.now + retryMs })
}

/** The agent has the command. */
export function begin(ctx: Context, invocation: InvocationRecord, command: CommandRecord): void {
  ctx.timers.cancel(deliveryTimer, invocation.id)
  ctx.timers.cancel(retryTimer, invocation.id)
  ctx.db.put(invocations, {
    ...invocation,
    status: 'InProgress',
    statusDetails: 'InProgress',
    steps: command.steps.map(({ name }): StepResult => ({
      name,
      status: 'Pending',
      statusDetails: 'Pending',
      responseCode: -1,
      output: '',
      errorOutput: '',
    })),
  })
}

export function noteStep(
  ctx: Context,
  id: string,
  index: number,
  change: Partial<StepResult>,
): void {
  const invocation = ctx.db.get(invocations, id)
  if (invocation === undefined || isOver(invocation.status)) return
  ctx.db.put(invocations, {
    ...invocation,
    steps: invocation.steps.map((step, at) => (at === index ? { ...step, ...change } : step)),
  })
}

/** All steps are behind the agent: the worst of them is the node's status. */
export function finish(ctx: Context, id: string): void {
  const invocation = ctx.db.get(invocations, id)
  if (invocation === undefined) return
  const worst = (['Cancelled', 'TimedOut', 'Failed'] as const)
    .map((status) => invocation.steps.find((step) => step.status === status))
    .find((step) => step !== undefined)
  settle(ctx, id, {
    status: worst?.status ?? 'Success',
    statusDetails: worst?.statusDetails ?? 'Success',
  })
}

export function settle(ctx: Context, id: string, outcome: Outcome): void {
  const invocation = ctx.db.get(invocations, id)
  if (invocation === undefined || isOver(invocation.status)) return
  ctx.timers.cancel(deliveryTimer, id)
  ctx.timers.cancel(retryTimer, id)
  ctx.db.put(invocations, {
    ...invocation,
    ...outcome,
    steps: invocation.steps.map((step) => (isOver(step.status) ? step : { ...step, ...outcome })),
  })
  admitNext(ctx, invocation.commandId)
}

/** Ends what has not begun, and asks the agents of the rest to stop. */
export function cancel(ctx: Context, invocation: InvocationRecord): void {
  const { id, status } = invocation
  if (isOver(status) || status === 'Cancelling') return
  if (status !== 'InProgress') {
    return settle(ctx, id, { status: 'Cancelled', statusDetails: 'Cancelled' })
  }
  ctx.db.put(invocations, { ...invocation, status: 'Cancelling', statusDetails: 'Cancelling' })
  ctx.afterCommit(() => ctx.host.commands.stop(ctx, id))
}

export const onDeliveryTimer: TimerHandler = (ctx, { id }) => {
  const invocation = ctx.db.get(invocations, id)
  if (invocation?.status !== 'Pending' && invocation?.status !== 'Delayed') return
  settle(ctx, id, { status: 'TimedOut', statusDetails: 'DeliveryTimedOut' })
}

export const onRetryTimer: TimerHandler = (ctx) => {
  ctx.afterCommit(() => ctx.host.commands.deliver(ctx))
}
