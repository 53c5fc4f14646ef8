import type { ModifyHostsRequest, ModifyHostsResult, UnsuccessfulItem } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readHolds } from './AllocateHosts.ts'
import { findHost, hosts, instancesOn } from './host.ts'

/**
 * Changes placement, recovery, maintenance or what hosts take, each host for itself.
 * @limits What a host takes only while it is empty.
 */
export const ModifyHosts = operation<ModifyHostsRequest, ModifyHostsResult>(
  'ModifyHosts',
  (ctx, input) => {
    const Successful: string[] = []
    const Unsuccessful: UnsuccessfulItem[] = []
    for (const id of new Set(input.HostIds)) {
      try {
        modify(ctx, id, input)
        Successful.push(id)
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
        Unsuccessful.push({ ResourceId: id, Error: { Code: error.code, Message: error.message } })
      }
    }
    return { Successful, Unsuccessful }
  },
)

function modify(ctx: Context, id: string, input: ModifyHostsRequest): void {
  const host = findHost(ctx, id)
  if (host.releaseTime !== undefined) {
    throw new AwsError('Client.InvalidHost.Released', `The host '${id}' has been released.`)
  }
  const { InstanceType, InstanceFamily } = input
  const changes = InstanceType !== undefined || InstanceFamily !== undefined
  if (changes && instancesOn(ctx, host).length > 0) {
    throw new AwsError(
      'Client.InvalidHost.Occupied',
      `Dedicated host '${id}' cannot be modified as it is occupied.`,
    )
  }
  ctx.db.put(hosts, {
    ...host,
    autoPlacement: input.AutoPlacement ?? host.autoPlacement,
    hostRecovery: input.HostRecovery ?? host.hostRecovery,
    hostMaintenance: input.HostMaintenance ?? host.hostMaintenance,
    ...(changes && { holds: readHolds(ctx, input) }),
  })
}
