import type { AwsError } from '../../../errors.ts'
import { changeGroup, type Pass } from './pass.ts'

const firstMs = 60_000
const longestMs = 15 * 60_000

/** Zones in which launches failed are tried again after a minute, then two, at most a quarter of an hour. */
export function backOff(pass: Pass, zones: readonly string[]): void {
  const known = pass.group.backOff ?? {}
  const more = Object.fromEntries(
    zones.map((zone) => {
      const failures = (known[zone]?.failures ?? 0) + 1
      const delay = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 10))
      return [zone, { until: pass.ctx.now + delay, failures }]
    }),
  )
  changeGroup(pass, { backOff: { ...known, ...more } })
}

export function isBackingOff({ ctx, group }: Pass, zone: string): boolean {
  return (group.backOff?.[zone]?.until ?? 0) > ctx.now
}

/** Those that another zone may not have. */
export function isPlaceError({ code }: AwsError): boolean {
  return placeErrors.has(code)
}

const placeErrors: ReadonlySet<string> = new Set([
  'InsufficientInstanceCapacity',
  'InsufficientFreeAddressesInSubnet',
  'InsufficientHostCapacity',
  'InsufficientReservedInstanceCapacity',
  'InvalidSubnetID.NotFound',
  'SpotMaxPriceTooLow',
  'Unsupported',
  'Unavailable',
])
