import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord, notFound } from '../find.ts'
import { vpnConnections, type VpnConnectionRecord } from './vpn-connection.ts'

/** One that is not deleted. */
export function findVpnConnection(ctx: Context, id = ''): VpnConnectionRecord {
  const connection = findRecord(ctx, vpnConnections, 'vpn-connection', id)
  if (connection.state === 'deleted') throw notFound('vpn-connection', id)
  return connection
}

/** One that can be changed. */
export function findStandingConnection(ctx: Context, id: string | undefined): VpnConnectionRecord {
  const connection = findVpnConnection(ctx, id)
  if (connection.state === 'available') return connection
  throw new AwsError(
    'IncorrectState',
    `The vpnConnection '${connection.id}' is in the state ${connection.state}.`,
  )
}
