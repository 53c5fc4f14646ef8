import type { GuestSpec } from '../driver.ts'
import type { DiskStore } from './disks/disk-store.ts'
import { grown, layoutEntry, layoutPath, parseLayout, rootLayout } from './disks/layout.ts'
import { applyFirstBoot } from './first-boot/apply-first-boot.ts'
import { firstBootMark } from './first-boot/first-boot-files.ts'
import type { AttachedDisk } from './protocol.ts'

/** Paths that decide what a boot does; on a disk as its distribution made it, nothing but what is computed. */
const bootPaths = [
  '/etc/fstab',
  '/etc/sysctl',
  '/etc/systemd/system/multi-user.target.wants/',
  '/etc/systemd/system/timers.target.wants/',
  '/etc/cron',
  '/var/spool/cron',
  '/var/spool/at/',
]

type Disk = GuestSpec['disks'][number] & { readonly slot: number; readonly full?: boolean }

/** The volumes that a guest has at present, each with its place on the bus. */
export class GuestDisks {
  readonly #spec: GuestSpec
  readonly #store: DiskStore
  #disks: Disk[] = []
  #leaving: Set<string> | undefined

  constructor(spec: GuestSpec, store: DiskStore) {
    this.#spec = spec
    this.#store = store
    for (const disk of spec.disks.toSorted((a, b) => Number(b.root) - Number(a.root)))
      this.#add(disk)
  }

  /** Asked back, and still mounted. */
  get leaving(): readonly string[] {
    return [...(this.#leaving ?? [])]
  }

  leave(volumeId: string): void {
    this.#leaving ??= new Set()
    this.#leaving.add(volumeId)
  }

  get volumeIds(): string[] {
    return this.#disks.map(({ volumeId }) => volumeId)
  }

  get root(): string | undefined {
    return this.#disks.find((disk) => disk.root)?.volumeId
  }

  has(volumeId: string): boolean {
    return this.#disks.some((disk) => disk.volumeId === volumeId)
  }

  attach(disk: GuestSpec['disks'][number]): AttachedDisk | undefined {
    this.#leaving?.delete(disk.volumeId)
    if (this.has(disk.volumeId) || !this.#store.hasVolume(disk.volumeId)) return undefined
    const added = this.#add(disk)
    return { ...added, image: this.#store.image(disk.volumeId) }
  }

  detach(volumeId: string): void {
    this.#leaving?.delete(volumeId)
    this.#disks = this.#disks.filter((disk) => disk.volumeId !== volumeId)
    this.#store.abandon(volumeId)
  }

  /** Answers whether that is news. */
  fill(volumeId: string, full: boolean): boolean {
    const disk = this.#disks.find((each) => each.volumeId === volumeId)
    if (!disk || (disk.full ?? false) === full) return false
    this.#disks = this.#disks.map((each) => (each === disk ? { ...each, full } : each))
    return true
  }

  /** `awake`: the worker keeps the layout that the disk had before it grew; else it is kept here. */
  resize(volumeId: string, sizeGiB: number, awake: boolean): void {
    const disk = this.#disks.find((each) => each.volumeId === volumeId)
    if (!disk) return
    if (disk.root && !awake && !this.#layoutOf(volumeId))
      this.#store.write(
        volumeId,
        [[layoutPath, layoutEntry(rootLayout(this.#spec.distribution, disk.sizeGiB * 2 ** 30))]],
        [],
      )
    this.#disks = this.#disks.map((each) => (each === disk ? { ...each, sizeGiB } : each))
  }

  /** Whether this disk has something to do at a boot that only a worker can. */
  get bootsByDisk(): boolean {
    const { root } = this
    return root !== undefined && this.#store.hasPathsUnder(root, bootPaths)
  }

  /** Whether cloud-init knows this instance from an earlier boot. */
  get knowsInstance(): boolean {
    const { root } = this
    return root !== undefined && this.#store.pathExists(root, firstBootMark(this.#spec)) === true
  }

  /** Whether scripts lie where cloud-init looks at every boot. */
  get hasBootScripts(): boolean {
    const { root } = this
    return (
      root !== undefined && this.#store.hasPathsUnder(root, ['/var/lib/cloud/scripts/per-boot/'])
    )
  }

  /** At every boot cloud-init lets the root partition reach to the disk's end. */
  growRoot(): void {
    const disk = this.#disks.find((each) => each.root)
    const layout = disk && this.#layoutOf(disk.volumeId)
    if (!disk || !layout) return
    const whole = grown(layout, disk.sizeGiB * 2 ** 30)
    if (JSON.stringify(whole) !== JSON.stringify(layout))
      this.#store.write(disk.volumeId, [[layoutPath, layoutEntry(whole)]], [])
  }

  /** What the first boot leaves on the root disk, if no worker has been awake to write it. */
  finishFirstBoot(): void {
    const { root } = this
    if (root !== undefined) applyFirstBoot(this.#store, root, this.#spec)
  }

  withContents(): AttachedDisk[] {
    return this.#disks
      .filter((disk) => this.#store.hasVolume(disk.volumeId))
      .map((disk) => ({ ...disk, image: this.#store.image(disk.volumeId) }))
  }

  #layoutOf(volumeId: string): ReturnType<typeof parseLayout> {
    return parseLayout(this.#store.entry(volumeId, layoutPath))
  }

  #add(disk: GuestSpec['disks'][number]): Disk {
    const taken = new Set(this.#disks.map(({ slot }) => slot))
    let slot = disk.root ? 0 : 1
    while (taken.has(slot)) slot++
    const added = { ...disk, slot }
    this.#disks.push(added)
    return added
  }
}
