import type { Records } from '../../../engine/collection.ts'
import { volumes, type VolumeAttachment, type VolumeRecord } from './volume.ts'

export interface AttachedVolume {
  readonly deviceName: string
  readonly volume: VolumeRecord
  readonly attachment: VolumeAttachment
}

/** An instance's volumes with their devices, in the order in which they were attached. */
export function attachedVolumes(db: Records, instanceId: string): readonly AttachedVolume[] {
  return db
    .by(volumes, 'instance', instanceId)
    .flatMap((volume) =>
      volume.attachments
        .filter((attachment) => attachment.instanceId === instanceId)
        .map((attachment) => ({ deviceName: attachment.device, volume, attachment })),
    )
    .toSorted((a, b) => a.attachment.attachTime - b.attachment.attachTime)
}
