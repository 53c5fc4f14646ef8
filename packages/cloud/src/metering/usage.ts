import { collection } from '../engine/collection.ts'

/** What is counted. Each has its price and its rule in `rates.ts`. */
export type Meter =
  | 'instance'
  | 'ebsOptimized'
  | 'detailedMonitoring'
  | 'volume'
  | 'iops'
  | 'throughput'
  | 'snapshot'
  | 'publicAddress'
  | 'natGateway'
  | 'loadBalancer'
  | 'endpointInterface'
  | 'transitAttachment'
  | 'vpnConnection'
  | 'mirrorSession'
  | 'host'
  | 'capacityReservation'
  | 'alarm'
  | 'dashboard'

export interface UsageTag {
  readonly Key: string
  readonly Value: string
}

/** What a resource uses as it stands, by one meter. */
export interface Metered {
  readonly meter: Meter
  /** How much of the meter's unit at any moment: GiB, IOPS, addresses. */
  readonly quantity: number
  readonly zone?: string | undefined
  /** Which price: an instance type, a volume type, a kind of alarm. */
  readonly type?: string | undefined
  /** Of an instance, as `platformDetails` names it. */
  readonly platform?: string | undefined
  readonly tenancy?: 'default' | 'dedicated' | 'host' | undefined
  readonly spot?: true | undefined
  /** The Capacity Reservation that it runs in. */
  readonly reservation?: string | undefined
  /** Of a public address that is mapped to nothing. */
  readonly idle?: true | undefined
  readonly tags: readonly UsageTag[]
}

/**
 * A stretch of time in which a resource used the same. It is opened and closed in the transaction of the change that does so;
 * nothing is written while time passes. Times in ms since the epoch.
 */
export interface UsageRecord extends Metered {
  /** Of a closed one, its beginning is part of the id. */
  readonly id: string
  /** `i-0…`, `vol-0…`, an alarm's name. */
  readonly resource: string
  readonly from: number
  /** Absent while it lasts. */
  readonly to?: number
  /** When the use began of which this is a part: a change of size or tags only splits it. */
  readonly startedAt: number
  /** The use ended with it: what is charged at least is charged here. */
  readonly last?: true
  /** AWS charges nothing for it: a Spot Instance that it took back within its first hour. */
  readonly waived?: true
}

/** Named as the engine's own bookkeeping, whose changes are told to nobody. */
export const usage = collection<UsageRecord, 'open' | 'resource'>({
  name: 'engine/usage',
  scope: 'region',
  indexes: {
    /** Of those that last: the resource. */
    open: (record) => (record.to === undefined ? record.resource : undefined),
    resource: (record) => record.resource,
  },
})
