import type { ModifyVpnConnectionRequest, ModifyVpnConnectionResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { customerGateways } from '../customer-gateways/customer-gateway.ts'
import { findRecord } from '../find.ts'
import { toVpnConnection } from './describe-vpn-connection.ts'
import { findStandingConnection } from './find-vpn-connection.ts'
import { readAmazonEnd } from './read-gateways.ts'
import { attachToTransit, detachFromTransit } from './transit-attachment.ts'
import { vpnConnections, type VpnConnectionRecord } from './vpn-connection.ts'

/** Leads the connection to another gateway, at either end. */
export const ModifyVpnConnection = operation<ModifyVpnConnectionRequest, ModifyVpnConnectionResult>(
  'ModifyVpnConnection',
  (ctx, input) => {
    const connection = findStandingConnection(ctx, input.VpnConnectionId)
    const { CustomerGatewayId, VpnGatewayId, TransitGatewayId } = input
    const movesEnd = VpnGatewayId !== undefined || TransitGatewayId !== undefined
    if (!movesEnd && CustomerGatewayId === undefined) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain a target: customerGatewayId, vpnGatewayId or transitGatewayId',
      )
    }
    const { vpnGatewayId, transitGatewayId, ...rest } = connection
    const end = movesEnd
      ? readAmazonEnd(ctx, input)
      : {
          ...(vpnGatewayId !== undefined && { vpnGatewayId }),
          ...(transitGatewayId !== undefined && { transitGatewayId }),
        }
    const modified: VpnConnectionRecord = {
      ...rest,
      ...end,
      ...(CustomerGatewayId !== undefined && {
        customerGatewayId: findRecord(ctx, customerGateways, 'customer-gateway', CustomerGatewayId)
          .id,
      }),
    }
    ctx.db.put(vpnConnections, modified)
    if (transitGatewayId !== modified.transitGatewayId) {
      detachFromTransit(ctx, connection.id)
      attachToTransit(ctx, modified)
    }
    return { VpnConnection: { ...toVpnConnection(ctx, modified), State: 'pending' } }
  },
)
