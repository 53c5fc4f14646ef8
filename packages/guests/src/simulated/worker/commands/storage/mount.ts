import { mountTable } from '../../base/pseudo-files.ts'
import { parseFstab, type FstabEntry } from '../../storage/fstab.ts'
import { MountFailure } from '../../storage/mounts.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import { options, type Call, type Program } from '../call.ts'
import { locateDevice } from './locate-device.ts'
import { swapOn } from './swap.ts'

const notFromDisks = new Set(['tmpfs', 'proc', 'sysfs', 'nfs', 'nfs4', 'efs', 'cifs', 'overlay'])

async function fstab(call: Call): Promise<FstabEntry[]> {
  return parseFstab(await call.vfs.readText('/etc/fstab', rootCredentials).catch(() => ''))
}

/** Mounts one thing; answers `mount`'s exit code, having said what is wrong. */
async function mountOne(
  call: Call,
  source: string,
  path: string,
  type: string,
  wanted: readonly string[],
): Promise<number> {
  const at = call.absolute(path)
  const refuse = (text: string): Promise<number> =>
    call.err(`mount: ${path}: ${text}\n`).then(() => 32)
  const on = call.vfs.peek(at, rootCredentials)
  if (!on) return refuse('mount point does not exist.')
  if (on.kind !== 'directory') return refuse('mount point is not a directory.')
  if (notFromDisks.has(type) || wanted.includes('bind'))
    return refuse(
      `not available in a simulated guest: ${wanted.includes('bind') ? 'bind mounts' : `file systems of type ${type}`} cannot be mounted here (see /etc/motd).`,
    )
  const device = locateDevice(call, source)
  if (!device) {
    if (/^(?:UUID|LABEL|PARTUUID|PARTLABEL)=/.test(source)) return refuse(`can't find ${source}.`)
    return refuse(
      call.vfs.peek(call.absolute(source), rootCredentials)
        ? `${source} is not a block device.`
        : `special device ${source} does not exist.`,
    )
  }
  const actual = device.label?.type
  if (
    type !== 'auto' &&
    actual !== undefined &&
    type !== actual &&
    !(type === 'ext3' && actual === 'ext2')
  )
    return refuse(
      `wrong fs type, bad option, bad superblock on ${device.path}, missing codepage or helper program, or other error.`,
    )
  if (
    type !== 'auto' &&
    actual === undefined &&
    !['xfs', 'ext2', 'ext3', 'ext4', 'vfat'].includes(type)
  )
    return refuse(`unknown filesystem type '${type}'.`)
  try {
    call.machine.mounts.mount(device, at, wanted)
    return 0
  } catch (error) {
    if (error instanceof MountFailure) return refuse(error.message)
    throw error
  }
}

/** Everything of /etc/fstab that is not mounted yet; the exit code is 0, 32 or 64 (some failed). */
async function mountAll(call: Call, verbose: boolean): Promise<number> {
  let failed = 0
  let done = 0
  for (const entry of await fstab(call)) {
    if (entry.path === 'none' || entry.path === 'swap' || entry.type === 'swap') continue
    if (entry.options.includes('noauto')) continue
    const device = locateDevice(call, entry.source)
    const kernels = /^\/(?:proc|sys|dev|run|boot)(?:\/|$)/.test(entry.path)
    const there = device && call.machine.mounts.pathsOf(device).includes(entry.path)
    if (kernels || entry.path === '/' || there) {
      if (verbose) await call.out(`${entry.path.padEnd(25)}: already mounted\n`)
      continue
    }
    if (!device && entry.options.includes('nofail')) continue
    const status = await mountOne(call, entry.source, entry.path, entry.type, entry.options)
    if (status === 0) {
      done++
      if (verbose) await call.out(`${entry.path.padEnd(25)}: successfully mounted\n`)
    } else failed++
  }
  return failed === 0 ? 0 : done > 0 ? 64 : 32
}

