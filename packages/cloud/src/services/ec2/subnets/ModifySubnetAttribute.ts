import type { ModifySubnetAttributeRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { noBlock } from '../network-interfaces/ipv6-addresses.ts'
import { refuseMembers } from '../unsupported.ts'
import { privateDnsNameOptionsOf, subnets, type SubnetRecord } from './subnet.ts'

/**
 * Changes one attribute: public and IPv6 addresses at launch, host names.
 * @differs DNS64 is refused.
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
  // They are off here, so that switching them off changes nothing.
  if (input.EnableDns64?.Value) refuseMembers('ModifySubnetAttribute', input, ['EnableDns64'])
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
