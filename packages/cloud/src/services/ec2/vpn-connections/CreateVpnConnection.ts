import type { CreateVpnConnectionRequest, CreateVpnConnectionResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { customerGateways } from '../customer-gateways/customer-gateway.ts'
import { findRecord, notFound } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toVpnConnection } from './describe-vpn-connection.ts'
import { readAmazonEnd } from './read-gateways.ts'
import { makeTunnel } from './read-tunnel.ts'
import { readVpnOptions } from './read-vpn-options.ts'
import { attachToTransit } from './transit-attachment.ts'
import {
  isUsed,
  vpnConnections,
  type VpnConnectionRecord,
  type VpnTunnel,
} from './vpn-connection.ts'
import { settleVpnConnection } from './vpn-timer.ts'

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const connectionLimit = 50
const perGatewayLimit = 10
const tunnelCount = 2

/**
 * Two tunnels with their addresses, keys and the customer's configuration in AWS's XML.
 * @limits 50 in a Region, 10 to a virtual private gateway.
 * @differs The tunnels are down: nothing is at the other end. Private connections and keys in Secrets Manager are refused.
 */
export const CreateVpnConnection = operation<CreateVpnConnectionRequest, CreateVpnConnectionResult>(
  'CreateVpnConnection',
  (ctx, input) => {
    refuseMembers('CreateVpnConnection', input, ['PreSharedKeyStorage', 'VpnConcentratorId'])
    const tags = readTagSpecifications(input.TagSpecifications, ['vpn-connection'])(
      'vpn-connection',
    )
    if (input.Type !== 'ipsec.1') {
      throw new AwsError('InvalidParameterValue', `Invalid VPN type: ${input.Type}`)
    }
    const { CustomerGatewayId = '', Options = {} } = input
    const end = readAmazonEnd(ctx, input)
    const customer = findRecord(ctx, customerGateways, 'customer-gateway', CustomerGatewayId)
    if (customer.state === 'deleted') throw notFound('customer-gateway', customer.id)
    const live = ctx.db.all(vpnConnections).filter(isUsed)
    const beside = live.filter(
      ({ vpnGatewayId }) => vpnGatewayId && vpnGatewayId === end.vpnGatewayId,
    )
    if (live.length >= connectionLimit || beside.length >= perGatewayLimit) {
      throw new AwsError(
        'VpnConnectionLimitExceeded',
        'The maximum number of VPN connections has been reached.',
      )
    }
    const connection: VpnConnectionRecord = {
      id: newId(ctx.chance, 'vpn'),
      state: 'pending',
      customerGatewayId: customer.id,
      ...end,
      options: readVpnOptions(Options, end),
      tunnels: makeTunnels(ctx, Options.TunnelOptions ?? []),
      routes: [],
      createTime: ctx.now,
      tags,
    }
    ctx.db.put(vpnConnections, connection)
    attachToTransit(ctx, connection)
    settleVpnConnection(ctx, connection.id)
    return { VpnConnection: toVpnConnection(ctx, connection) }
  },
)

function makeTunnels(
  ctx: Context,
  wishes: readonly Parameters<typeof makeTunnel>[1][],
): readonly VpnTunnel[] {
  if (wishes.length > tunnelCount) {
    throw new AwsError(
      'InvalidParameterValue',
      `A VPN connection has ${tunnelCount} tunnels; ${wishes.length} were specified.`,
    )
  }
  const [first = {}, second = {}] = wishes
  const one = makeTunnel(ctx, first, [])
  return [one, makeTunnel(ctx, second, [one.insideCidr])]
}