export const mount: Program = async (call) => {
  const { flags, operands } = options(call.args, 'otLU', ['options', 'types', 'source', 'target'])
  const wanted = (flags.get('o') ?? flags.get('options') ?? '').split(',').filter(Boolean)
  if (flags.has('r') || flags.has('read-only')) wanted.push('ro')
  if (flags.has('bind') || flags.has('B')) wanted.push('bind')
  const type = flags.get('t') ?? flags.get('types') ?? 'auto'
  const source = flags.has('U')
    ? `UUID=${flags.get('U')}`
    : flags.has('L')
      ? `LABEL=${flags.get('L')}`
      : undefined
  if (operands.length === 0 && !flags.has('a') && source === undefined) {
    const rows = mountTable(call.machine)
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
    for (const [from = '', path = '', kind = '', opts = ''] of rows)
      if (type === 'auto' || type === kind)
        await call.out(`${from} on ${path} type ${kind} (${opts})\n`)
    return 0
  }
  if (call.cred.uid !== 0)
    return call
      .err(`mount: ${operands.at(-1) ?? ''}: must be superuser to use mount.\n`.replace(': :', ':'))
      .then(() => 1)
  if (flags.has('a') || flags.has('all')) return mountAll(call, flags.has('v'))
  const [first = '', second] = source === undefined ? operands : [source, ...operands]
  if (wanted.includes('remount')) {
    const mounted = call.machine.mounts.list.find(
      (each) => each.path === call.absolute(second ?? first) || each.device.path === first,
    )
    if (!mounted)
      return call.err(`mount: ${first}: mount point not mounted or bad option.\n`).then(() => 32)
    call.machine.mounts.remount(mounted, wanted)
    return 0
  }
  if (second !== undefined) return mountOne(call, first, second, type, wanted)
  const entry = (await fstab(call)).find(
    (each) =>
      each.path === call.absolute(first) ||
      each.source === first ||
      (locateDevice(call, first) !== undefined &&
        locateDevice(call, each.source)?.path === locateDevice(call, first)?.path),
  )
  if (!entry) return call.err(`mount: ${first}: can't find in /etc/fstab.\n`).then(() => 1)
  return mountOne(call, entry.source, entry.path, entry.type, [...entry.options, ...wanted])
}

export const umount: Program = async (call) => {
  const { flags, operands } = options(call.args, 't', ['types'])
  if (operands.length === 0 && !flags.has('a')) return call.fail('bad usage', 1)
  if (call.cred.uid !== 0)
    return call.err(`umount: ${operands[0] ?? ''}: must be superuser to unmount.\n`).then(() => 32)
  let status = 0
  for (const name of operands) {
    const device = locateDevice(call, name)
    const at = call.absolute(name).replace(/(.)\/+$/, '$1')
    const mounted = device
      ? call.machine.mounts.of(device)
      : call.machine.mounts.list.findLast((each) => each.path === at)
    const problem = mounted
      ? call.machine.mounts.unmount(mounted, flags.has('l') || flags.has('f'))
      : device || call.vfs.peek(at, rootCredentials)
        ? 'not mounted.'
        : 'no mount point specified.'
    if (problem === undefined) continue
    await call.err(`umount: ${name}: ${problem}\n`)
    status = 32
  }
  return status
}

export const mountpoint: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const [name = ''] = operands
  const at = call.absolute(name).replace(/(.)\/+$/, '$1')
  if (!call.vfs.peek(at, call.cred)) return call.fail(`${name}: No such file or directory`)
  const is = mountTable(call.machine)
    .split('\n')
    .some((line) => line.split(' ')[1] === at)
  if (!flags.has('q')) await call.out(`${name} is ${is ? '' : 'not '}a mountpoint\n`)
  return is ? 0 : 32
}

/** What a boot does with /etc/fstab; answers the entries that must be mounted and cannot. */
export async function mountAtBoot(call: Call): Promise<FstabEntry[]> {
  const missing: FstabEntry[] = []
  for (const entry of await fstab(call)) {
    if (entry.type === 'swap') {
      await swapOn(call, entry.source, 0).catch(() => 1)
      continue
    }
    if (entry.options.includes('noauto') || entry.path === '/' || entry.path === 'none') continue
    if (/^\/(?:proc|sys|dev|run|boot)(?:\/|$)/.test(entry.path)) continue
    // systemd makes the mount point where it is missing.
    if (!call.vfs.peek(entry.path, rootCredentials))
      call.vfs.makeDirectories(entry.path, rootCredentials)
    const status = await mountOne(call, entry.source, entry.path, entry.type, entry.options)
    if (status !== 0 && !entry.options.includes('nofail')) missing.push(entry)
  }
  return missing
}
