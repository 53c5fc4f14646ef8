import type { InstanceState } from '@brume/ec2-model'
import type { ImageDistribution } from '@brume/guests'
import { collection } from '../../../engine/collection.ts'
import { tagKeys, type Tagged } from '../tag.ts'
import { vcpuShare } from './vcpu-share.ts'
import type { EphemeralDevice } from './instance-store.ts'

export interface InstanceRecord extends Tagged {
  /** `i-0…` */
  readonly id: string
  /** The account. */
  readonly ownerId: string
  /** `r-0…` */
  readonly reservationId: string
  readonly launchIndex: number
  readonly clientToken?: string
  /** Of the last start. */
  readonly launchTime: number
  /** Of RunInstances. */
  readonly createTime: number
  readonly imageId: string
  readonly distribution: ImageDistribution
  readonly instanceType: string
  readonly architecture: 'x86_64' | 'arm64' | 'i386'
  readonly platform?: 'windows'
  readonly platformDetails: string
  readonly usageOperation: string
  readonly productCodes: readonly { readonly id: string; readonly type: 'marketplace' | 'devpay' }[]
  readonly keyName?: string
  /** OpenSSH form, as it was at launch: deleting the pair later takes nothing from the instance. */
  readonly publicKey?: string

  readonly state: InstanceState
  readonly stateReason?: { readonly code: string; readonly message: string }
  /** `User initiated (2026-01-01 00:00:00 GMT)` */
  readonly stateTransitionReason: string
  /** When the present state began. */
  readonly stateSince: number
  readonly everRan: boolean
  /** Status checks pass from here on; absent while they initialise or the instance is off. */
  readonly checksPassedAt?: number
  /** Since then its system does not answer, though the machine is fine. */
  readonly impairedSince?: number | undefined
  /** Since then the machine below it does not answer: its system check fails. */
  readonly systemImpairedSince?: number | undefined
  /** Of the SSM agent that registered last; whether it answers now, its guest knows. */
  readonly agentVersion?: string

  readonly availabilityZone: string
  readonly vpcId: string
  readonly subnetId: string
  readonly privateDnsName: string
  /** Launched with (or later given) an automatic public address at each start. */
  readonly autoPublicIp: boolean
  readonly rootDeviceName: string
  readonly rootDeviceType: 'ebs' | 'instance-store'
  /** When it last got another root volume while it ran: its guest boots anew from that. */
  readonly rootReplacedAt?: number
  /** Mapped instance store volumes; NVMe ones need no mapping. */
  readonly ephemeralDevices?: readonly EphemeralDevice[]
  readonly enaSupport: boolean
  readonly ebsOptimized: boolean
  readonly bootMode?: 'legacy-bios' | 'uefi' | 'uefi-preferred'

  readonly iamInstanceProfile?: ProfileAssociation
  /** Base64. */
  readonly userData?: string
  /** Of Windows: the administrator's password under the launch key, base64, once it was asked for. */
  readonly passwordData?: string
  readonly metadataOptions: MetadataOptions
  readonly monitoring: 'disabled' | 'pending' | 'enabled' | 'disabling'
  readonly placement: Placement
  readonly lifecycle?: 'spot' | 'scheduled'
  readonly spot?: SpotOptions
  /** AWS takes the Spot Instance back, or did: until it starts again. */
  readonly interruption?: SpotInterruption
  readonly shutdownBehavior: 'stop' | 'terminate'
  readonly hibernationConfigured: boolean
  readonly hibernated: boolean
  /** When the system that it goes on with after hibernation booted; absent: at its launch time. */
  readonly bootTime?: number
  /** The stop under way gives the guest no time to shut down. */
  readonly forcedStop?: boolean
  readonly disableApiTermination: boolean
  readonly disableApiStop: boolean
  /** `standard` or `unlimited`, for burstable types. */
  readonly cpuCredits?: 'standard' | 'unlimited'
  readonly cpuOptions: { readonly coreCount: number; readonly threadsPerCore: number }
  /** Absent: as the type comes. */
  readonly bandwidthWeighting?: 'vpc-1' | 'ebs-1'
  readonly enclaveEnabled: boolean
  readonly autoRecovery: 'default' | 'disabled'
  /** Absent until it is set. */
  readonly rebootMigration?: 'default' | 'disabled'
  readonly privateDnsNameOptions: {
    readonly hostnameType: 'ip-name' | 'resource-name'
    readonly enableResourceNameDnsARecord: boolean
    readonly enableResourceNameDnsAAAARecord: boolean
  }
  readonly capacityReservationPreference: 'open' | 'none' | 'capacity-reservations-only'
  /** The reservation that it asks for by id. */
  readonly capacityReservationTarget?: string
  /** The one that it runs in now. */
  readonly capacityReservationId?: string
  /** The fleet that launched it, and how much of its target the instance is. */
  readonly fleet?: { readonly id: string; readonly weight: number }
}

export interface ProfileAssociation {
  readonly arn: string
  /** `AIPA…` */
  readonly id: string
  /** `iip-assoc-0…` */
  readonly associationId: string
  readonly state: 'associating' | 'associated'
  readonly since: number
}

export interface MetadataOptions {
  readonly state: 'pending' | 'applied'
  readonly httpTokens: 'optional' | 'required'
  readonly httpPutResponseHopLimit: number
  readonly httpEndpoint: 'enabled' | 'disabled'
  readonly httpProtocolIpv6: 'enabled' | 'disabled'
  readonly instanceMetadataTags: 'enabled' | 'disabled'
}

export interface Placement {
  readonly tenancy: 'default' | 'dedicated' | 'host'
  readonly groupName?: string
  readonly partitionNumber?: number
  readonly hostId?: string
  /** `host`: it starts again on its host alone; `default`: on any. */
  readonly affinity?: 'default' | 'host'
}

export interface SpotOptions {
  readonly requestId: string
  readonly type: 'one-time' | 'persistent'
  readonly interruptionBehavior: 'hibernate' | 'stop' | 'terminate'
  readonly maxPrice?: string
}

/** Times in ms since the epoch. */
export interface SpotInterruption {
  readonly cause: 'price' | 'no-capacity'
  readonly action: SpotOptions['interruptionBehavior']
  readonly rebalanceAt: number
  readonly noticeAt: number
  /** Of the interruption itself. */
  readonly time: number
}

export const instances = collection<
  InstanceRecord,
  | 'reservation'
  | 'subnet'
  | 'state'
  | 'type'
  | 'tag'
  | 'image'
  | 'key'
  | 'profile'
  | 'association'
  | 'placementGroup'
  | 'host'
  | 'capacityReservation'
  | 'fleet'
>({
  name: 'ec2/instance',
  scope: 'region',
  indexes: {
    reservation: (instance) => instance.reservationId,
    subnet: (instance) => instance.subnetId,
    state: (instance) => instance.state,
    type: (instance) => instance.instanceType,
    tag: tagKeys,
    image: (instance) => instance.imageId,
    key: (instance) => instance.keyName,
    /** The profile's ARN. */
    profile: (instance) => instance.iamInstanceProfile?.arn,
    association: (instance) => instance.iamInstanceProfile?.associationId,
    /** The group's name. */
    placementGroup: (instance) => instance.placement.groupName,
    host: (instance) => instance.placement.hostId,
    capacityReservation: (instance) => instance.capacityReservationId,
    fleet: (instance) => instance.fleet?.id,
  },
  totals: { vcpus: vcpuShare },
})
