import { AwsError } from '../../../errors.ts'
import type { NetworkInterfaceRecord } from './network-interface.ts'

/** Refuses to change what a service keeps: only the service itself may. */
export function checkManaged({ requesterManaged }: NetworkInterfaceRecord): void {
  if (!requesterManaged) return
  throw new AwsError(
    'AuthFailure',
    'You do not have permission to access the specified resource.',
    403,
  )
}
