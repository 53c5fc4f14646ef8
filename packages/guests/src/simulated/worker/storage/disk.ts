import type { AttachedDisk } from '../../protocol.ts'
import {
  blankLayout,
  layoutEntry,
  layoutPath,
  parseLayout,
  rootLayout,
  type DiskLayout,
  type FileSystemLabel,
  type Partition,
} from '../../disks/layout.ts'
import type { DiskChange } from '../../disks/entry.ts'
import { distributions, isXen } from '../../distributions.ts'
import { stableHex } from '../../stable-hash.ts'
import type { Distribution, GuestSpec } from '../../../driver.ts'
import type { FileSystem } from '../vfs/file-system.ts'

/** A disk as the kernel has it: named, sized, perhaps with partitions and file systems. */
export class Disk {
  readonly volumeId: string
  readonly deviceName: string
  readonly slot: number
  readonly root: boolean
  /** Of the host itself, not of EBS. */
  readonly local: boolean
  /** `nvme1n1`, `xvdf` */
  readonly name: string
  /** Of a disk that began as a distribution's root. */
  readonly base: Distribution | undefined
  readonly isNvme: boolean
  size: number
  /** It takes nothing more, whatever room it has. Said once the system is up: what a boot writes finds room. */
  full = false
  /** What was on it when it was attached. */
  readonly kept: readonly DiskChange[]
  /** File systems that were mounted since, by tree: what was read stays in memory. */
  readonly loaded = new Map<number, FileSystem>()
  /** Paths, as kept, that are to be forgotten with the next flush. */
  readonly dropped = new Set<string>()
  #layout: DiskLayout
  #changed = false

  constructor(from: AttachedDisk, spec: GuestSpec) {
    this.volumeId = from.volumeId
    this.deviceName = from.deviceName
    this.slot = from.slot
    this.root = from.root
    this.local = from.local === true
    this.isNvme = !isXen(spec.instanceType)
    this.name = this.isNvme
      ? `nvme${from.slot}n1`
      : from.deviceName
          .replace(/^\/dev\//, '')
          .replace(/^sd/, 'xvd')
          .replace(/^(xvd[a-z]+)\d+$/, '$1')
    this.size = from.sizeGiB * 2 ** 30
    this.kept = from.image.changes
    this.base = distributionOf(from.image.base)
    const stored = parseLayout(this.kept.find(([path]) => path === layoutPath)?.[1])
    this.#layout = stored ?? (this.base ? rootLayout(this.base, this.size) : blankLayout)
  }

  /** `vol0123…`, or `AWS0123…` of an instance store volume: its serial number. */
  get serial(): string {
    if (this.local) return `AWS${stableHex(17, this.volumeId).toUpperCase()}`
    return (this.volumeId.split('/').at(-1) ?? '').replace('-', '')
  }

  /** What an NVMe controller says that it is. */
  get model(): string {
    return this.local ? 'Amazon EC2 NVMe Instance Storage' : 'Amazon Elastic Block Store'
  }

  get layout(): DiskLayout {
    return this.#layout
  }

  set layout(layout: DiskLayout) {
    this.#layout = layout
    this.#changed = true
  }

  /** The disk grew; what is on it stays as it was. */
  resize(sizeGiB: number): void {
    this.layout = this.#layout
    this.size = sizeGiB * 2 ** 30
  }

  /** What of the disk itself is to be kept, once. */
  takeChanges(): DiskChange[] {
    const changes: DiskChange[] = [...this.dropped].map((path): DiskChange => [path, null])
    this.dropped.clear()
    if (this.#changed) changes.push([layoutPath, layoutEntry(this.#layout)])
    this.#changed = false
    return changes
  }

  get hasChanges(): boolean {
    return this.#changed || this.dropped.size > 0
  }
}

function distributionOf(base: string | undefined): Distribution | undefined {
  const name = base?.split('/')[0]
  for (const distribution of Object.keys(distributions))
    if (distribution === name && isDistribution(distribution)) return distribution
  return undefined
}

function isDistribution(name: string): name is Distribution {
  return name in distributions
}

/** A disk, or one of its partitions, as it stands in /dev. */
export class BlockDevice {
  readonly disk: Disk
  /** Undefined: the whole disk. */
  readonly number: number | undefined

  constructor(disk: Disk, number?: number) {
    this.disk = disk
    this.number = number
  }

  get partition(): Partition | undefined {
    return this.disk.layout.partitions.find((each) => each.number === this.number)
  }

  get name(): string {
    if (this.number === undefined) return this.disk.name
    return `${this.disk.name}${this.disk.isNvme ? 'p' : ''}${this.number}`
  }

  get path(): string {
    return `/dev/${this.name}`
  }

  get size(): number {
    return this.number === undefined ? this.disk.size : (this.partition?.size ?? 0)
  }

  get numbers(): { major: number; minor: number } {
    const index =
      this.number === undefined
        ? 0
        : 1 + this.disk.layout.partitions.findIndex((each) => each.number === this.number)
    return this.disk.isNvme
      ? { major: 259, minor: this.disk.slot * 8 + index }
      : { major: 202, minor: (this.disk.name.charCodeAt(3) - 97) * 16 + (this.number ?? 0) }
  }

  get label(): FileSystemLabel | undefined {
    return this.disk.layout.fileSystems.find((each) => each.partition === (this.number ?? 0))
  }

  /** Of the partition, as the table's own identity makes it. */
  get partitionUuid(): string {
    const { id, table } = this.disk.layout
    const number = this.number ?? 0
    return table === 'dos'
      ? `${id}-${String(number).padStart(2, '0')}`
      : `${id.slice(0, -2).toLowerCase()}${number.toString(16).padStart(2, '0')}`
  }

  /** Puts a file system on it, or changes what is written of it. */
  setLabel(label: FileSystemLabel | undefined): void {
    const { layout } = this.disk
    const partition = this.number ?? 0
    const others = layout.fileSystems.filter((each) => each.partition !== partition)
    this.disk.layout = { ...layout, fileSystems: label ? [...others, label] : others }
  }
}
