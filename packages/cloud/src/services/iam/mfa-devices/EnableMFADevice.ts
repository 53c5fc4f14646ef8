import type { EnableMFADeviceRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists, limitExceeded } from '../errors.ts'
import { findUser } from '../users/user.ts'
import { findMfaDevice, mfaDevices } from './mfa-device.ts'
import { checkCodes } from './one-time-code.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html */
const devicesPerUser = 8

/**
 * Gives a virtual device to a user, by two codes of it, one after the other.
 * @limits 8 a user.
 * @differs Hardware devices do not exist here. Codes are those of the account's clock.
 */
export const EnableMFADevice = operation<EnableMFADeviceRequest, object>(
  'EnableMFADevice',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    const device = findMfaDevice(ctx.db, input.SerialNumber)
    if (device.user !== undefined) throw entityAlreadyExists('MFA Device is already in use.')
    if (ctx.db.countBy(mfaDevices, 'user', user.id) >= devicesPerUser) {
      throw limitExceeded(`Cannot exceed quota for MFADevicesPerUser: ${devicesPerUser}`)
    }
    checkCodes(device, ctx.now, input.AuthenticationCode1, input.AuthenticationCode2)
    ctx.db.put(mfaDevices, { ...device, user: user.id, enableTime: ctx.now })
    return {}
  },
)
