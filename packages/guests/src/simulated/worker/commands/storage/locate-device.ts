import type { BlockDevice } from '../../storage/disk.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import type { Call } from '../call.ts'

/** What a name typed for a device means: a file in /dev, a link to one, `UUID=…`, `LABEL=…`, `PARTUUID=…`. */
export function locateDevice(call: Call, typed: string): BlockDevice | undefined {
  const { disks } = call.machine
  const tag = /^(UUID|LABEL|PARTUUID|PARTLABEL)="?([^"]*)"?$/.exec(typed)
  if (tag)
    return disks.all.find((device) => {
      const value = tag[2] ?? ''
      if (tag[1] === 'UUID') return device.label?.uuid === value
      if (tag[1] === 'LABEL') return device.label?.label === value
      if (tag[1] === 'PARTLABEL') return device.partition?.name === value
      return device.number !== undefined && device.partitionUuid === value
    })
  try {
    const path = call.vfs.realpath(call.absolute(typed), rootCredentials)
    return disks.all.find((device) => device.path === path)
  } catch {
    return undefined
  }
}

/** Disks and their partitions are root's and the group disk's. */
export function mayUseDisks(call: Call): boolean {
  return call.cred.uid === 0 || call.cred.groups.includes(6)
}
