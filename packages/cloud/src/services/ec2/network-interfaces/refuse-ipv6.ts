import { AwsError } from '../../../errors.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'

/** No interface here has IPv6 addresses: AWS's refusal where the subnet has no block, an honest one where it has. */
export function refuseIpv6(
  subnet: SubnetRecord,
  wish: { readonly Ipv6AddressCount?: number; readonly Ipv6Addresses?: readonly object[] },
): void {
  if (!wish.Ipv6AddressCount && !wish.Ipv6Addresses?.length) return
  if ((subnet.ipv6Blocks ?? []).length > 0) {
    throw new AwsError(
      'UnsupportedOperation',
      'IPv6 addresses of network interfaces are not supported by the embedded cloud.',
    )
  }
  throw new AwsError(
    'InvalidParameterValue',
    `The subnet '${subnet.id}' does not contain any IPv6 CIDR block ranges.`,
  )
}
