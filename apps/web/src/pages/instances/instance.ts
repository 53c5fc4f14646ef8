import type { FeedItem } from '@brume/console-api'
import { instanceStateCodes, type InstanceFacts, type InstanceState } from '@brume/ec2-model'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { Placed } from '../../api/index.ts'
import { nameOf } from '../../lib/tags.ts'

/** An instance as the live list carries it; nothing in it is sure to be there. */
export type Instance = Partial<FeedItem<'instances'>>
export type InstanceStatus = FeedItem<'instance-status'>

/** An instance with its status checks: one row of the table. */
export type InstanceRow = Placed<Instance> & { readonly checks?: InstanceStatus | undefined }

function isState(name: string | undefined): name is InstanceState {
  return name !== undefined && Object.hasOwn(instanceStateCodes, name)
}

export function stateOf(instance: Instance): InstanceState {
  const name = instance.State?.Name
  return isState(name) ? name : 'pending'
}

export const idOf = (instance: Instance): string => instance.InstanceId ?? ''

/** What a person calls it: its name, else its id. */
export const labelOf = (instance: Instance): string => nameOf(instance) || idOf(instance)

/** Name and id, where names alone may be the same for many. */
export function fullLabelOf(instance: Instance): string {
  const name = nameOf(instance)
  return name === '' ? idOf(instance) : `${name} (${idOf(instance)})`
}

export const stateTypes: Record<InstanceState, StatusIndicatorProps.Type> = {
  pending: 'in-progress',
  running: 'success',
  stopping: 'in-progress',
  stopped: 'stopped',
  'shutting-down': 'in-progress',
  terminated: 'not-started',
}

/** `User initiated (2026-11-21 10:04:05 GMT)` tells when it left its last state. */
const transitionTime = /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/

/** When it came into its state, as far as EC2 tells. */
export function stateSinceMs(instance: Instance): number | undefined {
  const state = stateOf(instance)
  if (state === 'pending' || state === 'running') {
    return instance.LaunchTime === undefined ? undefined : Date.parse(instance.LaunchTime)
  }
  const [, day, time] = transitionTime.exec(instance.StateTransitionReason ?? '') ?? []
  return day === undefined ? undefined : Date.parse(`${day}T${time}Z`)
}

/** What the life-cycle table wants to know of an instance. */
export function factsOf(instance: Instance): InstanceFacts {
  return {
    id: idOf(instance),
    state: stateOf(instance),
    rootDeviceType: instance.RootDeviceType === 'instance-store' ? 'instance-store' : 'ebs',
    hibernationConfigured: instance.HibernationOptions?.Configured ?? false,
  }
}

/** The Elastic IP among its addresses: one that belongs to the account, not to Amazon. */
export function elasticIpOf(instance: Instance): string | undefined {
  const associations = (instance.NetworkInterfaces ?? []).flatMap((one) => one.Association ?? [])
  return associations.find(({ IpOwnerId }) => IpOwnerId !== undefined && IpOwnerId !== 'amazon')
    ?.PublicIp
}

export function ipv6Of(instance: Instance): readonly string[] {
  return (instance.NetworkInterfaces ?? []).flatMap((one) =>
    (one.Ipv6Addresses ?? []).flatMap(({ Ipv6Address }) => Ipv6Address ?? []),
  )
}

/** `web-role` of `arn:aws:iam::123456789012:instance-profile/web-role`. */
export function profileNameOf(instance: Instance): string | undefined {
  return instance.IamInstanceProfile?.Arn?.split('/').at(-1)
}

export interface CheckSummary {
  readonly kind: 'passed' | 'impaired' | 'initializing' | 'insufficient'
  readonly passed: number
  readonly total: number
}

/** The checks in one word; `undefined` while there are none to run. */
export function summarizeChecks(checks: InstanceStatus | undefined): CheckSummary | undefined {
  const all = [
    checks?.SystemStatus?.Status,
    checks?.InstanceStatus?.Status,
    checks?.AttachedEbsStatus?.Status,
  ].flatMap((status) => status ?? [])
  const run = all.filter((status) => status !== 'not-applicable')
  if (run.length === 0) return undefined
  const passed = run.filter((status) => status === 'ok').length
  const kind = run.includes('impaired')
    ? 'impaired'
    : run.includes('initializing')
      ? 'initializing'
      : passed === run.length
        ? 'passed'
        : 'insufficient'
  return { kind, passed, total: run.length }
}
