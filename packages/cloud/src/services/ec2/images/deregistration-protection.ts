import type { ImageRecord } from './image.ts'

const cooldownMs = 24 * 3_600_000

/** Whether an image cannot be deregistered now: protected, or still within the day after its protection was taken off. */
export function isProtected(image: ImageRecord, now: number): boolean {
  const protection = image.deregistrationProtection
  if (!protection) return false
  return protection.disabledAt === undefined || now < protection.disabledAt + cooldownMs
}

/** As images show it. */
export function protectionText(image: ImageRecord): string {
  const protection = image.deregistrationProtection
  if (!protection || protection.disabledAt !== undefined) return 'disabled'
  return protection.withCooldown ? 'enabled-with-cooldown' : 'enabled-without-cooldown'
}
