import { regions } from './en/regions.ts'
import type { Translate } from './locale.ts'

function isRegionKey(key: string): key is keyof typeof regions {
  return Object.hasOwn(regions, key)
}

/** The city behind a Region's code; the code itself for one that is newer than this list. */
export function regionTitle(region: string, t: Translate): string {
  const key = `region.${region}`
  return isRegionKey(key) ? t(key) : region
}

/** Every Region with a name, for when the account cannot be asked. */
export const namedRegions: readonly string[] = Object.keys(regions).map((key) =>
  key.slice('region.'.length),
)
