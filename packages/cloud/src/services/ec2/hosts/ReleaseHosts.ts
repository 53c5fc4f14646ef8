import type { ReleaseHostsRequest, ReleaseHostsResult, UnsuccessfulItem } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { instances } from '../instances/instance.ts'
import { hosts, hostTimer } from './host.ts'

/** Apple's licence. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-mac-instances.html */
const macMinimumMs = 24 * 3_600_000

/**
 * Gives hosts back, each for itself.
 * @limits Not while an instance is on it or bound to it; those of Mac instances not within 24 hours.
 */
export const ReleaseHosts = operation<ReleaseHostsRequest, ReleaseHostsResult>(
  'ReleaseHosts',
  (ctx, input) => {
    const Successful: string[] = []
    const Unsuccessful: UnsuccessfulItem[] = []
    for (const id of new Set(input.HostIds)) {
      const problem = release(ctx, id)
      if (problem) Unsuccessful.push({ ResourceId: id, Error: problem })
      else Successful.push(id)
    }
    return { Successful, Unsuccessful }
  },
)

function release(ctx: Context, id: string): UnsuccessfulItem['Error'] {
  const host = ctx.db.get(hosts, id)
  if (!host || host.releaseTime !== undefined) {
    return { Code: 'Client.InvalidHost.NotFound', Message: `Dedicated host '${id}' not found.` }
  }
  const mac = 'type' in host.holds ? host.holds.type : host.holds.family
  const until = host.allocationTime + macMinimumMs
  if (mac.startsWith('mac') && ctx.now < until) {
    return {
      Code: 'Client.HostMinAllocationPeriodUnexpired',
      Message: `Unable to release Dedicated Host ${id}. ${mac} hosts must be allocated to your AWS account for at least 24 hour(s). You can release this host any time after ${new Date(until).toISOString()}.`,
    }
  }
  const occupied = ctx.db.by(instances, 'host', id).some(({ state }) => state !== 'terminated')
  if (occupied) {
    return {
      Code: 'Client.InvalidHost.Occupied',
      Message: `Dedicated host '${id}' cannot be released as it is occupied.`,
    }
  }
  ctx.db.put(hosts, { ...host, releaseTime: ctx.now })
  ctx.timers.set({ kind: hostTimer, id, at: ctx.now + delays.terminatedKeptMs })
  return undefined
}

export const onHostTimer: TimerHandler = (ctx, { id }) => {
  if (ctx.db.get(hosts, id)?.releaseTime !== undefined) ctx.db.delete(hosts, id)
}
