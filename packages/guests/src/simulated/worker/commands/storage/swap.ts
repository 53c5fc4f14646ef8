import { stableUuid } from '../../../stable-hash.ts'
import { reasonOf } from '../../vfs/errors.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import { parseFstab } from '../../storage/fstab.ts'
import { options, type Call, type Program } from '../call.ts'
import { shortSize } from './listing.ts'
import { locateDevice } from './locate-device.ts'

const signature = 'SWAPSPACE2'
const signatureAt = 4086

export const mkswap: Program = async (call) => {
  const { flags, operands } = options(call.args, 'LU')
  const [name] = operands
  if (name === undefined) return call.fail('error: Nowhere to set up swap on?')
  const label = flags.get('L') ?? ''
  const uuid = flags.get('U') ?? freshUuid(call)
  const device = locateDevice(call, name)
  const tell = (bytes: number): Promise<void> =>
    call.out(
      `Setting up swapspace version 1, size = ${shortSize(bytes - 4096).replace(/([KMGT])$/, ' $1iB')} (${bytes - 4096} bytes)\n${label ? `LABEL=${label}` : 'no label'}, UUID=${uuid}\n`,
    )
  if (device) {
    if (call.cred.uid !== 0) return call.fail(`cannot open ${name}: Permission denied`)
    if (call.machine.mounts.of(device))
      return call.fail(`error: ${device.path} is mounted; will not make swapspace`)
    call.machine.disks.format(device, 'swap', label, uuid)
    await tell(device.size)
    return 0
  }
  try {
    const inode = call.vfs.openForWriting(call.absolute(name), call.cred)
    if (inode.size < 10 * 4096)
      return await call.fail(`error: swap area needs to be at least 40 KiB`)
    if ((inode.mode & 0o077) !== 0)
      await call.err(
        `mkswap: ${name}: insecure permissions ${(inode.mode & 0o7777).toString(8).padStart(4, '0')}, fix with: chmod 0600 ${name}\n`,
      )
    await call.vfs.writeAt(inode, signatureAt, Buffer.from(signature))
    await tell(inode.size)
    return 0
  } catch (error) {
    return call.fail(`cannot open ${name}: ${reasonOf(error)}`)
  }
}

export function freshUuid(call: Call): string {
  return stableUuid(Buffer.from(call.machine.randomBytes(16)).toString('hex'))
}

export async function swapOn(call: Call, name: string, priority: number): Promise<number> {
  const { mounts } = call.machine
  const device = locateDevice(call, name)
  const path = device?.path ?? call.absolute(name)
  if (mounts.swaps.some((swap) => swap.path === path))
    return call.fail(`${name}: swapon failed: Device or resource busy`, 255)
  if (device) {
    if (device.label?.type !== 'swap') return call.fail(`${name}: read swap header failed`, 255)
    mounts.addSwap({
      path,
      kind: 'partition',
      sizeKiB: Math.floor(device.size / 1024) - 4,
      priority,
    })
    return 0
  }
  const inode = call.vfs.peek(path, rootCredentials)
  if (!inode) return call.fail(`cannot open ${name}: No such file or directory`, 255)
  const head = await inode.content?.read(signatureAt, signature.length, call.vfs.fetch)
  if (!head || Buffer.from(head).toString() !== signature)
    return call.fail(`${name}: read swap header failed`, 255)
  if ((inode.mode & 0o077) !== 0)
    await call.err(
      `swapon: ${name}: insecure permissions ${(inode.mode & 0o7777).toString(8).padStart(4, '0')}, 0600 suggested.\n`,
    )
  mounts.addSwap({ path, kind: 'file', sizeKiB: Math.floor(inode.size / 1024) - 4, priority })
  return 0
}

export const swapon: Program = async (call) => {
  const { flags, operands } = options(call.args, 'p', ['priority', 'show-columns'])
  const { mounts } = call.machine
  if (flags.has('s') || flags.has('summary')) {
    if (mounts.swaps.length > 0) await call.out(await call.vfs.readText('/proc/swaps', call.cred))
    return 0
  }
  if (flags.has('show') || (operands.length === 0 && !flags.has('a'))) {
    if (mounts.swaps.length === 0) return 0
    const rows = mounts.swaps.map((swap) => [
      swap.path,
      swap.kind,
      shortSize((swap.sizeKiB + 4) * 1024),
      '0B',
      String(swap.priority),
    ])
    const width = Math.max(4, ...rows.map((row) => row[0]?.length ?? 0))
    await call.out(`${'NAME'.padEnd(width)} TYPE      SIZE USED PRIO\n`)
    for (const [path = '', kind = '', size = '', used = '', priority = ''] of rows)
      await call.out(
        `${path.padEnd(width)} ${kind.padEnd(9)} ${size.padStart(4)} ${used.padStart(4)} ${priority.padStart(4)}\n`,
      )
    return 0
  }
  if (call.cred.uid !== 0)
    return call.fail(`cannot open ${operands[0] ?? '/etc/fstab'}: Permission denied`, 255)
  const all = flags.has('a')
    ? parseFstab(await call.vfs.readText('/etc/fstab', rootCredentials).catch(() => ''))
        .filter((entry) => entry.type === 'swap')
        .map((entry) => entry.source)
    : []
  let status = 0
  const priority = Number(flags.get('p') ?? -2 - mounts.swaps.length)
  for (const name of [...operands, ...all]) {
    const path = locateDevice(call, name)?.path ?? call.absolute(name)
    if (all.includes(name) && mounts.swaps.some((swap) => swap.path === path)) continue
    status = Math.max(status, await swapOn(call, name, priority))
  }
  return status
}

export const swapoff: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const { mounts } = call.machine
  if (call.cred.uid !== 0) return call.fail('Not superuser.', 2)
  const names = flags.has('a') ? mounts.swaps.map(({ path }) => path) : operands
  let status = 0
  for (const name of names) {
    const path = locateDevice(call, name)?.path ?? call.absolute(name)
    if (!mounts.removeSwap(path))
      status = await call.fail(`${name}: swapoff failed: Invalid argument`, 4)
  }
  return status
}
