import type {
  CreateInstanceConnectEndpointRequest,
  CreateInstanceConnectEndpointResult,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readInterfaceGroups } from '../network-interfaces/interface-groups.ts'
import { makeServiceInterface } from '../network-interfaces/service-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { readTagSpecifications } from '../tags.ts'
import {
  connectEndpointTimer,
  instanceConnectEndpoints,
  toConnectEndpoint,
  type InstanceConnectEndpointRecord,
} from './instance-connect-endpoint.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-quotas.html */
const limits = { perRegion: 5, perVpc: 1 } as const

/**
 * Makes an EC2 Instance Connect Endpoint with its interface in a subnet.
 * @limits 5 in a Region, 1 a VPC.
 * @differs No tunnel is served through it: the console's own Instance Connect reaches instances with a public address.
 *   IPv4 alone.
 */
export const CreateInstanceConnectEndpoint = operation<
  CreateInstanceConnectEndpointRequest,
  CreateInstanceConnectEndpointResult
>('CreateInstanceConnectEndpoint', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['instance-connect-endpoint'])
  const subnet = findRecord(ctx, subnets, 'subnet', input.SubnetId ?? '')
  refuseIpv6(input.IpAddressType)
  const perVpc = ctx.db.by(instanceConnectEndpoints, 'vpc', subnet.vpcId).length
  if (perVpc >= limits.perVpc || ctx.db.count(instanceConnectEndpoints) >= limits.perRegion) {
    throw new AwsError(
      'InstanceConnectEndpointLimitExceeded',
      `You have reached the limit of ${limits.perVpc} EC2 Instance Connect Endpoint in the VPC or of ${limits.perRegion} in this Region.`,
    )
  }
  const groupIds = readInterfaceGroups(ctx, subnet, input.SecurityGroupIds)
  const id = newId(ctx.chance, 'eice')
  const eni = makeServiceInterface(ctx, subnet, {
    description: `EC2 Instance Connect Endpoint ${id}`,
    interfaceType: 'ec2_instance_connect_endpoint',
    groupIds,
  })
  const endpoint: InstanceConnectEndpointRecord = {
    id,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    networkInterfaceId: eni.id,
    groupIds,
    preserveClientIp: input.PreserveClientIp ?? false,
    state: 'create-in-progress',
    createTime: ctx.now,
    dnsLabel: ctx.chance.hex(8),
    tags: tags('instance-connect-endpoint'),
  }
  ctx.db.put(instanceConnectEndpoints, endpoint)
  const at = ctx.now + delays.vpcEndpointPendingMs
  ctx.timers.set({ kind: connectEndpointTimer, id, at, transition: true })
  return {
    InstanceConnectEndpoint: toConnectEndpoint(ctx, endpoint),
    ClientToken: input.ClientToken,
  }
})

export function refuseIpv6(type: string | undefined): void {
  if (type === undefined || type === 'ipv4') return
  throw new AwsError(
    'UnsupportedOperation',
    `EC2 Instance Connect Endpoints of the address type ${type} are not supported by the embedded cloud.`,
  )
}
