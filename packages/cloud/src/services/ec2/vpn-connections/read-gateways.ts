import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findTransitGateway } from '../transit-gateways/find-transit.ts'
import { findVpnGateway } from '../vpn-gateways/find-vpn-gateway.ts'
import type { VpnConnectionRecord } from './vpn-connection.ts'

export type AmazonEnd = Pick<VpnConnectionRecord, 'vpnGatewayId' | 'transitGatewayId'>

/** AWS's end of a connection: a virtual private gateway, a transit gateway, or none yet. */
export function readAmazonEnd(
  ctx: Context,
  input: { readonly VpnGatewayId?: string; readonly TransitGatewayId?: string },
): AmazonEnd {
  const { VpnGatewayId, TransitGatewayId } = input
  if (VpnGatewayId !== undefined && TransitGatewayId !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The request must not contain both parameter vpnGatewayId and transitGatewayId',
    )
  }
  if (VpnGatewayId !== undefined) return { vpnGatewayId: findVpnGateway(ctx, VpnGatewayId).id }
  if (TransitGatewayId === undefined) return {}
  return { transitGatewayId: findTransitGateway(ctx, TransitGatewayId).id }
}
