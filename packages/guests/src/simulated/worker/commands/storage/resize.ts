import { sectorBytes } from '../../../disks/layout.ts'
import { fileCapacity } from '../../storage/sizes.ts'
import type { BlockDevice } from '../../storage/disk.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import { options, type Call, type Program } from '../call.ts'
import { xfsGeometry } from './format.ts'
import { locateDevice, mayUseDisks } from './locate-device.ts'

const blockBytes = 4096
/** A GPT keeps its second copy in the disk's last sectors. */
const tailBytes = 2 ** 20

/** Lets a partition reach to the next one or to the disk's end; answers its new size, or undefined when it cannot grow. */
export function growPartition(device: BlockDevice): number | undefined {
  const { partition, disk } = device
  if (!partition) return undefined
  const next = disk.layout.partitions
    .filter((each) => each.start > partition.start)
    .toSorted((a, b) => a.start - b.start)[0]
  const size = (next?.start ?? disk.size - tailBytes) - partition.start
  if (size - partition.size < tailBytes) return undefined
  disk.layout = {
    ...disk.layout,
    partitions: disk.layout.partitions.map((each) =>
      each === partition ? { ...each, size } : each,
    ),
  }
  return size
}

const growpart: Program = async (call) => {
  const { flags, operands } = options(call.args, 'u', ['update', 'fudge'])
  const [name, number] = operands
  if (name === undefined || number === undefined)
    return call
      .err(
        `FAILED: must supply ${name === undefined ? 'disk and partition' : 'partition-number'}\n`,
      )
      .then(() => 2)
  if (call.cred.uid !== 0)
    return call
      .err(`FAILED: unable to determine partition table type (are you root?)\n`)
      .then(() => 2)
  const disk = locateDevice(call, name)
  if (!disk) return call.err(`FAILED: ${name}: does not exist\n`).then(() => 2)
  const device = call.machine.disks.find(disk.disk.volumeId, Number(number))
  const before = device?.partition
  if (!device || !before)
    return call.err(`FAILED: ${name}: unable to find partition ${number}\n`).then(() => 2)
  const start = before.start / sectorBytes
  const oldSectors = before.size / sectorBytes
  const dry = flags.has('N') || flags.has('dry-run')
  const size = dry ? undefined : growPartition(device)
  if (size === undefined) {
    await call.out(`NOCHANGE: partition ${number} is size ${oldSectors}. it cannot be grown\n`)
    return 1
  }
  call.machine.disks.publish()
  const sectors = size / sectorBytes
  await call.out(
    `CHANGED: partition=${number} start=${start} old: size=${oldSectors} end=${start + oldSectors - 1} new: size=${sectors} end=${start + sectors - 1}\n`,
  )
  return 0
}

/** Lets a file system fill its device. */
export function growFileSystem(call: Call, device: BlockDevice): void {
  const { label } = device
  if (!label) return
  device.setLabel({ ...label, size: device.size })
  const fs = device.disk.loaded.get(label.tree)
  if (fs)
    fs.capacity = fileCapacity(
      fs.type,
      device.size,
      label.tree === 0 && device.disk.base !== undefined,
    )
  call.machine.disks.publish()
}

const resize2fs: Program = async (call) => {
  const { operands } = options(call.args, 'dSz')
  const [name] = operands
  const version = 'resize2fs 1.46.5 (30-Dec-2021)\n'
  if (name === undefined)
    return call
      .err('Usage: resize2fs [-d debug_flags] [-f] [-F] [-M] [-P] [-p] device [-b|-s|new_size]\n')
      .then(() => 1)
  await call.err(version)
  const device = locateDevice(call, name)
  if (!device)
    return call.err(`open: No such file or directory while opening ${name}\n`).then(() => 1)
  if (!mayUseDisks(call))
    return call.err(`open: Permission denied while opening ${name}\n`).then(() => 1)
  const { label } = device
  if (!label?.type.startsWith('ext'))
    return call
      .err(
        `resize2fs: Bad magic number in super-block while trying to open ${name}\nCouldn't find valid filesystem superblock.\n`,
      )
      .then(() => 1)
  const blocks = Math.floor(device.size / blockBytes)
  const before = Math.floor(label.size / blockBytes)
  if (blocks === before) {
    await call.out(`The filesystem is already ${blocks} (4k) blocks long.  Nothing to do!\n\n`)
    return 0
  }
  const mounted = call.machine.mounts.of(device)
  const descriptors = (count: number): number => Math.ceil(count / 32_768 / 64)
  await call.out(
    mounted
      ? `Filesystem at ${name} is mounted on ${mounted.path}; on-line resizing required\nold_desc_blocks = ${descriptors(before)}, new_desc_blocks = ${descriptors(blocks)}\n`
      : `Resizing the filesystem on ${name} to ${blocks} (4k) blocks.\n`,
  )
  growFileSystem(call, device)
  await call.out(`The filesystem on ${name} is now ${blocks} (4k) blocks long.\n\n`)
  return 0
}

const xfsGrow: Program = async (call) => {
  const { operands } = options(call.args, 'Dmt')
  const [name = ''] = operands
  const device = locateDevice(call, name)
  const path = call.absolute(name).replace(/(.)\/+$/, '$1')
  const mounted = device
    ? call.machine.mounts.of(device)
    : call.machine.mounts.list.findLast((each) => each.path === path)
  if (!mounted || mounted.fs.type !== 'xfs') {
    const exists = device ?? call.vfs.peek(path, rootCredentials)
    await call.err(
      `${call.name}: ${name}${exists ? ' is not a mounted XFS filesystem' : ': No such file or directory'}\n`,
    )
    return 1
  }
  const { label } = mounted.device
  const before = label?.size ?? 0
  await call.out(xfsGeometry(mounted.device.path, before))
  if (call.name === 'xfs_info') return 0
  if (call.cred.uid !== 0)
    return call
      .err(`xfs_growfs: XFS_IOC_FSGROWFSDATA xfsctl failed: Operation not permitted\n`)
      .then(() => 1)
  const [from, to] = [before, mounted.device.size].map((bytes) => Math.floor(bytes / blockBytes))
  if (from === to) return 0
  growFileSystem(call, mounted.device)
  await call.out(`data blocks changed from ${from} to ${to}\n`)
  return 0
}

export const resizePrograms = {
  growpart,
  resize2fs,
  xfs_growfs: xfsGrow,
  xfs_info: xfsGrow,
} satisfies Readonly<Record<string, Program>>
