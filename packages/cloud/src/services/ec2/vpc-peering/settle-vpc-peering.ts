import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import {
  bothRecords,
  changePeering,
  vpcPeeringConnections,
  type VpcPeeringConnectionRecord,
} from './vpc-peering-connection.ts'

/** One timer per connection, in the account that acted last: until the request expires, then until it is forgotten. */
export const vpcPeeringTimer = 'ec2/vpc-peering'

export const onVpcPeeringTimer: TimerHandler = (ctx, { id }) => {
  const peering = ctx.db.get(vpcPeeringConnections, id)
  if (!peering || peering.state === 'active') return
  if (peering.state === 'pending-acceptance') {
    endPeering(ctx, peering, { state: 'expired', message: 'Inactive' })
    return
  }
  for (const records of bothRecords(ctx, peering)) records.delete(vpcPeeringConnections, id)
}

/** A connection that is over stays listed for a while, as AWS keeps it. */
export function endPeering(
  ctx: Context,
  peering: VpcPeeringConnectionRecord,
  end: Pick<VpcPeeringConnectionRecord, 'state' | 'message'>,
): VpcPeeringConnectionRecord {
  ctx.timers.set({ kind: vpcPeeringTimer, id: peering.id, at: ctx.now + delays.vpcPeeringKeptMs })
  return changePeering(ctx, peering, { ...end, expiresAt: undefined })
}
