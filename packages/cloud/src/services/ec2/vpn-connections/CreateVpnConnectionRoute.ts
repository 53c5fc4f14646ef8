import type { CreateVpnConnectionRouteRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { formatIpv4Block, parseIpv4Block } from '../../../network/cidr.ts'
import { findVpnConnection } from './find-vpn-connection.ts'
import { vpnConnections } from './vpn-connection.ts'

/** A block at the customer's end, of a connection with static routes. */
export const CreateVpnConnectionRoute = operation<CreateVpnConnectionRouteRequest, object>(
  'CreateVpnConnectionRoute',
  (ctx, { DestinationCidrBlock = '', VpnConnectionId }) => {
    const connection = findVpnConnection(ctx, VpnConnectionId)
    const block = parseIpv4Block(DestinationCidrBlock)
    if (!block) {
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${DestinationCidrBlock}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
      )
    }
    if (!connection.options.staticRoutesOnly) {
      throw new AwsError(
        'InvalidParameterCombination',
        `The vpnConnection '${connection.id}' does not use static routes.`,
      )
    }
    const routes = [...new Set([...connection.routes, formatIpv4Block(block)])]
    ctx.db.put(vpnConnections, { ...connection, routes })
    return {}
  },
)
