import type {
  ListVirtualMFADevicesRequest,
  ListVirtualMFADevicesResponse,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { mfaDevices, toMfaDevice } from './mfa-device.ts'

/** Lists virtual devices: those that users have, those that nobody has, or both. */
export const ListVirtualMFADevices = operation<
  ListVirtualMFADevicesRequest,
  ListVirtualMFADevicesResponse
>('ListVirtualMFADevices', (ctx, input) => {
  const { AssignmentStatus: asked = 'Any' } = input
  const found = ctx.db
    .all(mfaDevices)
    .filter(({ user }) => asked === 'Any' || (asked === 'Assigned') === (user !== undefined))
  const { items, ...page } = pageOf(found, input)
  return { VirtualMFADevices: items.map((device) => toMfaDevice(ctx.db, device)), ...page }
})
