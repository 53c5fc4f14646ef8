import type { MountRecord, SwapRecord } from '../../protocol.ts'
import { distributions } from '../../distributions.ts'
import { plantDistribution } from '../base/base-tree.ts'
import type { Machine } from '../system/machine.ts'
import { FileSystem } from '../vfs/file-system.ts'
import { Inode, rootCredentials } from '../vfs/inode.ts'
import { loadChanges } from '../vfs/save.ts'
import { BlockDevice, Disk } from './disk.ts'
import { fileCapacity } from './sizes.ts'

/** A file system that is mounted from a disk. */
export interface Mounted {
  readonly device: BlockDevice
  readonly fs: FileSystem
  readonly path: string
  readonly options: readonly string[]
  readonly on: Inode
}

/** Why the kernel does not mount; the text is what `mount` says. */
export class MountFailure extends Error {
  override readonly name = 'MountFailure'
}

const root = rootCredentials

/** What is mounted where, and what is swapped to; kept while the power is on. */
export class Mounts {
  readonly #machine: Machine
  #list: Mounted[] = []
  #swaps: SwapRecord[] = []

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** In the order in which they were mounted; the root first. */
  get list(): readonly Mounted[] {
    return this.#list
  }

  get swaps(): readonly SwapRecord[] {
    return this.#swaps
  }

  get records(): MountRecord[] {
    return this.#list
      .filter(({ path }) => path !== '/')
      .map(({ device, fs, path, options }) => ({
        volumeId: device.disk.volumeId,
        partition: device.number ?? 0,
        path,
        options,
        deviceName: device.disk.deviceName,
        slot: device.disk.slot,
        gone: fs.gone,
      }))
  }

  /** The root is mounted before anything else is. */
  begin(device: BlockDevice, fs: FileSystem): void {
    const options = this.#machine.facts.rootFileSystem === 'xfs' ? xfsOptions : extOptions
    this.#list.push({ device, fs, path: '/', options: ['rw', 'noatime', ...options], on: fs.root })
  }

  /** After the worker was parked: everything is where it was. */
  restore(records: readonly MountRecord[], swaps: readonly SwapRecord[]): void {
    for (const record of records) {
      const number = record.partition || undefined
      const device = record.gone
        ? this.#remains(record, number)
        : this.#machine.disks.find(record.volumeId, number)
      const on = this.#machine.vfs.peek(record.path, root)
      if (device && on) this.#put(device, record.path, on, record.options).fs.gone = record.gone
    }
    this.#swaps = [...swaps]
  }

