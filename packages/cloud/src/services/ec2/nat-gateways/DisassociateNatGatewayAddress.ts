import type {
  DisassociateNatGatewayAddressRequest,
  DisassociateNatGatewayAddressResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toSecondaryAddress } from './describe-nat-gateway.ts'
import { findChangeable, removeNatAddresses } from './nat-addresses.ts'

/**
 * Takes Elastic IPs, with their private addresses, from a public NAT gateway.
 * @limits Not the primary one.
 * @differs Nothing is drained: connections leave by the primary address alone.
 */
export const DisassociateNatGatewayAddress = operation<
  DisassociateNatGatewayAddressRequest,
  DisassociateNatGatewayAddressResult
>('DisassociateNatGatewayAddress', (ctx, input) => {
  const gateway = findChangeable(ctx, input.NatGatewayId, 'public')
  const gone = (input.AssociationIds ?? []).map((id) => {
    if (id === gateway.associationId) {
      throw new AwsError(
        'InvalidParameter',
        `The primary Elastic IP address association ${id} of the NAT gateway cannot be disassociated.`,
      )
    }
    const found = gateway.secondary?.find(({ associationId }) => associationId === id)
    if (found) return found
    throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`)
  })
  removeNatAddresses(ctx, gateway, gone)
  return {
    NatGatewayId: gateway.id,
    NatGatewayAddresses: gone.map((each) => toSecondaryAddress(gateway, each, 'disassociating')),
  }
})
