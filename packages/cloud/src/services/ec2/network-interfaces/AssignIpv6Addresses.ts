import type { AssignIpv6AddressesRequest, AssignIpv6AddressesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { subnets } from '../subnets/subnet.ts'
import { addIpv6Addresses, readIpv6Wish } from './ipv6-addresses.ts'
import { networkInterfaces } from './network-interface.ts'
import { addPrefixes, readPrefixWish } from './prefixes.ts'

/**
 * Gives an interface IPv6 addresses of its subnet's block, or prefixes of /80.
 * @limits What the instance type allows; a prefix counts as one address.
 */
export const AssignIpv6Addresses = operation<AssignIpv6AddressesRequest, AssignIpv6AddressesResult>(
  'AssignIpv6Addresses',
  (ctx, input) => {
    const id = input.NetworkInterfaceId ?? ''
    const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
    const subnet = findRecord(ctx, subnets, 'subnet', eni.subnetId)
    const { listed, count } = readIpv6Wish(subnet, {
      Ipv6AddressCount: input.Ipv6AddressCount,
      Ipv6Addresses: input.Ipv6Addresses?.map((Ipv6Address) => ({ Ipv6Address })),
    })
    const wish = readPrefixWish('ipv6', input.Ipv6Prefixes, input.Ipv6PrefixCount, false)
    if (listed.length + count + wish.listed.length + wish.count === 0) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain the parameter ipv6Addresses or ipv6AddressCount',
      )
    }
    const numbered = addIpv6Addresses(ctx, subnet, eni, { listed, count })
    const after = addPrefixes(ctx, subnet, numbered, 'ipv6', wish)
    return {
      NetworkInterfaceId: eni.id,
      AssignedIpv6Addresses: after.ipv6Addresses.slice(eni.ipv6Addresses.length),
      AssignedIpv6Prefixes: (after.ipv6Prefixes ?? []).slice(eni.ipv6Prefixes?.length ?? 0),
    }
  },
)
