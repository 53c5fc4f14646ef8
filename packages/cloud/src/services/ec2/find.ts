import type { Collection, Stored } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'

interface Kind {
  readonly prefix: string
  readonly notFound: string
  /** `{id}` is the id asked for. */
  readonly message: string
  /** Absent where AWS answers "does not exist" to any text. */
  readonly malformed?: string
}

const kinds = {
  vpc: {
    prefix: 'vpc',
    notFound: 'InvalidVpcID.NotFound',
    message: "The vpc ID '{id}' does not exist",
  },
  subnet: {
    prefix: 'subnet',
    notFound: 'InvalidSubnetID.NotFound',
    message: "The subnet ID '{id}' does not exist",
  },
  'route-table': {
    prefix: 'rtb',
    notFound: 'InvalidRouteTableID.NotFound',
    message: "The routeTable ID '{id}' does not exist",
    malformed: 'InvalidRouteTableId.Malformed',
  },
  'internet-gateway': {
    prefix: 'igw',
    notFound: 'InvalidInternetGatewayID.NotFound',
    message: "The internetGateway ID '{id}' does not exist",
    malformed: 'InvalidInternetGatewayId.Malformed',
  },
  'network-acl': {
    prefix: 'acl',
    notFound: 'InvalidNetworkAclID.NotFound',
    message: "The networkAcl ID '{id}' does not exist",
    malformed: 'InvalidNetworkAclId.Malformed',
  },
  'dhcp-options': {
    prefix: 'dopt',
    notFound: 'InvalidDhcpOptionID.NotFound',
    message: "The dhcpOption ID '{id}' does not exist",
    malformed: 'InvalidDhcpOptionsId.Malformed',
  },
  'network-interface': {
    prefix: 'eni',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    message: "The networkInterface ID '{id}' does not exist",
    malformed: 'InvalidNetworkInterfaceId.Malformed',
  },
  'security-group': {
    prefix: 'sg',
    notFound: 'InvalidGroup.NotFound',
    message: "The security group '{id}' does not exist",
    malformed: 'InvalidGroupId.Malformed',
  },
  'security-group-rule': {
    prefix: 'sgr',
    notFound: 'InvalidSecurityGroupRuleId.NotFound',
    message: "The security group rule ID '{id}' does not exist",
    malformed: 'InvalidSecurityGroupRuleId.Malformed',
  },
  'prefix-list': {
    prefix: 'pl',
    notFound: 'InvalidPrefixListID.NotFound',
    message: "The prefix list ID '{id}' does not exist",
    malformed: 'InvalidPrefixListId.Malformed',
  },
  'vpc-peering-connection': {
    prefix: 'pcx',
    notFound: 'InvalidVpcPeeringConnectionID.NotFound',
    message: "The vpcPeeringConnection ID '{id}' does not exist",
  },
  'nat-gateway': {
    prefix: 'nat',
    notFound: 'NatGatewayNotFound',
    message: 'NAT gateway {id} was not found',
    malformed: 'NatGatewayMalformed',
  },
  'egress-only-internet-gateway': {
    prefix: 'eigw',
    notFound: 'InvalidGatewayID.NotFound',
    message: "The eigw ID '{id}' does not exist",
  },
  'vpc-endpoint': {
    prefix: 'vpce',
    notFound: 'InvalidVpcEndpointId.NotFound',
    message: "The Vpc Endpoint Id '{id}' does not exist",
    malformed: 'InvalidVpcEndpointId.Malformed',
  },
  'flow-log': {
    prefix: 'fl',
    notFound: 'InvalidFlowLogId.NotFound',
    message: "The specified flow log ID '{id}' does not exist",
  },
  'subnet-cidr-reservation': {
    prefix: 'scr',
    notFound: 'InvalidSubnetCidrReservationID.NotFound',
    message: "The subnet-cidr-reservation ID '{id}' does not exist",
  },
  'vpc-block-public-access-exclusion': {
    prefix: 'vpcbpa-exclude',
    notFound: 'InvalidVpcBlockPublicAccessExclusionId.NotFound',
    message: "The VPC Block Public Access exclusion ID '{id}' does not exist",
  },
  'network-insights-path': {
    prefix: 'nip',
    notFound: 'InvalidNetworkInsightsPathId.NotFound',
    message: "The network insights path ID '{id}' does not exist",
    malformed: 'InvalidNetworkInsightsPathId.Malformed',
  },
  'network-insights-analysis': {
    prefix: 'nia',
    notFound: 'InvalidNetworkInsightsAnalysisId.NotFound',
    message: "The network insights analysis ID '{id}' does not exist",
    malformed: 'InvalidNetworkInsightsAnalysisId.Malformed',
  },
  'traffic-mirror-filter': {
    prefix: 'tmf',
    notFound: 'InvalidTrafficMirrorFilterId.NotFound',
    message: "The Traffic Mirror filter ID '{id}' does not exist",
  },
  'traffic-mirror-filter-rule': {
    prefix: 'tmfr',
    notFound: 'InvalidTrafficMirrorFilterRuleId.NotFound',
    message: "The Traffic Mirror filter rule ID '{id}' does not exist",
  },
  'traffic-mirror-target': {
    prefix: 'tmt',
    notFound: 'InvalidTrafficMirrorTargetId.NotFound',
    message: "The Traffic Mirror target ID '{id}' does not exist",
  },
  'traffic-mirror-session': {
    prefix: 'tms',
    notFound: 'InvalidTrafficMirrorSessionId.NotFound',
    message: "The Traffic Mirror session ID '{id}' does not exist",
  },
  'customer-gateway': {
    prefix: 'cgw',
    notFound: 'InvalidCustomerGatewayID.NotFound',
    message: "The customerGateway ID '{id}' does not exist",
  },
  'vpn-gateway': {
    prefix: 'vgw',
    notFound: 'InvalidVpnGatewayID.NotFound',
    message: "The vpnGateway ID '{id}' does not exist",
  },
  'vpn-connection': {
    prefix: 'vpn',
    notFound: 'InvalidVpnConnectionID.NotFound',
    message: "The vpnConnection ID '{id}' does not exist",
  },
  'carrier-gateway': {
    prefix: 'cagw',
    notFound: 'InvalidCarrierGatewayID.NotFound',
    message: "The CarrierGateway ID '{id}' does not exist",
  },
  'transit-gateway': {
    prefix: 'tgw',
    notFound: 'InvalidTransitGatewayID.NotFound',
    message: 'Transit Gateway {id} was deleted or does not exist.',
    malformed: 'InvalidTransitGatewayID.Malformed',
  },
  'transit-gateway-attachment': {
    prefix: 'tgw-attach',
    notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
    message: 'Transit Gateway Attachment {id} was deleted or does not exist.',
    malformed: 'InvalidTransitGatewayAttachmentID.Malformed',
  },
  'transit-gateway-route-table': {
    prefix: 'tgw-rtb',
    notFound: 'InvalidRouteTableID.NotFound',
    message: 'Transit Gateway Route Table {id} was deleted or does not exist.',
    malformed: 'InvalidRouteTableId.Malformed',
  },
  'instance-connect-endpoint': {
    prefix: 'eice',
    notFound: 'InvalidInstanceConnectEndpointId.NotFound',
    message: "The instance connect endpoint ID '{id}' does not exist",
    malformed: 'InvalidInstanceConnectEndpointId.Malformed',
  },
  ipam: {
    prefix: 'ipam',
    notFound: 'InvalidIpamId.NotFound',
    message: "The IPAM ID '{id}' does not exist",
    malformed: 'InvalidIpamId.Malformed',
  },
  'ipam-scope': {
    prefix: 'ipam-scope',
    notFound: 'InvalidIpamScopeId.NotFound',
    message: "The IPAM scope ID '{id}' does not exist",
    malformed: 'InvalidIpamScopeId.Malformed',
  },
  'ipam-pool': {
    prefix: 'ipam-pool',
    notFound: 'InvalidIpamPoolId.NotFound',
    message: "The IPAM pool ID '{id}' does not exist",
    malformed: 'InvalidIpamPoolId.Malformed',
  },
  'ipam-pool-allocation': {
    prefix: 'ipam-pool-alloc',
    notFound: 'InvalidIpamPoolAllocationId.NotFound',
    message: "The allocation ID '{id}' does not exist",
  },
  'elastic-ip': {
    prefix: 'eipalloc',
    notFound: 'InvalidAllocationID.NotFound',
    message: "The allocation ID '{id}' does not exist",
  },
  'key-pair': {
    prefix: 'key',
    notFound: 'InvalidKeyPair.NotFound',
    message: "The key pair ID '{id}' does not exist",
  },
} as const satisfies Record<string, Kind>

export type ResourceKind = keyof typeof kinds

/** The record of an id that a call names. Throws AWS's errors for an id that is malformed or names nothing. */
export function findRecord<R extends Stored, I extends string>(
  ctx: Context,
  of: Collection<R, I>,
  kind: ResourceKind,
  id: string,
): R {
  const found = ctx.db.get(of, id)
  if (found) return found
  throw notFound(kind, id)
}

/** Of its ids, without the hyphen. */
export function prefixOf(kind: ResourceKind): string {
  return kinds[kind].prefix
}

export function notFound(kind: ResourceKind, id: string): AwsError {
  const { prefix, malformed }: Kind = kinds[kind]
  if (malformed !== undefined && !new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) {
    return new AwsError(malformed, `Invalid id: "${id}" (expecting "${prefix}-...")`)
  }
  return missing(kind, id)
}

/** That there is none of an id, whatever that looks like. */
export function missing(kind: ResourceKind, id: string): AwsError {
  const { notFound: code, message } = kinds[kind]
  return new AwsError(code, message.replace('{id}', id))
}
