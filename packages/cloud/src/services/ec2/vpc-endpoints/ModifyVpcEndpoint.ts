import type { ModifyVpcEndpointRequest, ModifyVpcEndpointResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { readInterfaceGroups } from '../network-interfaces/interface-groups.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { refuseMembers } from '../unsupported.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { checkPrivateDns } from './check-private-dns.ts'
import { makeEndpointInterface, readEndpointSubnets } from './endpoint-interfaces.ts'
import { openPolicy, readEndpointPolicy } from './endpoint-policy.ts'
import { findEndpointService } from './endpoint-services.ts'
import { readEndpointTables } from './endpoint-tables.ts'
import { vpcEndpoints, type VpcEndpointRecord } from './vpc-endpoint.ts'

/** Changes policy, subnets, groups, tables and private DNS of an endpoint. */
export const ModifyVpcEndpoint = operation<ModifyVpcEndpointRequest, ModifyVpcEndpointResult>(
  'ModifyVpcEndpoint',
  (ctx, input) => {
    refuseMembers('ModifyVpcEndpoint', input, [
      'IpAddressType',
      'DnsOptions',
      'SubnetConfigurations',
    ])
    const endpoint = findRecord(ctx, vpcEndpoints, 'vpc-endpoint', input.VpcEndpointId ?? '')
    if (endpoint.state === 'deleting') {
      throw new AwsError('InvalidParameter', `The Vpc Endpoint ${endpoint.id} is being deleted.`)
    }
    const changed =
      endpoint.type === 'Gateway'
        ? withTables(ctx, endpoint, input)
        : withInterfaces(ctx, endpoint, input)
    ctx.db.put(vpcEndpoints, { ...changed, policyDocument: policyOf(endpoint, input) })
    return { Return: true }
  },
)

function policyOf(endpoint: VpcEndpointRecord, input: ModifyVpcEndpointRequest): string {
  if (input.ResetPolicy) return openPolicy
  if (input.PolicyDocument === undefined) return endpoint.policyDocument
  return readEndpointPolicy(input.PolicyDocument)
}

function withTables(
  ctx: Context,
  endpoint: VpcEndpointRecord,
  input: ModifyVpcEndpointRequest,
): VpcEndpointRecord {
  const gone = new Set(input.RemoveRouteTableIds)
  const added = readEndpointTables(
    ctx,
    endpoint.vpcId,
    endpoint.serviceName,
    (input.AddRouteTableIds ?? []).filter((id) => !endpoint.routeTableIds.includes(id)),
  )
  const kept = endpoint.routeTableIds.filter((id) => !gone.has(id))
  return { ...endpoint, routeTableIds: [...kept, ...added] }
}

function withInterfaces(
  ctx: Context,
  endpoint: VpcEndpointRecord,
  input: ModifyVpcEndpointRequest,
): VpcEndpointRecord {
  const groupIds = changeGroups(ctx, endpoint, input)
  const privateDnsEnabled = input.PrivateDnsEnabled ?? endpoint.privateDnsEnabled
  if (privateDnsEnabled && !endpoint.privateDnsEnabled) {
    const vpc = findRecord(ctx, vpcs, 'vpc', endpoint.vpcId)
    checkPrivateDns(ctx, vpc, findEndpointService(ctx.region, endpoint.serviceName))
  }
  const gone = new Set(input.RemoveSubnetIds)
  const ends = endpoint.subnetIds.map((subnetId, index) => ({
    subnetId,
    eni: endpoint.networkInterfaceIds[index] ?? '',
  }))
  for (const { eni } of ends.filter(({ subnetId }) => gone.has(subnetId)))
    ctx.db.delete(networkInterfaces, eni)
  const kept = ends.filter(({ subnetId }) => !gone.has(subnetId))
  const wished = (input.AddSubnetIds ?? []).filter((id) => !endpoint.subnetIds.includes(id))
  const present = kept.map(({ subnetId }) => subnetId)
  const added = readEndpointSubnets(ctx, endpoint.vpcId, wished, present)
  const made = added.map((subnet) => makeEndpointInterface(ctx, endpoint.id, subnet, groupIds))
  return {
    ...endpoint,
    groupIds,
    privateDnsEnabled,
    subnetIds: [...present, ...added.map(({ id }) => id)],
    networkInterfaceIds: [...kept.map(({ eni }) => eni), ...made],
  }
}

/** Its interfaces have the endpoint's groups. */
function changeGroups(
  ctx: Context,
  endpoint: VpcEndpointRecord,
  input: ModifyVpcEndpointRequest,
): readonly string[] {
  const gone = new Set(input.RemoveSecurityGroupIds)
  const added = input.AddSecurityGroupIds?.length
    ? readInterfaceGroups(ctx, endpoint, input.AddSecurityGroupIds)
    : []
  const kept = endpoint.groupIds.filter((id) => !gone.has(id))
  const groupIds = [...new Set([...kept, ...added])]
  if (groupIds.length === 0) {
    throw new AwsError(
      'InvalidParameter',
      `The Vpc Endpoint ${endpoint.id} must have at least one security group.`,
    )
  }
  for (const id of endpoint.networkInterfaceIds) {
    const eni = ctx.db.get(networkInterfaces, id)
    if (eni) ctx.db.put(networkInterfaces, { ...eni, groupIds })
  }
  return groupIds
}
