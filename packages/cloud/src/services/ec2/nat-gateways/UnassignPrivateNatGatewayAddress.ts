import type {
  UnassignPrivateNatGatewayAddressRequest,
  UnassignPrivateNatGatewayAddressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toSecondaryAddress } from './describe-nat-gateway.ts'
import { findChangeable, removeNatAddresses } from './nat-addresses.ts'

/**
 * Takes private addresses from a private NAT gateway.
 * @limits Not the primary one.
 * @differs Nothing is drained: connections leave by the primary address alone.
 */
export const UnassignPrivateNatGatewayAddress = operation<
  UnassignPrivateNatGatewayAddressRequest,
  UnassignPrivateNatGatewayAddressResult
>('UnassignPrivateNatGatewayAddress', (ctx, input) => {
  const gateway = findChangeable(ctx, input.NatGatewayId, 'private')
  const gone = (input.PrivateIpAddresses ?? []).map((address) => {
    const found = gateway.secondary?.find(({ privateIp }) => privateIp === address)
    if (found) return found
    throw new AwsError(
      'InvalidParameterValue',
      `The address ${address} is not a secondary address of the NAT gateway ${gateway.id}.`,
    )
  })
  removeNatAddresses(ctx, gateway, gone)
  return {
    NatGatewayId: gateway.id,
    NatGatewayAddresses: gone.map((each) => toSecondaryAddress(gateway, each, 'unassigning')),
  }
})
