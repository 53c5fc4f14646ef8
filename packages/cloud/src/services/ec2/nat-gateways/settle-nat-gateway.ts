import { delays, natGatewaySettlesTo } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { removeNatInterface } from './nat-interface.ts'
import { natGateways } from './nat-gateway.ts'

/** One timer per gateway: the next thing its life holds for it by itself. */
export const natGatewayTimer = 'ec2/nat-gateway'

export const onNatGatewayTimer: TimerHandler = (ctx, { id }) => {
  const gateway = ctx.db.get(natGateways, id)
  if (!gateway) return
  if (gateway.state === 'pending') {
    const state = gateway.failure ? 'failed' : natGatewaySettlesTo.pending
    ctx.db.put(natGateways, { ...gateway, state })
    if (state === 'failed') keepForAWhile(ctx, id)
  } else if (gateway.state === 'deleting') {
    removeNatInterface(ctx, gateway)
    ctx.db.put(natGateways, { ...gateway, state: natGatewaySettlesTo.deleting })
    keepForAWhile(ctx, id)
  } else if (gateway.state !== 'available') ctx.db.delete(natGateways, id)
}

/** Not a step of its life: also an instant world keeps it listed. */
function keepForAWhile(ctx: Context, id: string): void {
  ctx.timers.set({ kind: natGatewayTimer, id, at: ctx.now + delays.natGatewayKeptMs })
}
