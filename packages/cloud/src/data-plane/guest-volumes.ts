import type { Guest, GuestSpec } from '@brume/guests'
import { diskKey } from '../services/ec2/disk-keys.ts'
import type { VolumeRecord } from '../services/ec2/volumes/volume.ts'

interface Plugged {
  readonly sizeGiB: number
  readonly asked: 'no' | 'back' | 'by-force'
}

/** The volumes of one running guest, made to follow their records. */
export class GuestVolumes {
  readonly #place: { readonly account: string; readonly region: string }
  readonly #instanceId: string
  readonly #guest: Guest
  readonly #plugged = new Map<string, Plugged>()

  constructor(spec: GuestSpec, guest: Guest) {
    this.#place = { account: spec.account, region: spec.region }
    this.#instanceId = spec.instanceId
    this.#guest = guest
    for (const { volumeId, sizeGiB } of spec.disks)
      this.#plugged.set(volumeId, { sizeGiB, asked: 'no' })
  }

  has(volumeId: string): boolean {
    return this.#plugged.has(diskKey(this.#place, volumeId))
  }

  /** A record changed; undefined: it is gone. */
  follow(volumeId: string, volume: VolumeRecord | undefined): void {
    const key = diskKey(this.#place, volumeId)
    const plugged = this.#plugged.get(key)
    const attachment = volume?.attachments.find((each) => each.instanceId === this.#instanceId)
    if (!volume || !attachment) {
      if (plugged && plugged.asked !== 'by-force') this.#guest.detachDisk(key, { force: true })
      this.#plugged.delete(key)
      return
    }
    const { sizeGiB, full = false } = volume
    const isLeaving = attachment.state === 'detaching' || attachment.state === 'busy'
    if (isLeaving) {
      const asked = attachment.forced ? 'by-force' : 'back'
      if (!plugged || plugged.asked === asked || plugged.asked === 'by-force') return
      this.#plugged.set(key, { ...plugged, asked })
      this.#guest.detachDisk(key, { force: asked === 'by-force' })
      return
    }
    if (!plugged)
      this.#guest.attachDisk({
        volumeId: key,
        deviceName: attachment.device,
        root: false,
        sizeGiB,
      })
    else if (plugged.sizeGiB < sizeGiB) this.#guest.resizeDisk(key, sizeGiB)
    this.#plugged.set(key, { sizeGiB, asked: 'no' })
    this.#guest.fillDisk(key, full)
  }
}
