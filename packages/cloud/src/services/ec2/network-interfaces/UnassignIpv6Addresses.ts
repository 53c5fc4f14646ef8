import type { UnassignIpv6AddressesRequest, UnassignIpv6AddressesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { formatIpv6, parseIpv6 } from '../../../network/cidr.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from './network-interface.ts'
import { withoutPrefixes } from './prefixes.ts'

/** Takes IPv6 addresses and prefixes from an interface. */
export const UnassignIpv6Addresses = operation<
  UnassignIpv6AddressesRequest,
  UnassignIpv6AddressesResult
>('UnassignIpv6Addresses', (ctx, input) => {
  const id = input.NetworkInterfaceId ?? ''
  const eni = findRecord(ctx, networkInterfaces, 'network-interface', id)
  const asked = (input.Ipv6Addresses ?? []).map((text) => {
    const value = parseIpv6(text)
    return value === undefined ? text : formatIpv6(value)
  })
  const prefixes = input.Ipv6Prefixes ?? []
  if (asked.length === 0 && prefixes.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipv6Addresses')
  }
  if (!asked.every((address) => eni.ipv6Addresses.includes(address))) {
    throw new AwsError(
      'InvalidParameterValue',
      `Some of the specified addresses are not assigned to interface ${eni.id}`,
    )
  }
  const [first] = eni.ipv6Addresses
  if (eni.hasPrimaryIpv6 && first !== undefined && asked.includes(first)) {
    throw new AwsError(
      'InvalidParameterValue',
      `${first} is the primary IPv6 address of interface ${eni.id}, which cannot be unassigned.`,
    )
  }
  ctx.db.put(networkInterfaces, {
    ...withoutPrefixes(eni, 'ipv6', prefixes),
    ipv6Addresses: eni.ipv6Addresses.filter((address) => !asked.includes(address)),
  })
  return {
    NetworkInterfaceId: eni.id,
    UnassignedIpv6Addresses: asked,
    UnassignedIpv6Prefixes: [...prefixes],
  }
})
