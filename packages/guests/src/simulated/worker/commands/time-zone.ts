import { rootCredentials } from '../vfs/inode.ts'
import type { Vfs } from '../vfs/vfs.ts'

const known: Readonly<Record<string, readonly [number, string]>> = {
  'Asia/Seoul': [540, 'KST'],
  'Asia/Tokyo': [540, 'JST'],
  KST: [540, 'KST'],
  'Asia/Shanghai': [480, 'CST'],
  'Asia/Singapore': [480, '+08'],
  'Asia/Kolkata': [330, 'IST'],
  UTC: [0, 'UTC'],
  'Etc/UTC': [0, 'UTC'],
}

export const zoneNames: readonly string[] = Object.keys(known).filter((name) => name !== 'KST')

/** The zone that `timedatectl` set. */
export function zoneName(vfs: Vfs): string {
  const link = vfs.peek('/etc/localtime', rootCredentials, false)
  return link?.kind === 'link' ? link.target.replace(/.*zoneinfo\//, '') : 'UTC'
}

/** Minutes east of UTC and the zone's short name, from `TZ` or what `timedatectl` set. */
export function timeZone(vfs: Vfs, variable: string | undefined): readonly [number, string] {
  return known[variable ?? zoneName(vfs)] ?? [0, 'UTC']
}
