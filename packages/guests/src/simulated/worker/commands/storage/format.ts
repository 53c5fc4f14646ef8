import { shortUuid, type FileSystemType } from '../../../disks/layout.ts'
import type { BlockDevice } from '../../storage/disk.ts'
import { strftime } from '../../shell/printf.ts'
import { options, type Call, type Program } from '../call.ts'
import { locateDevice, mayUseDisks } from './locate-device.ts'
import { freshUuid } from './swap.ts'

const ext2Tools = 'mke2fs 1.46.5 (30-Dec-2021)'
const blockBytes = 4096

/** What stands in the way of formatting a device, said as the tool says it. */
async function refusal(
  call: Call,
  name: string,
  device: BlockDevice | undefined,
  type: FileSystemType,
): Promise<number | undefined> {
  const tool = `mkfs.${type}`
  if (!device) {
    const exists = call.vfs.peek(call.absolute(name), call.cred) !== undefined
    await call.err(
      type === 'xfs'
        ? `Error accessing specified device ${name}: ${exists ? 'Invalid argument' : 'No such file or directory'}\n`
        : exists
          ? `${tool}: ${name} is not a block device; file system images are not available in a simulated guest\n`
          : `${ext2Tools}\nThe file ${name} does not exist and no size was specified.\n`,
    )
    return 1
  }
  if (!mayUseDisks(call)) {
    await call.err(
      type === 'xfs'
        ? `mkfs.xfs: cannot open ${name}: Permission denied\n`
        : `${ext2Tools}\n${tool}: Permission denied while trying to determine filesystem size\n`,
    )
    return 1
  }
  const inUse =
    call.machine.mounts.of(device) !== undefined ||
    (device.number === undefined &&
      call.machine.mounts.list.some((each) => each.device.disk === device.disk))
  if (!inUse) return undefined
  await call.err(
    type === 'xfs'
      ? `mkfs.xfs: ${name} contains a mounted filesystem\nUsage: mkfs.xfs\n`
      : `${ext2Tools}\n${name} ${device.number === undefined && !call.machine.mounts.of(device) ? 'is apparently in use by the system' : 'is mounted'}; will not make a filesystem here!\n`,
  )
  return 1
}

const formatExt =
  (fallback: FileSystemType): Program =>
  async (call) => {
    const { flags, operands } = options(call.args, 'LUbimNETtOJ')
    const typed = flags.get('t')
    const type = typed === 'ext2' || typed === 'ext3' || typed === 'ext4' ? typed : fallback
    const [name] = operands
    if (name === undefined)
      return call
        .err(`Usage: ${call.name} [-c|-l filename] [-b block-size] device [blocks-count]\n`)
        .then(() => 1)
    const device = locateDevice(call, name)
    const refused = await refusal(call, name, device, type)
    if (refused !== undefined || !device) return refused ?? 1
    const quiet = flags.has('q')
    if (!quiet) await call.err(`${ext2Tools}\n`)
    const before =
      device.label?.type ?? (device.number === undefined ? device.disk.layout.table : undefined)
    if (before !== undefined && !flags.has('F')) {
      await call.out(
        device.label
          ? `${name} contains a ${before} file system${device.label.label ? ` labelled '${device.label.label}'` : ''}\n`
          : `Found a ${before} partition table in ${name}\n`,
      )
      await call.out('Proceed anyway? (y,N) ')
      const answer = await call.files.get(0)?.read(4096, call.signal)
      if (!answer || !/^y/i.test(Buffer.from(answer).toString())) return 1
    }
    const uuid = flags.get('U') ?? freshUuid(call)
    call.machine.disks.format(device, type, flags.get('L') ?? '', uuid)
    if (quiet) return 0
    const blocks = Math.floor(device.size / blockBytes)
    const inodes = Math.ceil(blocks / 4 / 8) * 8
    const backups: number[] = []
    for (const base of [1, 3, 5, 7])
      for (
        let group = base;
        group * 32_768 < blocks && group > 0;
        group = base === 1 ? 0 : group * base
      )
        backups.push(group * 32_768)
    backups.sort((a, b) => a - b)
    const journal =
      blocks < 262_144 ? 8192 : blocks < 524_288 ? 16_384 : blocks < 4_194_304 ? 16_384 : 32_768
    await call.out(
      `Creating filesystem with ${blocks} 4k blocks and ${inodes} inodes\nFilesystem UUID: ${uuid}\n${backups.length > 0 ? `Superblock backups stored on blocks: \n\t${backups.join(', ')}\n` : ''}\nAllocating group tables: done                            \nWriting inode tables: done                            \n${type === 'ext2' ? '' : `Creating journal (${journal} blocks): done\n`}Writing superblocks and filesystem accounting information: done \n\n`,
    )
    return 0
  }

