import type { DescribeVpnGatewaysRequest, DescribeVpnGatewaysResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toVpnGateway, vpnGatewayFilters } from './describe-vpn-gateway.ts'
import { vpnGateways } from './vpn-gateway.ts'

/** All of them at once: AWS has no pages here. */
export const DescribeVpnGateways = operation<DescribeVpnGatewaysRequest, DescribeVpnGatewaysResult>(
  'DescribeVpnGateways',
  (ctx, { Filters, VpnGatewayIds }) => {
    const { items } = describeRecords(
      ctx,
      'DescribeVpnGateways',
      vpnGateways,
      { Filters },
      { kind: 'vpn-gateway', ids: VpnGatewayIds, filters: vpnGatewayFilters },
    )
    return { VpnGateways: items.map(toVpnGateway) }
  },
)
