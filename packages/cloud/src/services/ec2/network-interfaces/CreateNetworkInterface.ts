import type {
  CreateNetworkInterfaceRequest,
  CreateNetworkInterfaceResult,
  NetworkInterface,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { primaryAddress } from '../addresses/private-address.ts'
import { findRecord } from '../find.ts'
import { subnets } from '../subnets/subnet.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { checkAddressCount } from './address-limit.ts'
import { toNetworkInterface } from './describe-network-interface.ts'
import { readInterfaceGroups } from './interface-groups.ts'
import { readNewIpv6Wish } from './ipv6-addresses.ts'
import { createNetworkInterface, type SecondaryWish } from './new-network-interface.ts'
import { readPrefixWishes } from './prefixes.ts'

/**
 * Makes an interface in a subnet, with addresses, prefixes and groups.
 * @limits 5 groups.
 * @differs EFA, branch and trunk interfaces are refused.
 */
export const CreateNetworkInterface = operation<
  CreateNetworkInterfaceRequest,
  CreateNetworkInterfaceResult
>('CreateNetworkInterface', (ctx, input) => {
  refuseUnsupported(input)
  const subnet = findRecord(ctx, subnets, 'subnet', input.SubnetId ?? '')
  const tagsOf = readTagSpecifications(input.TagSpecifications, ['network-interface'])
  const { primaryIp, ...secondary } = readAddresses(input)
  const prefixes = readPrefixWishes(input, {
    ipv4: secondary.secondaryIps.length + secondary.secondaryCount > 0,
    ipv6: (input.Ipv6Addresses?.length ?? 0) + (input.Ipv6AddressCount ?? 0) > 0,
  })
  const groupIds = readInterfaceGroups(ctx, subnet, input.Groups)
  const made = createNetworkInterface(ctx, {
    ...secondary,
    prefixes,
    ipv6: readNewIpv6Wish(subnet, { ...input, PrimaryIpv6: input.EnablePrimaryIpv6 }),
    subnet,
    address: primaryAddress(ctx, subnet, primaryIp),
    groupIds,
    description: input.Description ?? '',
    interfaceType: 'interface',
    tags: tagsOf('network-interface'),
  })
  return {
    NetworkInterface: {
      ...toNetworkInterface(ctx, made),
      // What the service answers here; the SDK's list of states leaves it out.
      Status: 'pending' as NetworkInterface['Status'],
    },
    ClientToken: input.ClientToken,
  }
})

/** One address may be primary; the others may be listed or counted, not both. */
function readAddresses(
  input: CreateNetworkInterfaceRequest,
): SecondaryWish & { readonly primaryIp: string | undefined } {
  const listed = input.PrivateIpAddresses ?? []
  const primaries = listed.filter(({ Primary }) => Primary).map((each) => each.PrivateIpAddress)
  if (input.PrivateIpAddress !== undefined) primaries.push(input.PrivateIpAddress)
  if (new Set(primaries).size > 1) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Only one primary private IP address can be specified.',
    )
  }
  const secondaryIps = listed.flatMap(({ Primary, PrivateIpAddress }) =>
    Primary || PrivateIpAddress === undefined ? [] : [PrivateIpAddress],
  )
  const secondaryCount = input.SecondaryPrivateIpAddressCount ?? 0
  if (secondaryIps.length > 0 && secondaryCount > 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter secondaryPrivateIpAddressCount cannot be used with the parameter privateIpAddressesSet',
    )
  }
  if (secondaryCount < 0) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${secondaryCount}) for parameter secondaryPrivateIpAddressCount is invalid. It must not be negative.`,
    )
  }
  checkAddressCount(undefined, undefined, 'ipv4', 1 + secondaryIps.length + secondaryCount)
  return { primaryIp: primaries[0], secondaryIps, secondaryCount }
}

function refuseUnsupported(input: CreateNetworkInterfaceRequest): void {
  refuseMembers('CreateNetworkInterface', input, ['ConnectionTrackingSpecification', 'Operator'])
  const type = input.InterfaceType
  if (type === undefined || String(type) === 'interface') return
  throw new AwsError(
    'UnsupportedOperation',
    `Network interfaces of type ${type} are not supported by the embedded cloud.`,
  )
}
