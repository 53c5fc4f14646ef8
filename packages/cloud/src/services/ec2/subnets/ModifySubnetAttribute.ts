import type { ModifySubnetAttributeRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { noBlock } from '../network-interfaces/ipv6-addresses.ts'
import { refuseMembers } from '../unsupported.ts'
import { isIpv6Native, privateDnsNameOptionsOf, subnets, type SubnetRecord } from './subnet.ts'

/**
 * Changes one attribute: public and IPv6 addresses at launch, host names, DNS64.
 */
export const ModifySubnetAttribute = operation<ModifySubnetAttributeRequest, object>(
  'ModifySubnetAttribute',
  (ctx, { SubnetId = '', ...input }) => {
    const subnet = findRecord(ctx, subnets, 'subnet', SubnetId)
    const [attribute, ...others] = Object.entries(input).filter(([, value]) => value !== undefined)
    if (!attribute) throw new AwsError('MissingParameter', 'No attribute to modify was specified')
    if (others.length > 0) {
      throw new AwsError(
        'InvalidParameterCombination',
        'Fields for multiple attribute types specified',
      )
    }
    ctx.db.put(subnets, { ...subnet, ...readChange(subnet, input) })
    return {}
  },
)

/** What an IPv6-only subnet cannot be without or have; no proof of AWS's words was found. */
function checkNative(
  { id }: SubnetRecord,
  input: Omit<ModifySubnetAttributeRequest, 'SubnetId'>,
): void {
  const refused =
    input.AssignIpv6AddressOnCreation?.Value === false ||
    input.MapPublicIpOnLaunch?.Value ||
    input.PrivateDnsHostnameTypeOnLaunch === 'ip-name' ||
    input.EnableResourceNameDnsARecordOnLaunch?.Value
  if (!refused) return
  throw new AwsError(
    'InvalidParameterValue',
    `The attribute cannot be set to this value for the IPv6-only subnet '${id}'.`,
  )
}

function readChange(
  subnet: SubnetRecord,
  input: Omit<ModifySubnetAttributeRequest, 'SubnetId'>,
): Partial<SubnetRecord> {
  refuseMembers('ModifySubnetAttribute', input, [
    'MapCustomerOwnedIpOnLaunch',
    'CustomerOwnedIpv4Pool',
    'EnableLniAtDeviceIndex',
    'DisableLniAtDeviceIndex',
  ])
  if (isIpv6Native(subnet)) checkNative(subnet, input)
  const enableDns64 = input.EnableDns64?.Value
  if (enableDns64 !== undefined) return { enableDns64 }
  const assignIpv6AddressOnCreation = input.AssignIpv6AddressOnCreation?.Value
  if (assignIpv6AddressOnCreation !== undefined) {
    if (assignIpv6AddressOnCreation && !subnet.ipv6Blocks?.length) throw noBlock(subnet)
    return { assignIpv6AddressOnCreation }
  }
  const mapPublicIpOnLaunch = input.MapPublicIpOnLaunch?.Value
  if (mapPublicIpOnLaunch !== undefined) return { mapPublicIpOnLaunch }
  const before = privateDnsNameOptionsOf(subnet)
  return {
    privateDnsNameOptions: {
      hostnameType: input.PrivateDnsHostnameTypeOnLaunch ?? before.hostnameType,
      enableResourceNameDnsARecord:
        input.EnableResourceNameDnsARecordOnLaunch?.Value ?? before.enableResourceNameDnsARecord,
      enableResourceNameDnsAAAARecord:
        input.EnableResourceNameDnsAAAARecordOnLaunch?.Value ??
        before.enableResourceNameDnsAAAARecord,
    },
  }
}
