import type {
  AssociateNatGatewayAddressRequest,
  AssociateNatGatewayAddressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { toSecondaryAddress } from './describe-nat-gateway.ts'
import { addNatAddresses, findChangeable, freeAllocations } from './nat-addresses.ts'

/**
 * Gives a public NAT gateway further Elastic IPs, each with a private address.
 * @limits 8 addresses a gateway.
 * @differs Connections leave by the primary address alone.
 */
export const AssociateNatGatewayAddress = operation<
  AssociateNatGatewayAddressRequest,
  AssociateNatGatewayAddressResult
>('AssociateNatGatewayAddress', (ctx, input) => {
  refuseMembers('AssociateNatGatewayAddress', input, ['AvailabilityZone', 'AvailabilityZoneId'])
  const gateway = findChangeable(ctx, input.NatGatewayId, 'public')
  const { AllocationIds: ids = [], PrivateIpAddresses: privateIps = [] } = input
  if (ids.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter AllocationIds')
  }
  if (privateIps.length > 0 && privateIps.length !== ids.length) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The number of private IP addresses must match the number of allocation IDs.',
    )
  }
  const allocations = freeAllocations(ctx, [...new Set(ids)])
  const added = addNatAddresses(ctx, gateway, {
    allocations,
    privateIps,
    count: allocations.length,
  })
  return {
    NatGatewayId: gateway.id,
    NatGatewayAddresses: added.map((each) => toSecondaryAddress(gateway, each, 'associating')),
  }
})
