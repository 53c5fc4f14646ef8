import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { PlainKey } from '../../i18n/index.ts'

export type Command = FeedItem<'commands'>

export const idOf = (command: Command): string => command.CommandId ?? ''

const statuses: Readonly<Record<string, readonly [StatusIndicatorProps.Type, PlainKey]>> = {
  Pending: ['pending', 'commands.pending'],
  InProgress: ['in-progress', 'commands.inProgress'],
  Delayed: ['pending', 'commands.delayed'],
  Cancelling: ['in-progress', 'commands.cancelling'],
  Success: ['success', 'commands.success'],
  Cancelled: ['stopped', 'commands.cancelled'],
  Failed: ['error', 'commands.failed'],
  TimedOut: ['error', 'commands.timedOut'],
  DeliveryTimedOut: ['error', 'commands.deliveryTimedOut'],
  ExecutionTimedOut: ['error', 'commands.executionTimedOut'],
  Undeliverable: ['error', 'commands.undeliverable'],
  Terminated: ['stopped', 'commands.terminated'],
  Incomplete: ['error', 'commands.incomplete'],
  NoInstancesInTag: ['warning', 'commands.noInstances'],
}

/** How a status, or its detail, looks and what it is called; one that is not known here as AWS spells it. */
export function describeStatus(status: string | undefined): {
  readonly type: StatusIndicatorProps.Type
  readonly key: PlainKey | undefined
} {
  const [type, key] = statuses[status ?? ''] ?? ['info', undefined]
  return { type, key }
}

/** Whether it will change by itself. */
export const isUnderWay = (status: string | undefined): boolean =>
  ['Pending', 'InProgress', 'Delayed', 'Cancelling'].includes(status ?? '')

/** Where its targets come from, as a person would say it: `tag:Role=web`. */
export function targetsText(command: Command): string {
  const targets = (command.Targets ?? []).map(({ Key = '', Values = [] }) =>
    Key === 'tag-key' ? `tag:${Values.join(', ')}` : `${Key}=${Values.join(', ')}`,
  )
  return [...(command.InstanceIds ?? []), ...targets].join(' · ')
}
