import type { ImageDistribution } from '@brume/guests'
import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

/** An AMI: an account's own, or one of the catalogue's public images seen by every account. */
export interface ImageRecord extends Tagged {
  /** `ami-0…` */
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly state: 'pending' | 'available' | 'failed' | 'deregistered' | 'disabled'
  readonly ownerId: string
  readonly ownerAlias?: 'amazon' | 'aws-marketplace'
  readonly public: boolean
  /** Accounts it is shared with. */
  readonly launchPermissions: readonly string[]
  readonly architecture: 'x86_64' | 'arm64' | 'i386'
  /** Only for Windows. */
  readonly platform?: 'windows'
  /** `Linux/UNIX`, `Windows`, `Red Hat Enterprise Linux`… */
  readonly platformDetails: string
  /** `RunInstances`, `RunInstances:0002`… */
  readonly usageOperation: string
  readonly rootDeviceName: string
  readonly rootDeviceType: 'ebs' | 'instance-store'
  readonly enaSupport: boolean
  readonly bootMode?: 'legacy-bios' | 'uefi' | 'uefi-preferred'
  /** `v2.0`: instances need IMDSv2 unless told otherwise. */
  readonly imdsSupport?: 'v2.0'
  readonly tpmSupport?: 'v2.0'
  /** Base64, as it was given. */
  readonly uefiData?: string
  /** Of its owner's launches. */
  readonly lastLaunchedTime?: number
  readonly creationTime: number
  readonly deprecationTime?: number
  readonly deregistrationProtection?: {
    readonly withCooldown: boolean
    /** With a cooldown it outlives this moment by a day. */
    readonly disabledAt?: number
  }
  readonly blockDevices: readonly ImageBlockDevice[]
  /** What the guest runs, wherever the image came from. */
  readonly distribution: ImageDistribution
  readonly productCodes: readonly { readonly id: string; readonly type: 'marketplace' | 'devpay' }[]
  readonly sourceInstanceId?: string
  readonly sourceImageId?: string
  readonly sourceImageRegion?: string
}

export interface ImageBlockDevice {
  readonly deviceName: string
  /** `ephemeral0`…: an instance-store disk. */
  readonly virtualName?: string
  readonly ebs?: {
    /** Absent on a blank volume; catalogue roots name the distribution's snapshot. */
    readonly snapshotId?: string
    readonly sizeGiB: number
    readonly volumeType: 'gp2' | 'gp3' | 'io1' | 'io2' | 'st1' | 'sc1' | 'standard'
    readonly iops?: number
    readonly throughput?: number
    readonly encrypted: boolean
    readonly kmsKeyId?: string
    readonly deleteOnTermination: boolean
  }
}

/** The account's own images in a Region. */
export const images = collection<ImageRecord, 'name' | 'snapshot' | 'sharedWith'>({
  name: 'ec2/image',
  scope: 'region',
  indexes: {
    name: (image) => image.name,
    snapshot: (image) => image.blockDevices.flatMap(({ ebs }) => ebs?.snapshotId ?? []),
    /** Accounts, and `all` for what is public. */
    sharedWith: ({ launchPermissions, public: isPublic }) =>
      isPublic ? [...launchPermissions, 'all'] : launchPermissions,
  },
})
