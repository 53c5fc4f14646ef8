import type { DeleteVirtualMFADeviceRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { findMfaDevice, mfaDevices } from './mfa-device.ts'

/**
 * Deletes a virtual device.
 * @limits Not while a user signs in with it.
 */
export const DeleteVirtualMFADevice = operation<DeleteVirtualMFADeviceRequest, object>(
  'DeleteVirtualMFADevice',
  (ctx, { SerialNumber }) => {
    const { id, user } = findMfaDevice(ctx.db, SerialNumber)
    if (user !== undefined) {
      throw deleteConflict('MFA VirtualDevice in use. Must deactivate first.')
    }
    ctx.db.delete(mfaDevices, id)
    return {}
  },
)
