import type {
  AssignPrivateNatGatewayAddressRequest,
  AssignPrivateNatGatewayAddressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toSecondaryAddress } from './describe-nat-gateway.ts'
import { addNatAddresses, findChangeable } from './nat-addresses.ts'

/**
 * Gives a private NAT gateway further private addresses, by name or by number.
 * @limits 8 addresses a gateway.
 * @differs Connections leave by the primary address alone.
 */
export const AssignPrivateNatGatewayAddress = operation<
  AssignPrivateNatGatewayAddressRequest,
  AssignPrivateNatGatewayAddressResult
>('AssignPrivateNatGatewayAddress', (ctx, input) => {
  const gateway = findChangeable(ctx, input.NatGatewayId, 'private')
  const { PrivateIpAddresses: privateIps = [], PrivateIpAddressCount: asked } = input
  if (privateIps.length > 0 === (asked !== undefined)) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Exactly one of PrivateIpAddresses and PrivateIpAddressCount must be specified.',
    )
  }
  const added = addNatAddresses(ctx, gateway, {
    allocations: [],
    privateIps,
    count: asked ?? privateIps.length,
  })
  return {
    NatGatewayId: gateway.id,
    NatGatewayAddresses: added.map((each) => toSecondaryAddress(gateway, each, 'assigning')),
  }
})
