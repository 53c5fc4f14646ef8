import type { AttachedDisk } from '../../protocol.ts'
import type { GuestSpec } from '../../../driver.ts'
import { inTree, type FileSystemLabel, type FileSystemType } from '../../disks/layout.ts'
import type { FileSystem } from '../vfs/file-system.ts'
import { Inode } from '../vfs/inode.ts'
import { BlockDevice, Disk } from './disk.ts'

const diskGroup = 6
/** What a raw read can see of a disk: its signatures. */
const headerBytes = 4096

/** The disks of a guest and their files in /dev, with the links that udev makes. */
export class BlockDevices {
  readonly disks: Disk[] = []
  readonly #fs: FileSystem
  readonly #spec: GuestSpec
  readonly #bootedAt: number
  readonly #linksByDeviceName: boolean
  #planted: string[] = []

  constructor(fs: FileSystem, spec: GuestSpec, bootedAt: number, linksByDeviceName: boolean) {
    this.#fs = fs
    this.#spec = spec
    this.#bootedAt = bootedAt
    this.#linksByDeviceName = linksByDeviceName
  }

  add(from: AttachedDisk): Disk {
    const disk = new Disk(from, this.#spec)
    this.disks.push(disk)
    this.disks.sort((a, b) => Number(b.root) - Number(a.root) || (a.name < b.name ? -1 : 1))
    return disk
  }

  remove(disk: Disk): void {
    const at = this.disks.indexOf(disk)
    if (at >= 0) this.disks.splice(at, 1)
    this.publish()
  }

  byVolume(volumeId: string): Disk | undefined {
    return this.disks.find((disk) => disk.volumeId === volumeId)
  }

  /** Every disk, each followed by its partitions. */
  get all(): BlockDevice[] {
    return this.disks.flatMap((disk) => [
      new BlockDevice(disk),
      ...disk.layout.partitions.map(({ number }) => new BlockDevice(disk, number)),
    ])
  }

  find(volumeId: string, number: number | undefined): BlockDevice | undefined {
    return this.all.find((device) => device.disk.volumeId === volumeId && device.number === number)
  }

  byName(name: string): BlockDevice | undefined {
    return this.all.find((device) => device.name === name)
  }

  /** Makes /dev say what there is. */
  publish(): void {
    for (const path of this.#planted) this.#fs.uproot(path)
    this.#planted = []
    for (const device of this.all) {
      this.#plantNode(device)
      for (const link of this.#links(device)) this.#plantLink(link, device)
    }
  }

  /** A new file system: what the old one held is forgotten. */
  format(device: BlockDevice, type: FileSystemType, label: string, uuid: string): FileSystemLabel {
    this.wipe(device)
    const { disk } = device
    const tree = disk.layout.nextTree
    const made: FileSystemLabel = {
      partition: device.number ?? 0,
      type,
      uuid,
      label,
      size: device.size,
      tree,
    }
    disk.layout = { ...disk.layout, nextTree: tree + 1 }
    device.setLabel(made)
    this.publish()
    return made
  }

  /** Takes the signatures away: those of a file system and, on a whole disk, of its partitions. */
  wipe(device: BlockDevice): void {
    const { disk } = device
    const labels = disk.layout.fileSystems.filter(
      (each) => device.number === undefined || each.partition === device.number,
    )
    for (const label of labels) forget(disk, label.tree)
    disk.layout =
      device.number === undefined
        ? { ...disk.layout, table: undefined, id: '', partitions: [], fileSystems: [] }
        : {
            ...disk.layout,
            fileSystems: disk.layout.fileSystems.filter((each) => !labels.includes(each)),
          }
    this.publish()
  }

  #plantNode(device: BlockDevice): void {
    const inode = new Inode('device', 0o660, 0, diskGroup, this.#bootedAt)
    const { major, minor } = device.numbers
    inode.device = 'block'
    inode.block = {
      numbers: `${major}, ${minor}`,
      size: device.size,
      read: (position, length) => rawBytes(device, position, length),
      write: (position) => {
        if (position === 0 && !device.disk.root) this.wipe(device)
      },
    }
    this.#plant(device.path, inode)
  }

  #plantLink(path: string, device: BlockDevice): void {
    const inode = new Inode('link', 0o777, 0, 0, this.#bootedAt)
    const depth = path.split('/').length - 3
    inode.target = `${'../'.repeat(depth)}${device.name}`
    this.#plant(path, inode)
  }

  #plant(path: string, inode: Inode): void {
    this.#fs.plant(path, inode)
    this.#planted.push(path)
  }

  #links(device: BlockDevice): string[] {
    const { disk, label, number } = device
    const links: string[] = []
    const part = number === undefined ? '' : `-part${number}`
    if (disk.isNvme) {
      for (const end of ['', '_1'])
        links.push(
          `/dev/disk/by-id/nvme-${disk.model.replaceAll(' ', '_')}_${disk.serial}${end}${part}`,
        )
      if (this.#linksByDeviceName && !disk.local)
        links.push(`/dev/${disk.deviceName.replace(/^\/dev\//, '')}${number ?? ''}`)
    } else if (this.#linksByDeviceName && disk.deviceName.startsWith('/dev/sd'))
      links.push(`${disk.deviceName.replace(/\d+$/, '')}${number ?? ''}`)
    if (label) links.push(`/dev/disk/by-uuid/${label.uuid}`)
    if (label && label.label !== '')
      links.push(`/dev/disk/by-label/${label.label.replaceAll('/', '\\x2f')}`)
    if (number !== undefined) links.push(`/dev/disk/by-partuuid/${device.partitionUuid}`)
    return links.filter((path) => path !== device.path)
  }
}

function forget(disk: Disk, tree: number): void {
  const prefix = inTree(tree, '/')
  for (const [path, entry] of disk.kept)
    if (entry && path.startsWith(prefix)) disk.dropped.add(path)
  const fs = disk.loaded.get(tree)
  if (fs) for (const path of everyPath(fs.root)) disk.dropped.add(inTree(tree, path))
  disk.loaded.delete(tree)
}

function* everyPath(inode: Inode): Generator<string> {
  yield* inode.paths
  for (const child of inode.children?.values() ?? []) yield* everyPath(child)
}

/** The bytes of a disk's signatures where they stand in life; zeros elsewhere. */
function rawBytes(device: BlockDevice, position: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(Math.max(0, length))
  if (position >= headerBytes) return bytes
  const header = Buffer.alloc(headerBytes)
  if (device.number === undefined && device.disk.layout.table) {
    header.writeUInt16LE(0xaa55, 510)
    if (device.disk.layout.table === 'gpt') header.write('EFI PART', 512)
  }
  const { label } = device
  if (label?.type === 'xfs') header.write('XFSB', 0)
  else if (label?.type.startsWith('ext')) header.writeUInt16LE(0xef53, 1080)
  else if (label?.type === 'swap') header.write('SWAPSPACE2', 4086)
  else if (label?.type === 'vfat') header.write('FAT16   ', 54)
  header.copy(bytes, 0, position, position + length)
  return bytes
}
