import type { CreateVpcEndpointRequest, CreateVpcEndpointResult } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readInterfaceGroups } from '../network-interfaces/interface-groups.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { vpcs, type VpcRecord } from '../vpcs/vpc.ts'
import { checkPrivateDns } from './check-private-dns.ts'
import { toVpcEndpoint } from './describe-vpc-endpoint.ts'
import { makeEndpointInterface, readEndpointSubnets } from './endpoint-interfaces.ts'
import { openPolicy, readEndpointPolicy } from './endpoint-policy.ts'
import { findEndpointService, type EndpointService } from './endpoint-services.ts'
import { readEndpointTables } from './endpoint-tables.ts'
import { vpcEndpointTimer } from './settle-vpc-endpoint.ts'
import { vpcEndpoints, type VpcEndpointRecord } from './vpc-endpoint.ts'

/**
 * An endpoint for a service of AWS: a gateway in route tables, or interfaces in subnets with private DNS
 * names.
 * @differs IPv6, other Regions' services, resources and service networks are refused.
 */
export const CreateVpcEndpoint = operation<CreateVpcEndpointRequest, CreateVpcEndpointResult>(
  'CreateVpcEndpoint',
  (ctx, input) => {
    refuseUnsupported(ctx, input)
    const tags = readTagSpecifications(input.TagSpecifications, ['vpc-endpoint'])('vpc-endpoint')
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    const service = findEndpointService(ctx.region, input.ServiceName ?? '')
    const type = input.VpcEndpointType ?? 'Gateway'
    if (type !== service.type) {
      throw new AwsError(
        'InvalidParameter',
        `Endpoint type (${type}) does not match available service types ([${service.type}]).`,
      )
    }
    const present = ctx.db.all(vpcEndpoints).filter((each) => each.type === service.type)
    if (service.type === 'Gateway') checkQuota(ctx, 'gatewayEndpoints', present.length)
    else {
      const near = present.filter(({ vpcId }) => vpcId === vpc.id)
      checkQuota(ctx, 'interfaceEndpointsPerVpc', near.length)
    }
    const endpoint: VpcEndpointRecord = {
      id: newId(ctx.chance, 'vpce'),
      vpcId: vpc.id,
      serviceName: service.name,
      type: service.type,
      state: 'available',
      policyDocument:
        input.PolicyDocument === undefined ? openPolicy : readEndpointPolicy(input.PolicyDocument),
      routeTableIds: [],
      subnetIds: [],
      networkInterfaceIds: [],
      groupIds: [],
      privateDnsEnabled: false,
      dnsLabel: ctx.chance.hex(8),
      createTime: ctx.now,
      tags,
    }
    const made =
      service.type === 'Gateway'
        ? asGateway(ctx, endpoint, input)
        : asInterface(ctx, endpoint, vpc, service, input)
    ctx.db.put(vpcEndpoints, made)
    if (made.state === 'pending') {
      ctx.timers.set({
        kind: vpcEndpointTimer,
        id: made.id,
        at: ctx.now + delays.vpcEndpointPendingMs,
        transition: true,
      })
    }
    return { VpcEndpoint: toVpcEndpoint(ctx, made), ClientToken: input.ClientToken }
  },
)

function asGateway(
  ctx: Context,
  endpoint: VpcEndpointRecord,
  input: CreateVpcEndpointRequest,
): VpcEndpointRecord {
  if (input.SubnetIds?.length || input.SecurityGroupIds?.length) {
    throw new AwsError(
      'InvalidParameter',
      'Subnets and security groups are only supported for Interface type VPC Endpoint.',
    )
  }
  if (input.PrivateDnsEnabled) {
    throw new AwsError(
      'InvalidParameter',
      'Private DNS can only be set for Interface type VPC Endpoint.',
    )
  }
  const { vpcId, serviceName } = endpoint
  const routeTableIds = readEndpointTables(ctx, vpcId, serviceName, input.RouteTableIds ?? [])
  return { ...endpoint, routeTableIds }
}

function asInterface(
  ctx: Context,
  endpoint: VpcEndpointRecord,
  vpc: VpcRecord,
  service: EndpointService,
  input: CreateVpcEndpointRequest,
): VpcEndpointRecord {
  if (input.RouteTableIds?.length) {
    throw new AwsError(
      'InvalidParameter',
      'Route table IDs are only supported for Gateway type VPC Endpoint.',
    )
  }
  const privateDnsEnabled = input.PrivateDnsEnabled ?? true
  if (privateDnsEnabled) checkPrivateDns(ctx, vpc, service)
  const chosen = readEndpointSubnets(ctx, vpc.id, input.SubnetIds ?? [])
  const groupIds = readInterfaceGroups(ctx, endpoint, input.SecurityGroupIds)
  return {
    ...endpoint,
    state: 'pending',
    subnetIds: chosen.map(({ id }) => id),
    networkInterfaceIds: chosen.map((subnet) =>
      makeEndpointInterface(ctx, endpoint.id, subnet, groupIds),
    ),
    groupIds,
    privateDnsEnabled,
  }
}

function refuseUnsupported({ region }: Context, input: CreateVpcEndpointRequest): void {
  refuseMembers('CreateVpcEndpoint', input, [
    'ResourceConfigurationArn',
    'ServiceNetworkArn',
    'SubnetConfigurations',
  ])
  const unsupported =
    (input.IpAddressType !== undefined && input.IpAddressType !== 'ipv4') ||
    (input.ServiceRegion !== undefined && input.ServiceRegion !== region)
  if (!unsupported) return
  throw new AwsError(
    'UnsupportedOperation',
    'VPC endpoints with IPv6 addresses or to services of other Regions are not supported by the embedded cloud.',
  )
}
