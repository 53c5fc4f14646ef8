import type { Ec2InstanceConnectEndpoint } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import type { Tagged } from '../tag.ts'

/** A way into a VPC for who has no public address there. */
export interface InstanceConnectEndpointRecord extends Tagged {
  /** `eice-0…` */
  readonly id: string
  readonly vpcId: string
  readonly subnetId: string
  readonly availabilityZone: string
  readonly networkInterfaceId: string
  readonly groupIds: readonly string[]
  readonly preserveClientIp: boolean
  readonly state:
    | 'create-in-progress'
    | 'create-complete'
    | 'update-in-progress'
    | 'update-complete'
    | 'delete-in-progress'
  readonly createTime: number
  /** Tells its DNS name from others of the account. */
  readonly dnsLabel: string
}

export const instanceConnectEndpoints = collection<InstanceConnectEndpointRecord, 'vpc'>({
  name: 'ec2/instance-connect-endpoint',
  scope: 'region',
  indexes: { vpc: ({ vpcId }) => vpcId },
})

/** What is in progress is done. */
export const connectEndpointTimer = 'ec2/instance-connect-endpoint'

export const onConnectEndpointTimer: TimerHandler = (ctx, { id }) => {
  const endpoint = ctx.db.get(instanceConnectEndpoints, id)
  if (!endpoint) return
  if (endpoint.state === 'delete-in-progress') {
    ctx.db.delete(networkInterfaces, endpoint.networkInterfaceId)
    ctx.db.delete(instanceConnectEndpoints, id)
    return
  }
  const state = endpoint.state === 'create-in-progress' ? 'create-complete' : 'update-complete'
  ctx.db.put(instanceConnectEndpoints, { ...endpoint, state })
}

export function toConnectEndpoint(
  ctx: Context,
  endpoint: InstanceConnectEndpointRecord,
): Ec2InstanceConnectEndpoint {
  const { id, availabilityZone } = endpoint
  const { region, account } = ctx
  return {
    OwnerId: account,
    InstanceConnectEndpointId: id,
    InstanceConnectEndpointArn: `arn:aws:ec2:${region}:${account}:instance-connect-endpoint/${id}`,
    State: endpoint.state,
    StateMessage: '',
    DnsName: `${id}.${endpoint.dnsLabel}.ec2-instance-connect-endpoint.${region}.amazonaws.com`,
    NetworkInterfaceIds: [endpoint.networkInterfaceId],
    VpcId: endpoint.vpcId,
    AvailabilityZone: availabilityZone,
    AvailabilityZoneId: zoneIdOf(availabilityZone),
    CreatedAt: new Date(endpoint.createTime),
    SubnetId: endpoint.subnetId,
    PreserveClientIp: endpoint.preserveClientIp,
    SecurityGroupIds: [...endpoint.groupIds],
    Tags: [...endpoint.tags],
    IpAddressType: 'ipv4',
  }
}
