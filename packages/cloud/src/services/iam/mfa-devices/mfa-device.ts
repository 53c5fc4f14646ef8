import type { VirtualMFADevice } from '@aws-sdk/client-iam'
import { collection, type ReadRecords } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import type { IamTag } from '../tags.ts'
import { toUser, users } from '../users/user.ts'

/** A program of a person's own that shows a code every half minute. */
export interface MfaDeviceRecord {
  /** Its ARN, which is its serial number. */
  readonly id: string
  /** Base32. No answer but the first carries it. */
  readonly seed: string
  /** Id of the user who signs in with it, once it is enabled. */
  readonly user?: string
  readonly enableTime?: number
  readonly tags: readonly IamTag[]
}

export const mfaDevices = collection<MfaDeviceRecord, 'user'>({
  name: 'iam/virtual-mfa-device',
  scope: 'account',
  indexes: { user: ({ user }) => user },
})

/** Throws `NoSuchEntity`. */
export function findMfaDevice(db: ReadRecords, serialNumber = ''): MfaDeviceRecord {
  const found = db.get(mfaDevices, serialNumber)
  if (found) return found
  throw noSuchEntity(`VirtualMFADevice with serial number ${serialNumber} doesn't exist.`)
}

/** The SDK's shape; neither seed nor tags are in lists. */
export function toMfaDevice(db: ReadRecords, device: MfaDeviceRecord): VirtualMFADevice {
  const user = device.user === undefined ? undefined : db.get(users, device.user)
  return {
    SerialNumber: device.id,
    ...(user && { User: toUser(user, false) }),
    ...(device.enableTime !== undefined && { EnableDate: new Date(device.enableTime) }),
  }
}