const formatXfs: Program = async (call) => {
  const { flags, operands } = options(call.args, 'Lbdilmnrs')
  const [name] = operands
  if (name === undefined)
    return call.err('no device name given in argument list\nUsage: mkfs.xfs\n').then(() => 1)
  const device = locateDevice(call, name)
  const refused = await refusal(call, name, device, 'xfs')
  if (refused !== undefined || !device) return refused ?? 1
  const before =
    device.label?.type ?? (device.number === undefined ? device.disk.layout.table : undefined)
  if (before !== undefined && !flags.has('f')) {
    await call.err(
      `mkfs.xfs: ${name} appears to contain ${device.label ? `an existing filesystem (${before})` : `a partition table (${before})`}.\nmkfs.xfs: Use the -f option to force overwrite.\n`,
    )
    return 1
  }
  if (device.size < 300 * 2 ** 20)
    return call.err('Filesystem must be larger than 300MB.\n').then(() => 1)
  const uuid = /uuid=([\w-]+)/.exec(flags.get('m') ?? '')?.[1] ?? freshUuid(call)
  call.machine.disks.format(device, 'xfs', flags.get('L') ?? '', uuid)
  if (!flags.has('q')) await call.out(xfsGeometry(name, device.size))
  return 0
}

export function xfsGeometry(name: string, bytes: number): string {
  const blocks = Math.floor(bytes / blockBytes)
  const groups = bytes >= 4 * 2 ** 30 ? 16 : 4
  return `${`meta-data=${name}`.padEnd(33)}isize=512    agcount=${groups}, agsize=${Math.ceil(blocks / groups)} blks
         =                       sectsz=512   attr=2, projid32bit=1
         =                       crc=1        finobt=1, sparse=1, rmapbt=0
         =                       reflink=1    bigtime=1 inobtcount=1
data     =                       bsize=4096   blocks=${blocks}, imaxpct=25
         =                       sunit=1      swidth=1 blks
naming   =version 2              bsize=4096   ascii-ci=0, ftype=1
log      =internal log           bsize=4096   blocks=16384, version=2
         =                       sectsz=512   sunit=1 blks, lazy-count=1
realtime =none                   extsz=4096   blocks=0, rtextents=0
`
}

const formatFat: Program = async (call) => {
  const { flags, operands } = options(call.args, 'nFiS')
  const [name = ''] = operands
  const device = locateDevice(call, name)
  const refused = await refusal(call, name, device, 'vfat')
  if (refused !== undefined || !device) return refused ?? 1
  call.machine.disks.format(device, 'vfat', flags.get('n') ?? '', shortUuid(freshUuid(call)))
  await call.out('mkfs.fat 4.2 (2021-01-31)\n')
  return 0
}

const formats: Readonly<Record<string, Program>> = {
  xfs: formatXfs,
  vfat: formatFat,
  ext2: formatExt('ext2'),
  ext3: formatExt('ext3'),
  ext4: formatExt('ext4'),
}

/** `mkfs -t type device` runs the type's own tool. */
const mkfs: Program = async (call) => {
  const { flags } = options(call.args, 't', ['type'])
  const type = flags.get('t') ?? flags.get('type') ?? 'ext2'
  const format = formats[type]
  if (!format) return call.fail(`failed to execute mkfs.${type}: No such file or directory`)
  const args: string[] = []
  for (let at = 0; at < call.args.length; at++) {
    const arg = call.args[at] ?? ''
    if (arg === '-t' || arg === '--type') at++
    else if (!arg.startsWith('-t') && !arg.startsWith('--type=')) args.push(arg)
  }
  return call.run([`mkfs.${type}`, ...args])
}

const wipefs: Program = async (call) => {
  const { flags, operands } = options(call.args, 'ot')
  for (const name of operands) {
    const device = locateDevice(call, name)
    if (!device)
      return call.fail(`error: ${name}: probing initialization failed: No such file or directory`)
    if (!mayUseDisks(call))
      return call.fail(`error: ${name}: probing initialization failed: Permission denied`)
    const { label } = device
    const kind = label?.type ?? (device.number === undefined ? device.disk.layout.table : undefined)
    if (kind === undefined) continue
    const offset =
      kind === 'xfs'
        ? '0x0'
        : kind.startsWith('ext')
          ? '0x438'
          : kind === 'swap'
            ? '0xff6'
            : '0x200'
    if (!flags.has('a') && !flags.has('all')) {
      await call.out(
        `DEVICE  OFFSET TYPE UUID LABEL\n${device.name.padEnd(7)} ${offset.padEnd(6)} ${kind} ${label?.uuid ?? ''} ${label?.label ?? ''}\n`,
      )
      continue
    }
    if (
      call.machine.mounts.list.some(
        (each) =>
          each.device.disk === device.disk &&
          (device.number === undefined || each.device.number === device.number),
      )
    )
      return call.fail(`error: ${name}: probing initialization failed: Device or resource busy`)
    call.machine.disks.wipe(device)
    await call.out(
      `${name}: ${kind === 'xfs' ? 4 : kind.startsWith('ext') ? 2 : 8} bytes were erased at offset ${offset.replace('0x', '0x0000').slice(0, 10)} (${kind})\n`,
    )
  }
  return 0
}

