import { memory } from '../../base/pseudo-files.ts'
import type { Mounted } from '../../storage/mounts.ts'
import { baseBytes, overheadBytes, reservedBytes, shownBytes } from '../../storage/sizes.ts'
import type { Machine } from '../../system/machine.ts'
import type { Inode } from '../../vfs/inode.ts'
import { options, type Program } from '../call.ts'
import { humanSize } from '../ls.ts'
import { chosenFields, dfFields, fieldTable, total, type Row } from './df-fields.ts'

/** What of a mounted file system is taken, in bytes. */
export function usage(
  machine: Machine,
  mounted: Mounted,
): { size: number; used: number; available: number; percent: number } {
  const { device, fs } = mounted
  const bytes = device.label?.size ?? device.size
  const size = shownBytes(fs.type, bytes)
  const hasBase = device.label?.tree === 0 && device.disk.base !== undefined
  const used = overheadBytes(fs.type, bytes) + (hasBase ? baseBytes : 0) + fs.used
  const room = Math.max(0, size - used - reservedBytes(fs.type, bytes))
  if (device.disk.full) return { size, used: used + room, available: 0, percent: 100 }
  return {
    size,
    used,
    available: room,
    percent: Math.ceil((used / Math.max(1, used + room)) * 100),
  }
}

function countInodes(inode: Inode): number {
  let count = 1
  for (const child of inode.children?.values() ?? []) count += countInodes(child)
  return count
}

export const df: Program = async (call) => {
  const { flags, operands } = options(call.args, 'tx', ['type', 'exclude-type'])
  const { machine } = call
  const ram = memory(machine).total * 1024
  const kernel = (source: string, type: string, size: number, used: number, path: string): Row => ({
    source,
    type,
    size,
    used,
    available: size - used,
    path,
    inodes: { total: Math.floor(ram / 8192), used: 2 },
  })
  const disks = machine.mounts.list.map((mounted): Row => {
    const { size, used, available } = usage(machine, mounted)
    const bytes = mounted.device.label?.size ?? 0
    return {
      source: mounted.device.path,
      type: mounted.fs.type,
      size,
      used,
      available,
      path: mounted.path,
      inodes: {
        total: Math.floor(bytes / (mounted.fs.type === 'xfs' ? 2048 : 16_384)),
        used: countInodes(mounted.fs.root) + (mounted.path === '/' ? 34_000 : 2),
      },
    }
  })
  const rows = [
    kernel('devtmpfs', 'devtmpfs', 4096 * 1024, 0, '/dev'),
    kernel('tmpfs', 'tmpfs', ram / 2, 0, '/dev/shm'),
    kernel('tmpfs', 'tmpfs', ram / 5, 444 * 1024, '/run'),
    ...disks,
  ]
  let shown = rows
  let status = 0
  if (operands.length > 0) {
    shown = []
    for (const name of operands) {
      const inode = call.vfs.peek(call.absolute(name), call.cred)
      if (!inode) {
        status = await call.fail(`${name}: No such file or directory`)
        continue
      }
      const path = call.vfs.realpath(call.absolute(name), call.cred)
      const device = machine.disks.all.find((each) => each.path === path)
      const mounted = (device && machine.mounts.of(device)) ?? machine.mounts.holding(path)
      const row =
        device && !machine.mounts.of(device)
          ? rows[0]
          : disks.find((each) => each.path === mounted?.path)
      if (row) shown.push(row)
    }
    if (shown.length === 0) return status
  }
  const type = flags.get('t') ?? flags.get('type')
  const without = flags.get('x') ?? flags.get('exclude-type')
  shown = shown.filter((row) => (type === undefined || row.type === type) && row.type !== without)
  if (shown.length === 0) return call.fail('no file systems processed')
  const amount = (bytes: number): string =>
    flags.has('h')
      ? humanSize(bytes)
      : flags.has('m') || flags.get('B') === 'M'
        ? String(Math.ceil(bytes / 2 ** 20))
        : String(Math.floor(bytes / 1024))
  const unit = flags.has('h') ? 'Size' : flags.has('m') ? '1M-blocks' : '1K-blocks'
  const fields = dfFields(amount, { unit, isHuman: flags.has('h') })
  const names = chosenFields(flags)
  const unknown = names.find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined) return call.fail(`option --output: field ‘${unknown}’ unknown`)
  if (flags.has('total')) shown = [...shown, total(shown)]
  await call.out(
    fieldTable(
      names.flatMap((name) => fields[name] ?? []),
      shown,
    ),
  )
  return status
}
