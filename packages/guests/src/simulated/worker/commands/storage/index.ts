import { bundled } from '../bridge.ts'
import type { Call, Program } from '../call.ts'
import { dd, fallocate } from './dd.ts'
import { df } from './df.ts'
import { formatPrograms } from './format.ts'
import { blkid, describeDevice, findmnt, lsblk } from './listing.ts'
import { locateDevice, mayUseDisks } from './locate-device.ts'
import { mount, mountpoint, umount } from './mount.ts'
import { partitionPrograms } from './partition.ts'
import { resizePrograms } from './resize.ts'
import { mkswap, swapoff, swapon } from './swap.ts'

const fileOfContent = bundled('file', () => ({}))

/** `file` tells a device from its signature; everything else from its content. */
const file: Program = async (call) => {
  const names = call.args.filter((arg) => !arg.startsWith('-'))
  const devices = names.map((name) => locateDevice(call, name))
  if (devices.every((device) => device === undefined)) return fileOfContent(call)
  const isBrief = call.args.some((arg) => arg === '--brief' || /^-[a-zA-Z]*b/.test(arg))
  const special = call.args.some((arg) => /^-[a-zA-Z]*s/.test(arg))
  for (const [at, device] of devices.entries()) {
    const name = names[at] ?? ''
    const lead = isBrief ? '' : `${name}: `
    const link = call.vfs.peek(call.absolute(name), call.cred, false)
    if (!device) await call.out(`${lead}data\n`)
    else if (link?.kind === 'link' && !call.args.some((arg) => /^-[a-zA-Z]*L/.test(arg)))
      await call.out(`${lead}symbolic link to ${link.target}\n`)
    else if (!special)
      await call.out(`${lead}block special (${device.numbers.major}/${device.numbers.minor})\n`)
    else
      await call.out(
        `${lead}${mayUseDisks(call) ? describeDevice(device) : `no read permission`}\n`,
      )
  }
  return 0
}

export const storagePrograms = {
  lsblk,
  blkid,
  findmnt,
  df,
  mount,
  umount,
  mountpoint,
  file,
  dd,
  fallocate,
  mkswap,
  swapon,
  swapoff,
  ...formatPrograms,
  ...resizePrograms,
  ...partitionPrograms,
  sync: async (call: Call) => {
    call.machine.flush()
    return 0
  },
} satisfies Readonly<Record<string, Program>>
