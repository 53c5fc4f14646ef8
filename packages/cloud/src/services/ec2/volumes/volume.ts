import { collection } from '../../../engine/collection.ts'
import { tagKeys, type Tagged } from '../tag.ts'

/** An EBS volume. Its content is the guest driver's, under the same id. */
export interface VolumeRecord extends Tagged {
  /** `vol-0…` */
  readonly id: string
  readonly sizeGiB: number
  readonly volumeType: 'gp2' | 'gp3' | 'io1' | 'io2' | 'st1' | 'sc1' | 'standard'
  readonly iops?: number
  /** MiB/s; gp3 only. */
  readonly throughput?: number
  readonly encrypted: boolean
  readonly kmsKeyId?: string
  readonly snapshotId?: string
  /** Of a copy made by CopyVolumes. */
  readonly sourceVolumeId?: string
  /** Made from a snapshot that had fast restore in this zone. */
  readonly fastRestored?: true
  /** MiB/s, as asked for at its creation. */
  readonly initializationRate?: number
  readonly availabilityZone: string
  readonly createTime: number
  readonly state: 'creating' | 'available' | 'in-use' | 'deleting' | 'error'
  readonly multiAttachEnabled: boolean
  /** Set by ModifyVolumeAttribute; nothing here ever impairs a volume. */
  readonly autoEnableIo?: boolean
  readonly attachments: readonly VolumeAttachment[]
  /** It takes nothing more, whatever room it has. */
  readonly full?: true | undefined
}

export interface VolumeAttachment {
  readonly instanceId: string
  readonly device: string
  readonly state: 'attaching' | 'attached' | 'detaching' | 'busy'
  readonly attachTime: number
  readonly deleteOnTermination: boolean
  /** It is taken away from its guest whether that lets go of it or not. */
  readonly forced?: boolean
}

export const volumes = collection<VolumeRecord, 'instance' | 'snapshot' | 'state' | 'tag'>({
  name: 'ec2/volume',
  scope: 'region',
  indexes: {
    instance: (volume) => volume.attachments.map((attachment) => attachment.instanceId),
    snapshot: (volume) => volume.snapshotId,
    state: (volume) => volume.state,
    tag: tagKeys,
  },
  totals: {
    sizeGiB: ({ volumeType, sizeGiB }) => ({ key: volumeType, amount: sizeGiB }),
    iops: ({ volumeType, iops = 0 }) => ({ key: volumeType, amount: iops }),
  },
})
