import type { TimerHandler } from '../../../engine/timers.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { vpcEndpoints } from './vpc-endpoint.ts'

/** One timer per endpoint: it becomes available, or it goes. */
export const vpcEndpointTimer = 'ec2/vpc-endpoint'

export const onVpcEndpointTimer: TimerHandler = (ctx, { id }) => {
  const endpoint = ctx.db.get(vpcEndpoints, id)
  if (endpoint?.state === 'pending') {
    ctx.db.put(vpcEndpoints, { ...endpoint, state: 'available' })
  } else if (endpoint?.state === 'deleting') {
    for (const eni of endpoint.networkInterfaceIds) ctx.db.delete(networkInterfaces, eni)
    ctx.db.delete(vpcEndpoints, id)
  }
}
