import type {
  CreateVirtualMFADeviceRequest,
  CreateVirtualMFADeviceResponse,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists, validationError } from '../errors.ts'
import { iamArn } from '../names.ts'
import { withTags } from '../tags.ts'
import { mfaDevices } from './mfa-device.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const seedLength = 64

/**
 * Makes a virtual MFA device; the seed is in this answer and nowhere else.
 * @differs There is no picture of the seed (`QRCodePNG`).
 */
export const CreateVirtualMFADevice = operation<
  CreateVirtualMFADeviceRequest,
  CreateVirtualMFADeviceResponse
>('CreateVirtualMFADevice', (ctx, input) => {
  const { VirtualMFADeviceName = '', Path = '/' } = input
  if (!/^\/(?:[!-~]+\/)?$/.test(Path)) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    )
  }
  const id = iamArn(ctx.account, 'mfa', Path, VirtualMFADeviceName)
  if (ctx.db.get(mfaDevices, id)) {
    throw entityAlreadyExists('MFADevice entity at the same path and name already exists.')
  }
  let seed = ''
  for (let i = 0; i < seedLength; i += 1) seed += alphabet.charAt(ctx.chance.below(32))
  const tags = withTags([], input.Tags)
  ctx.db.put(mfaDevices, { id, seed, tags })
  return {
    VirtualMFADevice: {
      SerialNumber: id,
      Base32StringSeed: Buffer.from(seed),
      ...(tags.length > 0 && { Tags: [...tags] }),
    },
  }
})
