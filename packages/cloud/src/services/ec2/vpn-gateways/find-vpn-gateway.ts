import type { Context } from '../../../engine/context.ts'
import { findRecord, notFound } from '../find.ts'
import { vpnGateways, type VpnGatewayRecord } from './vpn-gateway.ts'

/** One that is not deleted. */
export function findVpnGateway(ctx: Context, id = ''): VpnGatewayRecord {
  const gateway = findRecord(ctx, vpnGateways, 'vpn-gateway', id)
  if (gateway.state === 'deleted') throw notFound('vpn-gateway', id)
  return gateway
}
