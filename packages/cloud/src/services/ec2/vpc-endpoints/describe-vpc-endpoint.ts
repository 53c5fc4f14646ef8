import type { DnsEntry, VpcEndpoint } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import { securityGroups } from '../security-groups/security-group.ts'
import { subnets } from '../subnets/subnet.ts'
import { endpointServices } from './endpoint-services.ts'
import type { VpcEndpointRecord } from './vpc-endpoint.ts'

export function toVpcEndpoint(ctx: Context, endpoint: VpcEndpointRecord): VpcEndpoint {
  const { type } = endpoint
  return {
    VpcEndpointId: endpoint.id,
    VpcEndpointType: type,
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.serviceName,
    // In lower case on the wire, other than the SDK's list has it.
    State: endpoint.state as VpcEndpoint['State'],
    PolicyDocument: endpoint.policyDocument,
    RouteTableIds: [...endpoint.routeTableIds],
    SubnetIds: [...endpoint.subnetIds],
    Groups: endpoint.groupIds.map((GroupId) => ({
      GroupId,
      GroupName: ctx.db.get(securityGroups, GroupId)?.name,
    })),
    ...(type === 'Interface'
      ? { IpAddressType: 'ipv4', DnsOptions: { DnsRecordIpType: 'ipv4' } }
      : {}),
    PrivateDnsEnabled: endpoint.privateDnsEnabled,
    RequesterManaged: false,
    NetworkInterfaceIds: [...endpoint.networkInterfaceIds],
    DnsEntries: dnsEntries(ctx, endpoint),
    CreationTimestamp: new Date(endpoint.createTime),
    Tags: [...endpoint.tags],
    OwnerId: ctx.account,
    ServiceRegion: ctx.region,
  }
}

/** Its own name, one for each zone, and the service's where that leads here. */
function dnsEntries(ctx: Context, endpoint: VpcEndpointRecord): DnsEntry[] {
  const service = endpointServices(ctx.region).get(endpoint.serviceName)
  if (endpoint.type !== 'Interface' || !service) return []
  const zones = endpoint.subnetIds.flatMap((id) => ctx.db.get(subnets, id)?.availabilityZone ?? [])
  const own = `${endpoint.id}-${endpoint.dnsLabel}`
  const names = [
    `${own}.${service.baseDnsName}`,
    ...zones.map((zone) => `${own}-${zone}.${service.baseDnsName}`),
    ...(endpoint.privateDnsEnabled && service.privateDnsName ? [service.privateDnsName] : []),
  ]
  return names.map((DnsName) => ({ DnsName, HostedZoneId: 'Z7HUB22UULQXV' }))
}

export function vpcEndpointFilters(ctx: Context): FilterFields<VpcEndpointRecord> {
  return {
    fields: {
      'ip-address-type': ({ type }) => (type === 'Interface' ? 'ipv4' : undefined),
      'service-name': ({ serviceName }) => serviceName,
      'service-region': () => ctx.region,
      'vpc-id': ({ vpcId }) => vpcId,
      'vpc-endpoint-id': ({ id }) => id,
      'vpc-endpoint-state': ({ state }) => state,
      'vpc-endpoint-type': ({ type }) => type,
    },
    tags: ({ tags }) => tags,
  }
}