  mount(device: BlockDevice, path: string, options: readonly string[]): Mounted {
    const { vfs } = this.#machine
    const { label } = device
    const at = vfs.realpath(path, root)
    const on = vfs.find(at, root)
    if (!label || label.type === 'swap')
      throw new MountFailure(
        label?.type === 'swap'
          ? `unknown filesystem type 'swap'.`
          : `wrong fs type, bad option, bad superblock on ${device.path}, missing codepage or helper program, or other error.`,
      )
    if (this.#list.some((each) => each.path === at && sameDevice(each.device, device)))
      throw new MountFailure(`${device.path} already mounted on ${at}.`)
    const twin = this.#list.find(
      (each) => each.device.label?.uuid === label.uuid && !sameDevice(each.device, device),
    )
    if (label.type === 'xfs' && twin && !options.includes('nouuid')) {
      this.#machine.kernelSays(
        `XFS (${device.name}): Filesystem has duplicate UUID ${label.uuid} - can't mount`,
      )
      throw new MountFailure(
        `wrong fs type, bad option, bad superblock on ${device.path}, missing codepage or helper program, or other error.`,
      )
    }
    const common = options.includes('ro') ? 'ro' : 'rw'
    const times = options.includes('noatime') ? 'noatime' : 'relatime'
    const kind = label.type === 'xfs' ? xfsOptions : label.type === 'vfat' ? [] : extOptions
    const extra = options.includes('nouuid') ? ['nouuid'] : []
    const mounted = this.#put(device, at, on, [common, times, ...extra, ...kind])
    this.#machine.units.changed()
    this.#machine.kernelSays(
      label.type === 'xfs'
        ? `XFS (${device.name}): Mounting V5 Filesystem ${label.uuid}`
        : `EXT4-fs (${device.name}): mounted filesystem ${label.uuid} r/w with ordered data mode. Quota mode: none.`,
    )
    if (label.type === 'xfs') this.#machine.kernelSays(`XFS (${device.name}): Ending clean mount`)
    return mounted
  }

  /** Answers what is in the way, or undefined when it is done. */
  unmount(mounted: Mounted, lazy = false): string | undefined {
    if (mounted.path === '/' || (!lazy && this.#isBusy(mounted))) return 'target is busy.'
    this.#machine.flush()
    // What is mounted deeper goes with it when it is pulled.
    this.#list = this.#list.filter((each) => each !== mounted)
    if (mounted.on.covered === mounted.fs) mounted.on.covered = undefined
    this.#machine.kernelSays(
      mounted.fs.type === 'xfs'
        ? `XFS (${mounted.device.name}): Unmounting Filesystem ${mounted.device.label?.uuid ?? ''}`
        : `EXT4-fs (${mounted.device.name}): unmounting filesystem ${mounted.device.label?.uuid ?? ''}.`,
    )
    this.#machine.units.changed()
    return undefined
  }

  remount(mounted: Mounted, options: readonly string[]): void {
    const mode = options.includes('ro') ? 'ro' : 'rw'
    mounted.fs.readOnly = mode === 'ro'
    this.#list = this.#list.map((each) =>
      each === mounted ? { ...each, options: [mode, ...each.options.slice(1)] } : each,
    )
    this.#machine.units.changed()
  }

  /** The file system that a path lies in. */
  holding(path: string): Mounted | undefined {
    const fs = this.#machine.vfs.peek(path, root)?.fs
    return this.#list.findLast((each) => each.fs === fs)
  }

  /** Of a device; the last, if it is mounted more than once. */
  of(device: BlockDevice): Mounted | undefined {
    return this.#list.findLast((each) => sameDevice(each.device, device))
  }

  pathsOf(device: BlockDevice): string[] {
    return this.#list.filter((each) => sameDevice(each.device, device)).map(({ path }) => path)
  }

  /** Its volume was taken away by force. */
  pull(volumeId: string): void {
    for (const { device, fs } of this.#list)
      if (device.disk.volumeId === volumeId) {
        fs.gone = true
        fs.changed.clear()
        this.#machine.kernelSays(
          fs.type === 'xfs'
            ? `XFS (${device.name}): log I/O error -5`
            : `EXT4-fs error (device ${device.name}): ext4_journal_check_start: Detected aborted journal`,
        )
      }
  }

  addSwap(record: SwapRecord): void {
    this.#swaps.push(record)
    this.#machine.units.changed()
  }

  removeSwap(path: string): boolean {
    const before = this.#swaps.length
    this.#swaps = this.#swaps.filter((swap) => swap.path !== path)
    this.#machine.units.changed()
    return this.#swaps.length < before
  }

  /** A disk that is not there any more, under what is still mounted of it. */
  #remains(record: MountRecord, number: number | undefined): BlockDevice {
    const image = { sizeGiB: 1, base: undefined, changes: [] }
    const disk = new Disk({ ...record, root: false, sizeGiB: 1, image }, this.#machine.spec)
    return new BlockDevice(disk, number)
  }

  #put(device: BlockDevice, path: string, on: Inode, options: readonly string[]): Mounted {
    const fs = this.#load(device)
    fs.readOnly = options.includes('ro')
    on.covered = fs
    const mounted = { device, fs, path, options, on }
    this.#list.push(mounted)
    return mounted
  }

  #load(device: BlockDevice): FileSystem {
    const { disk, label } = device
    const tree = label?.tree ?? 0
    const known = disk.loaded.get(tree)
    if (known) return known
    const { vfs, outside } = this.#machine
    const fs = new FileSystem(label?.type ?? 'ext4', outside.now())
    if (tree === 0 && disk.base) plantDistribution(fs, disk.base, distributions[disk.base])
    fs.used = 0
    loadChanges(fs, tree, disk.kept)
    const hasBase = tree === 0 && disk.base !== undefined
    if (label?.type.startsWith('ext') && !hasBase && !fs.at('/lost+found'))
      fs.plant('/lost+found', new Inode('directory', 0o700, 0, 0, outside.now()))
    fs.capacity = fileCapacity(label?.type ?? 'ext4', label?.size ?? 0, hasBase)
    fs.onChange = () => vfs.onChange()
    fs.disk = disk
    disk.loaded.set(tree, fs)
    return fs
  }

  #isBusy(mounted: Mounted): boolean {
    const { processes, vfs } = this.#machine
    if (this.#list.some((each) => each !== mounted && each.on.fs === mounted.fs)) return true
    if (this.#swaps.some(({ path }) => vfs.peek(path, root)?.fs === mounted.fs)) return true
    return processes.living.some((process) =>
      [...process.holders].some(
        ({ cwd, files }) =>
          vfs.peek(cwd, root)?.fs === mounted.fs ||
          [...files.values()].some((file) => file.inode?.fs === mounted.fs),
      ),
    )
  }
}

function sameDevice(a: BlockDevice, b: BlockDevice): boolean {
  return a.disk === b.disk && a.number === b.number
}

const xfsOptions = [
  'attr2',
  'inode64',
  'logbufs=8',
  'logbsize=32k',
  'sunit=8',
  'swidth=8',
  'noquota',
]
const extOptions = ['seclabel']
