import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { customerGateways } from '../customer-gateways/customer-gateway.ts'
import { vpnGateways } from '../vpn-gateways/vpn-gateway.ts'
import { vpnConnections } from './vpn-connection.ts'

/** One timer per connection and gateway: what is under way settles, what is deleted is forgotten. */
export const vpnTimer = 'ec2/vpn'

type Timing = Pick<Context, 'timers' | 'now'>

export function settleVpnConnection({ timers, now }: Timing, id: string): void {
  timers.set({ kind: vpnTimer, id, at: now + delays.vpnConnectionMs, transition: true })
}

export function settleVpnGateway({ timers, now }: Timing, id: string): void {
  timers.set({ kind: vpnTimer, id, at: now + delays.vpnGatewayAttachingMs, transition: true })
}

/** What is deleted stays listed for a while, as AWS keeps it. */
export function forgetVpnLater({ timers, now }: Timing, id: string): void {
  timers.set({ kind: vpnTimer, id, at: now + delays.vpnKeptMs })
}

export const onVpnTimer: TimerHandler = (ctx, { id }) => {
  if (id.startsWith('cgw-')) ctx.db.delete(customerGateways, id)
  else if (id.startsWith('vgw-')) onGateway(ctx, id)
  else onConnection(ctx, id)
}

function onGateway(ctx: Context, id: string): void {
  const gateway = ctx.db.get(vpnGateways, id)
  if (!gateway) return
  if (gateway.state === 'deleted') {
    ctx.db.delete(vpnGateways, id)
    return
  }
  const { attachment } = gateway
  if (!attachment) return
  const state = attachment.state === 'attaching' ? 'attached' : 'detached'
  ctx.db.put(vpnGateways, { ...gateway, attachment: { ...attachment, state } })
}

function onConnection(ctx: Context, id: string): void {
  const connection = ctx.db.get(vpnConnections, id)
  if (connection?.state === 'pending') {
    ctx.db.put(vpnConnections, { ...connection, state: 'available' })
  } else if (connection?.state === 'deleting') {
    ctx.db.put(vpnConnections, { ...connection, state: 'deleted' })
    forgetVpnLater(ctx, id)
  } else if (connection?.state === 'deleted') ctx.db.delete(vpnConnections, id)
}