const label: Program = async (call) => {
  const xfs = call.name === 'xfs_admin'
  const tune = call.name === 'tune2fs'
  const { flags, operands } = options(call.args, tune || xfs ? 'LU' : '')
  const [name = '', typed] = operands
  const device = locateDevice(call, name)
  const found = device?.label
  if (!device || !found || (xfs ? found.type !== 'xfs' : !found.type.startsWith('ext')))
    return call
      .err(
        xfs
          ? `xfs_admin: ${name} is not a valid XFS filesystem\n`
          : `${call.name}: Bad magic number in super-block while trying to open ${name}\n`,
      )
      .then(() => 1)
  if (tune && (flags.has('l') || call.args.length === 1)) {
    await call.out(
      `tune2fs 1.46.5 (30-Dec-2021)\nFilesystem volume name:   ${found.label || '<none>'}\nLast mounted on:          <not available>\nFilesystem UUID:          ${found.uuid}\nFilesystem magic number:  0xEF53\nFilesystem state:         clean\nFilesystem OS type:       Linux\nInode count:              ${Math.ceil(found.size / blockBytes / 4)}\nBlock count:              ${Math.floor(found.size / blockBytes)}\nBlock size:               4096\nLast checked:             ${strftime('%a %b %e %H:%M:%S %Y', call.machine.bootedAt)}\n`,
    )
    return 0
  }
  const next = tune || xfs ? flags.get('L') : typed
  const uuid =
    flags.get('U') === 'generate' || flags.get('U') === 'random' ? freshUuid(call) : flags.get('U')
  if (next === undefined && uuid === undefined) {
    await call.out(xfs ? `label = "${found.label}"\nUUID = ${found.uuid}\n` : `${found.label}\n`)
    return 0
  }
  if (!mayUseDisks(call)) return call.fail(`Permission denied while trying to open ${name}`)
  if (xfs && call.machine.mounts.of(device))
    return call.fail(`${name} contains a mounted filesystem`)
  const limit = xfs ? 12 : 16
  device.setLabel({
    ...found,
    label: next === '--' ? '' : (next ?? found.label).slice(0, limit),
    uuid: uuid ?? found.uuid,
  })
  call.machine.disks.publish()
  if (xfs && uuid !== undefined)
    await call.out(`Clearing log and setting UUID\nwriting all SBs\nnew UUID = ${uuid}\n`)
  else if (xfs) await call.out(`writing all SBs\nnew label = "${next ?? ''}"\n`)
  return 0
}

const fsck: Program = async (call) => {
  const { operands } = options(call.args, 'tb')
  const [name = ''] = operands
  const device = locateDevice(call, name)
  if (!device)
    return call
      .err(`${call.name}: No such file or directory while trying to open ${name}\n`)
      .then(() => 8)
  if (!device.label?.type.startsWith('ext'))
    return device.label?.type === 'xfs'
      ? call
          .out(
            'If you wish to check the consistency of an XFS filesystem or\nrepair a damaged filesystem, see xfs_repair(8).\n',
          )
          .then(() => 0)
      : call
          .err(`${call.name}: Bad magic number in super-block while trying to open ${name}\n`)
          .then(() => 8)
  if (call.machine.mounts.of(device))
    return call
      .err(
        `e2fsck 1.46.5 (30-Dec-2021)\n${name} is mounted.\ne2fsck: Cannot continue, aborting.\n\n\n`,
      )
      .then(() => 8)
  await call.out(
    `e2fsck 1.46.5 (30-Dec-2021)\n${device.label.label || name}: clean, 11/${Math.ceil(device.label.size / blockBytes / 4)} files, ${Math.floor(device.label.size / blockBytes / 40)}/${Math.floor(device.label.size / blockBytes)} blocks\n`,
  )
  return 0
}

export const formatPrograms = {
  mkfs,
  'mkfs.ext2': formatExt('ext2'),
  'mkfs.ext3': formatExt('ext3'),
  'mkfs.ext4': formatExt('ext4'),
  mke2fs: formatExt('ext2'),
  'mkfs.xfs': formatXfs,
  'mkfs.vfat': formatFat,
  wipefs,
  e2label: label,
  tune2fs: label,
  xfs_admin: label,
  fsck,
  e2fsck: fsck,
} satisfies Readonly<Record<string, Program>>
