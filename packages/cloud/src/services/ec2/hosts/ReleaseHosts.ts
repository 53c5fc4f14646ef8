import type { ReleaseHostsRequest, ReleaseHostsResult, UnsuccessfulItem } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { instances } from '../instances/instance.ts'
import { hosts, hostTimer } from './host.ts'

/**
 * Gives hosts back, each for itself.
 * @limits Not while an instance is on it or bound to it.
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
