import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances } from '../instances/instance.ts'
import type { NetworkInterfaceRecord } from './network-interface.ts'

/** What an interface may have that hangs on no instance. */
const unattachedLimit = 50

/** Throws when an interface of an instance of this type may not have so many addresses of a kind. */
export function checkAddressCount(
  instanceType: string | undefined,
  count: number,
  kind: 'Ipv4AddressesPerInterface' | 'Ipv6AddressesPerInterface' = 'Ipv4AddressesPerInterface',
): void {
  const info = instanceType === undefined ? undefined : findInstanceType(instanceType)?.NetworkInfo
  if (count <= (info?.[kind] ?? unattachedLimit)) return
  throw new AwsError(
    'PrivateIpAddressLimitExceeded',
    'Number of private addresses will exceed limit.',
  )
}

/** The type of the instance that the interface is attached to. */
export function typeOfInstance(
  ctx: Context,
  { attachment }: NetworkInterfaceRecord,
): string | undefined {
  return attachment && ctx.db.get(instances, attachment.instanceId)?.instanceType
}
