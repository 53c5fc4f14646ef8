import type { ListMFADevicesRequest, ListMFADevicesResponse } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { userOrCaller } from '../users/caller-user.ts'
import { mfaDevices } from './mfa-device.ts'

/** The devices with which a user signs in. */
export const ListMFADevices = operation<ListMFADevicesRequest, ListMFADevicesResponse>(
  'ListMFADevices',
  (ctx, input) => {
    const user = userOrCaller(ctx, input.UserName)
    const { items, ...page } = pageOf(ctx.db.by(mfaDevices, 'user', user.id), input)
    const MFADevices = items.map(({ id, enableTime = 0 }) => ({
      UserName: user.name,
      SerialNumber: id,
      EnableDate: new Date(enableTime),
    }))
    return { MFADevices, ...page }
  },
)
