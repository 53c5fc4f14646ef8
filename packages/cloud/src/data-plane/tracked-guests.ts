import type { Guest, GuestDriver } from '@brume/guests'
import type { GuestTarget } from '../host.ts'

/** The same driver, which also knows the guest of each instance that it started last. */
export function trackGuests(
  driver: GuestDriver,
): GuestDriver & { find(target: GuestTarget): Guest | undefined } {
  const guests = new Map<string, Guest>()
  return {
    kind: driver.kind,
    capabilities: driver.capabilities,
    disks: driver.disks,
    async start(spec, host) {
      const guest = await driver.start(spec, host)
      guests.set(keyOf(spec), guest)
      return guest
    },
    settle: (account) => driver.settle(account),
    close: () => driver.close(),
    find: (target) => guests.get(keyOf(target)),
  }
}

/** Instance ids may repeat over accounts and Regions. */
function keyOf({ account, region, instanceId }: GuestTarget): string {
  return `${account}/${region}/${instanceId}`
}
