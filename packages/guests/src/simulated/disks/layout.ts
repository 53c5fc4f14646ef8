import type { Distribution } from '../../driver.ts'
import { rootUuid } from '../console/kernel-lines.ts'
import { distributions } from '../distributions.ts'
import { stableBytes, stableUuid } from '../stable-hash.ts'
import type { DiskEntry } from './entry.ts'

export type FileSystemType = 'xfs' | 'ext2' | 'ext3' | 'ext4' | 'vfat' | 'swap'

/** What lies on a disk besides its files: its partition table and the file systems in it. Sizes in bytes. */
export interface DiskLayout {
  readonly table: 'gpt' | 'dos' | undefined
  /** Of the partition table. */
  readonly id: string
  readonly partitions: readonly Partition[]
  readonly fileSystems: readonly FileSystemLabel[]
  /** Trees are numbered through: a disk that is formatted anew shows nothing of what was there. */
  readonly nextTree: number
}

export interface Partition {
  readonly number: number
  readonly start: number
  readonly size: number
  readonly kind: 'linux' | 'efi' | 'bios'
  readonly name: string
}

export interface FileSystemLabel {
  /** 0: on the whole disk. */
  readonly partition: number
  readonly type: FileSystemType
  readonly uuid: string
  readonly label: string
  readonly size: number
  /** Which of the disk's trees holds its files; 0 is the one that a distribution's base lies in. */
  readonly tree: number
}

/** The name of the layout among a disk's paths; no path of a file looks like it. */
export const layoutPath = '#layout'

export const sectorBytes = 512
const mebibyte = 2 ** 20

export const blankLayout: DiskLayout = {
  table: undefined,
  id: '',
  partitions: [],
  fileSystems: [],
  nextTree: 0,
}

interface Piece {
  readonly number: number
  readonly mebibytes: number
  readonly kind: Partition['kind']
  readonly name?: string
  readonly type?: FileSystemType
  readonly label?: string
}

/** Partitions of a distribution's image besides the root, in their order on the disk. */
const pieces: Partial<Readonly<Record<Distribution, readonly Piece[]>>> = {
  al2023: [
    { number: 127, mebibytes: 1, kind: 'bios', name: 'BIOS Boot Partition' },
    {
      number: 128,
      mebibytes: 10,
      kind: 'efi',
      name: 'EFI System Partition',
      type: 'vfat',
    },
  ],
  al2: [{ number: 128, mebibytes: 1, kind: 'bios', name: 'BIOS Boot Partition' }],
  'ubuntu-24.04': [
    { number: 14, mebibytes: 4, kind: 'bios' },
    { number: 15, mebibytes: 106, kind: 'efi', type: 'vfat', label: 'UEFI' },
    { number: 16, mebibytes: 913, kind: 'linux', type: 'ext4', label: 'BOOT' },
  ],
  'ubuntu-22.04': [
    { number: 14, mebibytes: 4, kind: 'bios' },
    { number: 15, mebibytes: 106, kind: 'efi', type: 'vfat', label: 'UEFI' },
  ],
  'debian-12': [
    { number: 14, mebibytes: 3, kind: 'bios' },
    { number: 15, mebibytes: 124, kind: 'efi', type: 'vfat' },
  ],
  'rhel-9': [
    { number: 1, mebibytes: 1, kind: 'bios' },
    { number: 2, mebibytes: 200, kind: 'efi', name: 'EFI System Partition', type: 'vfat' },
    { number: 3, mebibytes: 1024, kind: 'linux', name: 'boot', type: 'xfs', label: 'boot' },
  ],
  'sles-15': [
    { number: 1, mebibytes: 2, kind: 'bios', name: 'p.legacy' },
    { number: 2, mebibytes: 20, kind: 'efi', name: 'p.UEFI', type: 'vfat', label: 'EFI' },
  ],
}

/** The disk that a distribution's image makes; its root partition reaches to the end, as `growpart` leaves it at a boot. */
export function rootLayout(distribution: Distribution, sizeBytes: number): DiskLayout {
  const facts = distributions[distribution]
  const partitions: Partition[] = []
  const fileSystems: FileSystemLabel[] = []
  let at = mebibyte
  for (const piece of pieces[distribution] ?? []) {
    const size = piece.mebibytes * mebibyte
    partitions.push({
      number: piece.number,
      start: at,
      size,
      kind: piece.kind,
      name: piece.name ?? '',
    })
    if (piece.type)
      fileSystems.push({
        partition: piece.number,
        type: piece.type,
        uuid:
          piece.type === 'vfat'
            ? shortUuid(distribution, 'efi')
            : stableUuid(distribution, 'boot file system'),
        label: piece.label ?? '',
        size,
        tree: piece.number,
      })
    at += size
  }
  const number = facts.rootPartition
  const size = sizeBytes - at - mebibyte
  partitions.push({ number, start: at, size, kind: 'linux', name: rootPartitionName(distribution) })
  fileSystems.push({
    partition: number,
    type: facts.rootFileSystem,
    uuid: rootUuid({ distribution }),
    label: rootLabel(distribution),
    size,
    tree: 0,
  })
  return {
    table: 'gpt',
    id: stableUuid(distribution, 'partition table').toUpperCase(),
    partitions: partitions.toSorted((a, b) => a.number - b.number),
    fileSystems,
    nextTree: 200,
  }
}

function rootPartitionName(distribution: Distribution): string {
  if (distribution === 'al2023' || distribution === 'al2') return 'Linux'
  if (distribution === 'rhel-9') return 'root'
  return distribution === 'sles-15' ? 'p.lxroot' : ''
}

function rootLabel(distribution: Distribution): string {
  if (distribution === 'al2023' || distribution === 'al2') return '/'
  if (distribution.startsWith('ubuntu')) return 'cloudimg-rootfs'
  return distribution === 'rhel-9' ? 'root' : distribution === 'sles-15' ? 'ROOT' : ''
}

/** FAT's own kind of identity: `ABCD-1234`. */
export function shortUuid(...words: readonly string[]): string {
  const hex = stableBytes(...words)
    .toString('hex')
    .toUpperCase()
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}`
}

/** Lets the last partition of the disk, and the file system in it, reach to the disk's end. */
export function grown(layout: DiskLayout, sizeBytes: number): DiskLayout {
  const last = layout.partitions.toSorted((a, b) => b.start - a.start)[0]
  if (!last) return layout
  const size = sizeBytes - last.start - mebibyte
  return {
    ...layout,
    partitions: layout.partitions.map((each) => (each === last ? { ...each, size } : each)),
    fileSystems: layout.fileSystems.map((each) =>
      each.partition === last.number ? { ...each, size } : each,
    ),
  }
}

export function layoutEntry(layout: DiskLayout): DiskEntry {
  return {
    kind: 'l',
    mode: 0,
    uid: 0,
    gid: 0,
    mtimeMs: 0,
    size: 0,
    target: JSON.stringify(layout),
  }
}

export function parseLayout(entry: DiskEntry | null | undefined): DiskLayout | undefined {
  if (entry?.target === undefined) return undefined
  const layout: DiskLayout = JSON.parse(entry.target)
  return layout
}

/** A file's path among those of its disk. */
export function inTree(tree: number, path: string): string {
  return tree === 0 ? path : `${tree}:${path}`
}
