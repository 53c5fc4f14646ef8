import type {
  AvailabilityZoneImpairmentPolicy,
  CapacityReservationSpecification,
  InstanceLifecyclePolicy,
  InstanceMaintenancePolicy,
  MixedInstancesPolicy,
} from '@aws-sdk/client-auto-scaling'
import { collection } from '../../../engine/collection.ts'
import type { ProcessName } from './processes.ts'

/** An Auto Scaling group. Its instances are `members`, what happened to it `activities`; both are indexed by its name. */
export interface GroupRecord {
  /** The name. */
  readonly id: string
  readonly arn: string
  readonly createTime: number
  /** ForceDelete, or a deletion that waits for its last instances: `Delete in progress`. */
  readonly deleting?: boolean
  readonly launch: LaunchSource
  readonly minSize: number
  readonly maxSize: number
  /** Changed by `setDesired` alone. */
  readonly desiredCapacity: number
  readonly desiredCapacityType?: string
  /** Of `VPCZoneIdentifier`; empty for a group that names zones alone and uses their default subnets. */
  readonly subnetIds: readonly string[]
  /** In the order in which AWS lists them: as given. */
  readonly zones: readonly string[]
  readonly zoneStrategy: 'balanced-best-effort' | 'balanced-only'
  readonly healthCheckTypes: readonly string[]
  /** Seconds. */
  readonly healthCheckGracePeriod: number
  /** Seconds. */
  readonly defaultCooldown: number
  /** Seconds; absent: none is set. */
  readonly defaultInstanceWarmup?: number
  /** Seconds; absent: no limit. */
  readonly maxInstanceLifetime?: number
  readonly terminationPolicies: readonly string[]
  readonly newInstancesProtected: boolean
  readonly capacityRebalance: boolean
  readonly deletionProtection?: DeletionProtection
  readonly placementGroup?: string
  readonly context?: string
  readonly serviceLinkedRoleArn: string
  readonly maintenancePolicy?: InstanceMaintenancePolicy
  readonly impairmentPolicy?: AvailabilityZoneImpairmentPolicy
  readonly lifecyclePolicy?: InstanceLifecyclePolicy
  readonly capacityReservation?: CapacityReservationSpecification
  readonly trafficSources: readonly TrafficSource[]
  readonly tags: readonly GroupTag[]
  /** Suspended processes, and why. */
  readonly suspended: Readonly<Partial<Record<ProcessName, string>>>
  /** Names of the metrics that are collected. */
  readonly enabledMetrics: readonly string[]
  /** Why the desired capacity is what it is, until it is reached: complete sentences of the activities that follow. */
  readonly cause?: string
  /** How many were taken out of service that others still have to replace. */
  readonly toReplace?: number
  /** The last change of the desired capacity: when it began, and when the group had followed it. A cooldown counts from there. */
  readonly lastScaling?: {
    readonly startedAt: number
    readonly endedAt?: number
    /** Seconds, where it is not the group's. */
    readonly cooldown?: number
  }
  /** Launches failed: when each zone is tried again, and how many failed in a row. */
  readonly backOff?: Readonly<Record<string, { readonly until: number; readonly failures: number }>>
}

export type DeletionProtection = 'none' | 'prevent-force-deletion' | 'prevent-all-deletion'

export type LaunchSource =
  | {
      readonly kind: 'template'
      readonly templateId: string
      readonly templateName: string
      /** As it was asked for: `$Latest`, `$Default` or a number; absent: the default one. */
      readonly version: string | undefined
    }
  | { readonly kind: 'configuration'; readonly name: string }
  | { readonly kind: 'mixed'; readonly policy: MixedInstancesPolicy }

export interface TrafficSource {
  /** ARN of a target group. */
  readonly identifier: string
  readonly type: 'elbv2'
}

export interface GroupTag {
  readonly Key: string
  readonly Value: string
  readonly PropagateAtLaunch: boolean
}

export const groups = collection<GroupRecord, 'configuration' | 'collected'>({
  name: 'auto-scaling/group',
  scope: 'region',
  indexes: {
    configuration: ({ launch }) => (launch.kind === 'configuration' ? launch.name : undefined),
    /** `yes` where metrics of it are. */
    collected: ({ enabledMetrics }) => (enabledMetrics.length > 0 ? 'yes' : undefined),
  },
})

/**
 * A group's one timer: something happened that it should look at, or the next thing that its own clock holds for it is
 * due. Set to the present by whatever happened; set ahead by the end of `reconcile` alone.
 */
export const reconcileTimer = 'auto-scaling/reconcile'
