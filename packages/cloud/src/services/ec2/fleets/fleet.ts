import type {
  FleetLaunchTemplateConfigRequest,
  InstanceRequirements,
  OnDemandOptionsRequest,
  RunInstancesCommandInput,
  SpotFleetRequestConfigData,
  SpotOptionsRequest,
} from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Tag, Tagged } from '../tag.ts'

export interface FleetRecord extends Tagged {
  /** `fleet-` and a UUID. */
  readonly id: string
  readonly type: 'request' | 'maintain' | 'instant'
  readonly state: 'submitted' | 'active' | 'deleted' | 'deleted_running' | 'deleted_terminating'
  readonly createTime: number
  readonly clientToken?: string
  readonly validFrom?: number
  readonly validUntil?: number
  readonly configs: readonly FleetLaunchTemplateConfigRequest[]
  /** Of a Spot Fleet without templates. */
  readonly specs?: readonly FleetSpec[]
  readonly target: FleetTarget
  readonly spotOptions?: SpotOptionsRequest
  readonly onDemandOptions?: OnDemandOptionsRequest
  readonly excessPolicy: 'termination' | 'no-termination'
  readonly terminateWithExpiration: boolean
  readonly replaceUnhealthy: boolean
  readonly context?: string
  /** Tags that an instant fleet puts on what it launches, by kind of resource. */
  readonly launchTags: Readonly<Record<string, readonly Tag[]>>
  /** Why its last look for capacity did not find enough; cleared by one that did. */
  readonly errors: readonly FleetError[]
  /** What it launched, pool by pool, in the order of the launches. */
  readonly launches: readonly FleetLaunch[]
  /** Of a Spot Fleet: what was asked for, in its own words. */
  readonly spotFleet?: Omit<SpotFleetRequestConfigData, 'ValidFrom' | 'ValidUntil'>
}

/** What a Spot Fleet launches without a template; subnets and zones may stand in one text, parted by commas. */
export interface FleetSpec {
  readonly input: RunInstancesCommandInput
  readonly requirements?: InstanceRequirements
  readonly weight?: number
  readonly maxPrice?: string
}

export interface FleetTarget {
  readonly total: number
  readonly onDemand: number
  readonly spot: number
  readonly defaultType: 'spot' | 'on-demand'
  readonly unit: 'units' | 'vcpu' | 'memory-mib'
}

/** A configuration and one of its overrides, by their places; no override for a template as it is. */
interface PoolName {
  readonly config: number
  readonly override?: number
}

export interface FleetError extends PoolName {
  readonly lifecycle: FleetLifecycle
  readonly code: string
  readonly message: string
}

export interface FleetLaunch extends PoolName {
  readonly lifecycle: FleetLifecycle
  readonly instanceId: string
  readonly instanceType: string
}

export type FleetLifecycle = 'spot' | 'on-demand'

export const fleets = collection<FleetRecord>({ name: 'ec2/fleet', scope: 'region' })

export interface FleetEventRecord {
  /** `<fleet>/<number>` */
  readonly id: string
  readonly fleetId: string
  readonly time: number
  readonly type: 'fleet-change' | 'instance-change' | 'service-error'
  readonly subType: string
  readonly description?: string
  readonly instanceId?: string
}

export const fleetEvents = collection<FleetEventRecord, 'fleet'>({
  name: 'ec2/fleet-event',
  scope: 'region',
  indexes: { fleet: ({ fleetId }) => fleetId },
})

/** Something happened that a fleet should look at: its beginning, an instance that went, a wait that is over. */
export const fleetTimer = 'ec2/fleet'

/** A fleet's `ValidUntil`. */
export const fleetEndTimer = 'ec2/fleet-end'
