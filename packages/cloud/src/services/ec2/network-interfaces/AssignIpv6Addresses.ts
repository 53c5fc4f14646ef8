import type { AssignIpv6AddressesRequest, AssignIpv6AddressesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { subnets } from '../subnets/subnet.ts'
import { refuseMembers } from '../unsupported.ts'
import { addIpv6Addresses, readIpv6Wish } from './ipv6-addresses.ts'
import { networkInterfaces } from './network-interface.ts'

/**
 * Gives an interface IPv6 addresses of its subnet's block.
 * @limits What the instance type allows.
 */
export const AssignIpv6Addresses = operation<AssignIpv6AddressesRequest, AssignIpv6AddressesResult>(
  'AssignIpv6Addresses',
  (ctx, input) => {
    const id = input.NetworkInterfaceId ?? ''
    const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
    refuseMembers('AssignIpv6Addresses', input, ['Ipv6Prefixes', 'Ipv6PrefixCount'])
    const subnet = findRecord(ctx, subnets, 'subnet', eni.subnetId)
    const { listed, count } = readIpv6Wish(subnet, {
      Ipv6AddressCount: input.Ipv6AddressCount,
      Ipv6Addresses: input.Ipv6Addresses?.map((Ipv6Address) => ({ Ipv6Address })),
    })
    if (listed.length === 0 && count === 0) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain the parameter ipv6Addresses or ipv6AddressCount',
      )
    }
    const after = addIpv6Addresses(ctx, subnet, eni, { listed, count })
    return {
      NetworkInterfaceId: eni.id,
      AssignedIpv6Addresses: after.ipv6Addresses.slice(eni.ipv6Addresses.length),
    }
  },
)
