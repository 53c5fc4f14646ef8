import { collection } from '../../../engine/collection.ts'

/** What is registered with a target group, and how it is. */
export interface TargetRecord {
  /** `<target group's ARN>|<instance id or address>|<port>`: `targetKey`. */
  readonly id: string
  /** ARN. */
  readonly targetGroupId: string
  /** `i-0…`, or an address. */
  readonly targetId: string
  readonly port: number
  /** As it was registered; `all` for addresses outside the VPC. */
  readonly availabilityZone?: string
  readonly registeredAt: number
  /** As last written. */
  readonly health: TargetHealth
  /** Since when it has been in this state: slow start counts from `healthy`. */
  readonly since: number
  /** When what is under way ends by itself: a registration, a deregistration. */
  readonly until?: number
  /** Its instance is terminated: it is told to who asks for it by name alone. */
  readonly ended?: true
}

export interface TargetHealth {
  readonly state: 'initial' | 'healthy' | 'unhealthy' | 'unused' | 'draining' | 'unavailable'
  readonly reason?: TargetHealthReason
  readonly description?: string
}

export type TargetHealthReason =
  | 'Elb.RegistrationInProgress'
  | 'Elb.InitialHealthChecking'
  | 'Elb.InternalError'
  | 'Target.ResponseCodeMismatch'
  | 'Target.Timeout'
  | 'Target.FailedHealthChecks'
  | 'Target.NotRegistered'
  | 'Target.NotInUse'
  | 'Target.InvalidState'
  | 'Target.IpUnusable'
  | 'Target.DeregistrationInProgress'
  | 'Target.HealthCheckDisabled'

export const targets = collection<TargetRecord, 'group' | 'target'>({
  name: 'elbv2/target',
  scope: 'region',
  indexes: {
    group: ({ targetGroupId }) => targetGroupId,
    target: ({ targetId }) => targetId,
  },
})

export function targetKey(targetGroupId: string, targetId: string, port: number): string {
  return `${targetGroupId}|${targetId}|${port}`
}
