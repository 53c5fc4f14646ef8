import type { ResyncMFADeviceRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findUser } from '../users/user.ts'
import { findMfaDevice } from './mfa-device.ts'
import { checkCodes } from './one-time-code.ts'

/** Looks at two codes of a user's device. */
export const ResyncMFADevice = operation<ResyncMFADeviceRequest, object>(
  'ResyncMFADevice',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    const device = findMfaDevice(ctx.db, input.SerialNumber)
    if (device.user !== user.id) {
      throw noSuchEntity(`MFA Device invalid for user: ${user.name}`)
    }
    checkCodes(device, ctx.now, input.AuthenticationCode1, input.AuthenticationCode2)
    return {}
  },
)
