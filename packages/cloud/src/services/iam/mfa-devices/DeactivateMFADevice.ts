import type { DeactivateMFADeviceRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { userOrCaller } from '../users/caller-user.ts'
import { findMfaDevice, mfaDevices } from './mfa-device.ts'

/** Takes a device from its user. */
export const DeactivateMFADevice = operation<DeactivateMFADeviceRequest, object>(
  'DeactivateMFADevice',
  (ctx, { UserName, SerialNumber }) => {
    const found = userOrCaller(ctx, UserName)
    const { user, enableTime: _, ...idle } = findMfaDevice(ctx.db, SerialNumber)
    if (user !== found.id) throw noSuchEntity(`MFA Device invalid for user: ${found.name}`)
    ctx.db.put(mfaDevices, idle)
    return {}
  },
)
