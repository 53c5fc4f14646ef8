import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances } from '../instances/instance.ts'
import type { NetworkInterfaceRecord } from './network-interface.ts'

/** What an interface may have that hangs on no instance. */
const unattachedLimit = 50

const limits = { ipv4: 'Ipv4AddressesPerInterface', ipv6: 'Ipv6AddressesPerInterface' } as const

type Numbered = Pick<
  NetworkInterfaceRecord,
  'privateIpAddresses' | 'ipv6Addresses' | 'ipv4Prefixes' | 'ipv6Prefixes'
>

/** Throws when an interface of an instance of this type may not have `more` addresses or prefixes of a family beside those it has. */
export function checkAddressCount(
  instanceType: string | undefined,
  present: Numbered | undefined,
  family: keyof typeof limits,
  more: number,
): void {
  const info = instanceType === undefined ? undefined : findInstanceType(instanceType)?.NetworkInfo
  const count = more + (present ? countOf(present, family) : 0)
  if (count <= (info?.[limits[family]] ?? unattachedLimit)) return
  throw new AwsError(
    'PrivateIpAddressLimitExceeded',
    'Number of private addresses will exceed limit.',
  )
}

/** Throws when an instance of this type may not have the interface as it is. */
export function checkInterfaceFits(instanceType: string, eni: Numbered): void {
  checkAddressCount(instanceType, eni, 'ipv4', 0)
  checkAddressCount(instanceType, eni, 'ipv6', 0)
  if (eni.ipv4Prefixes?.length || eni.ipv6Prefixes?.length) checkPrefixSupport(instanceType)
}

function countOf(eni: Numbered, family: keyof typeof limits): number {
  return family === 'ipv4'
    ? eni.privateIpAddresses.length + (eni.ipv4Prefixes?.length ?? 0)
    : eni.ipv6Addresses.length + (eni.ipv6Prefixes?.length ?? 0)
}

/**
 * Prefixes are for the Nitro System; no proof of AWS's words was found.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html
 */
export function checkPrefixSupport(instanceType: string | undefined): void {
  if (instanceType === undefined || isNitro(instanceType)) return
  throw new AwsError(
    'UnsupportedOperation',
    `The instance type ${instanceType} does not support prefixes. They are supported on instances built on the Nitro System.`,
  )
}

/** Bare metal has no hypervisor of its own: it is a Nitro system all the same. */
export function isNitro(instanceType: string): boolean {
  return (findInstanceType(instanceType)?.Hypervisor ?? 'nitro') === 'nitro'
}

/** The type of the instance that the interface is attached to. */
export function typeOfInstance(
  ctx: Context,
  { attachment }: NetworkInterfaceRecord,
): string | undefined {
  return attachment && ctx.db.get(instances, attachment.instanceId)?.instanceType
}
