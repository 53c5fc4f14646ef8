import type {
  DescribeVpnConnectionsRequest,
  DescribeVpnConnectionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toVpnConnection, vpnConnectionFilters } from './describe-vpn-connection.ts'
import { vpnConnections } from './vpn-connection.ts'

/** With the customer's configuration, and the telemetry of tunnels that are down. All at once: AWS has no pages here. */
export const DescribeVpnConnections = operation<
  DescribeVpnConnectionsRequest,
  DescribeVpnConnectionsResult
>('DescribeVpnConnections', (ctx, { Filters, VpnConnectionIds }) => {
  const { items } = describeRecords(
    ctx,
    'DescribeVpnConnections',
    vpnConnections,
    { Filters },
    { kind: 'vpn-connection', ids: VpnConnectionIds, filters: vpnConnectionFilters(ctx) },
  )
  return { VpnConnections: items.map((connection) => toVpnConnection(ctx, connection)) }
})
