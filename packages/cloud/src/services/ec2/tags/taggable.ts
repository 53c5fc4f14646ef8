import type { ResourceType } from '@aws-sdk/client-ec2'
import type { Collection, Records } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'
import { elasticIps } from '../addresses/elastic-ip.ts'
import { capacityReservations } from '../capacity-reservations/capacity-reservation.ts'
import { reservationFleets } from '../capacity-reservation-fleets/reservation-fleet.ts'
import { instanceConnectEndpoints } from '../instance-connect-endpoints/instance-connect-endpoint.ts'
import { dhcpOptions } from '../dhcp-options/dhcp-options.ts'
import { egressOnlyInternetGateways } from '../egress-only-internet-gateways/egress-only-internet-gateway.ts'
import { usageReports } from '../image-usage/usage-report.ts'
import { eventWindows } from '../event-windows/event-window.ts'
import { fleets } from '../fleets/fleet.ts'
import { flowLogs } from '../flow-logs/flow-log.ts'
import { hostReservations } from '../host-reservations/host-reservation.ts'
import { hosts } from '../hosts/host.ts'
import { images } from '../images/image.ts'
import { instances } from '../instances/instance.ts'
import { spotRequests } from '../spot/spot-request.ts'
import { ipamAllocations, ipamPools } from '../ipam/ipam-pool.ts'
import { ipams, ipamScopes } from '../ipam/ipam.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { keyPairs } from '../key-pairs/key-pair.ts'
import { launchTemplates } from '../launch-templates/launch-template.ts'
import { natGateways } from '../nat-gateways/nat-gateway.ts'
import { networkAcls } from '../network-acls/network-acl.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { placementGroups } from '../placement-groups/placement-group.ts'
import { reservedInstances } from '../reserved-instances/reserved-instances.ts'
import { replaceRootTasks } from '../replace-root-volume/task.ts'
import { prefixLists } from '../prefix-lists/prefix-list.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { securityGroupRules, securityGroups } from '../security-groups/security-group.ts'
import { snapshots } from '../snapshots/snapshot.ts'
import { subnets } from '../subnets/subnet.ts'
import { hasIndex } from '../narrow.ts'
import { tagKey, type Tag, type Tagged } from '../tag.ts'
import { transitGatewayAttachments } from '../transit-gateways/transit-gateway-attachment.ts'
import { transitGatewayRouteTables } from '../transit-gateways/transit-gateway-route-table.ts'
import { transitGateways } from '../transit-gateways/transit-gateway.ts'
import { volumes } from '../volumes/volume.ts'
import { carrierGateways } from '../carrier-gateways/carrier-gateway.ts'
import { customerGateways } from '../customer-gateways/customer-gateway.ts'
import { vpnConnections } from '../vpn-connections/vpn-connection.ts'
import { vpnGateways } from '../vpn-gateways/vpn-gateway.ts'
import { subnetCidrReservations } from '../subnet-cidr-reservations/subnet-cidr-reservation.ts'
import { vpcBlockExclusions } from '../vpc-block-public-access/vpc-block-public-access.ts'
import {
  networkInsightsAnalyses,
  networkInsightsPaths,
} from '../network-insights/network-insights.ts'
import {
  mirrorFilters,
  mirrorRules,
  mirrorSessions,
  mirrorTargets,
} from '../traffic-mirroring/traffic-mirroring.ts'
import { vpcEndpoints } from '../vpc-endpoints/vpc-endpoint.ts'
import { vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { vpcs } from '../vpcs/vpc.ts'

/** A kind of resource that CreateTags, DeleteTags and DescribeTags know. */
export interface Taggable {
  readonly type: ResourceType
  /** Of its ids, without the hyphen. */
  readonly prefix: string
  readonly missing: (id: string) => AwsError
  all(db: Records): readonly (Tagged & { readonly id: string })[]
  pick(db: Records, ids: readonly string[]): readonly (Tagged & { readonly id: string })[]
  /** At least those that have the tag. */
  withTag(db: Records, tag: Tag): readonly (Tagged & { readonly id: string })[]
  find(db: Records, id: string): (Tagged & { readonly id: string }) | undefined
  /** Puts these tags on the record in place of those that it has. */
  retag(db: Records, id: string, tags: readonly Tag[]): void
}

function taggable<R extends Tagged & { readonly id: string }, I extends string>(
  type: ResourceType,
  prefix: string,
  of: Collection<R, I>,
  missing: readonly [code: string, message: (id: string) => string],
  /** Of a collection that holds two kinds. */
  only?: (record: R) => boolean,
): Taggable {
  const chosen = (records: readonly R[]) => (only ? records.filter(only) : records)
  return {
    type,
    prefix,
    missing: (id) => new AwsError(missing[0], missing[1](id)),
    all: (db) => chosen(db.all(of)),
    pick: (db, ids) => chosen(db.pick(of, ids)),
    withTag: (db, tag) => chosen(hasIndex(of, 'tag') ? db.by(of, 'tag', tagKey(tag)) : db.all(of)),
    find: (db, id) => db.get(of, id),
    retag: (db, id, tags) => {
      const record = db.get(of, id)
      if (record) db.put(of, { ...record, tags })
    },
  }
}

/** One line a kind. */
export const taggables: readonly Taggable[] = [
  taggable('capacity-reservation', 'cr', capacityReservations, [
    'InvalidCapacityReservationId.NotFound',
    (id) => `The capacity reservation '${id}' does not exist.`,
  ]),
  taggable('carrier-gateway', 'cagw', carrierGateways, [
    'InvalidCarrierGatewayID.NotFound',
    (id) => `The CarrierGateway ID '${id}' does not exist`,
  ]),
  taggable('customer-gateway', 'cgw', customerGateways, [
    'InvalidCustomerGatewayID.NotFound',
    (id) => `The customerGateway ID '${id}' does not exist`,
  ]),
  taggable('capacity-reservation-fleet', 'crf', reservationFleets, [
    'InvalidCapacityReservationFleetId.NotFound',
    (id) => `The capacity reservation fleet ID '${id}' does not exist`,
  ]),
  taggable('dhcp-options', 'dopt', dhcpOptions, [
    'InvalidDhcpOptionID.NotFound',
    (id) => `The dhcpOption ID '${id}' does not exist`,
  ]),
  taggable('egress-only-internet-gateway', 'eigw', egressOnlyInternetGateways, [
    'InvalidGatewayID.NotFound',
    (id) => `The eigw ID '${id}' does not exist`,
  ]),
  taggable('elastic-ip', 'eipalloc', elasticIps, [
    'InvalidAllocationID.NotFound',
    (id) => `The allocation ID '${id}' does not exist`,
  ]),
  taggable('host-reservation', 'hr', hostReservations, [
    'InvalidHostReservationID.NotFound',
    (id) => `The host reservation ID '${id}' does not exist`,
  ]),
  taggable('dedicated-host', 'h', hosts, [
    'InvalidHostID.NotFound',
    (id) => `The host ID '${id}' does not exist`,
  ]),
  taggable(
    'fleet',
    'fleet',
    fleets,
    ['InvalidFleetId.NotFound', (id) => `The fleet ID '${id}' does not exist`],
    ({ spotFleet }) => !spotFleet,
  ),
  taggable(
    'spot-fleet-request',
    'sfr',
    fleets,
    [
      'InvalidSpotFleetRequestId.NotFound',
      (id) => `The spot fleet request ID '${id}' does not exist`,
    ],
    ({ spotFleet }) => spotFleet !== undefined,
  ),
  taggable('image', 'ami', images, [
    'InvalidAMIID.NotFound',
    (id) => `The image id '[${id}]' does not exist`,
  ]),
  taggable('image-usage-report', 'amiur', usageReports, [
    'InvalidImageUsageReportId.NotFound',
    (id) => `The image usage report ID '${id}' does not exist`,
  ]),
  taggable('instance', 'i', instances, [
    'InvalidInstanceID.NotFound',
    (id) => `The instance ID '${id}' does not exist`,
  ]),
  taggable('instance-connect-endpoint', 'eice', instanceConnectEndpoints, [
    'InvalidInstanceConnectEndpointId.NotFound',
    (id) => `The instance connect endpoint ID '${id}' does not exist`,
  ]),
  taggable('instance-event-window', 'iew', eventWindows, [
    'InvalidInstanceEventWindowId.NotFound',
    (id) => `The instance event window ID '${id}' does not exist`,
  ]),
  taggable('ipam', 'ipam', ipams, [
    'InvalidIpamId.NotFound',
    (id) => `The IPAM ID '${id}' does not exist`,
  ]),
  taggable('ipam-pool', 'ipam-pool', ipamPools, [
    'InvalidIpamPoolId.NotFound',
    (id) => `The IPAM pool ID '${id}' does not exist`,
  ]),
  taggable('ipam-pool-allocation', 'ipam-pool-alloc', ipamAllocations, [
    'InvalidIpamPoolAllocationId.NotFound',
    (id) => `The allocation ID '${id}' does not exist`,
  ]),
  taggable('ipam-scope', 'ipam-scope', ipamScopes, [
    'InvalidIpamScopeId.NotFound',
    (id) => `The IPAM scope ID '${id}' does not exist`,
  ]),
  taggable('internet-gateway', 'igw', internetGateways, [
    'InvalidInternetGatewayID.NotFound',
    (id) => `The internetGateway ID '${id}' does not exist`,
  ]),
  taggable('key-pair', 'key', keyPairs, [
    'InvalidKeyPair.NotFound',
    (id) => `The key pair '${id}' does not exist`,
  ]),
  taggable('launch-template', 'lt', launchTemplates, [
    'InvalidLaunchTemplateId.NotFound',
    (id) => `The specified launch template, with template ID ${id}, does not exist.`,
  ]),
  taggable('natgateway', 'nat', natGateways, [
    'InvalidNatGatewayID.NotFound',
    (id) => `The natGateway ID '${id}' does not exist`,
  ]),
  taggable('network-acl', 'acl', networkAcls, [
    'InvalidNetworkAclID.NotFound',
    (id) => `The networkAcl ID '${id}' does not exist`,
  ]),
  taggable('network-interface', 'eni', networkInterfaces, [
    'InvalidNetworkInterfaceID.NotFound',
    (id) => `The networkInterface ID '${id}' does not exist`,
  ]),
  taggable('placement-group', 'pg', placementGroups, [
    'InvalidPlacementGroupId.Unknown',
    (id) => `The placement group '${id}' is unknown.`,
  ]),
  taggable('replace-root-volume-task', 'replacevol', replaceRootTasks, [
    'InvalidReplaceRootVolumeTaskId.NotFound',
    (id) => `The replace root volume task ID '${id}' does not exist`,
  ]),
  taggable('prefix-list', 'pl', prefixLists, [
    'InvalidPrefixListID.NotFound',
    (id) => `The prefix list ID '${id}' does not exist`,
  ]),
  taggable('reserved-instances', '', reservedInstances, [
    'InvalidReservedInstancesId',
    (id) => `The ID '${id}' does not exist`,
  ]),
  taggable('route-table', 'rtb', routeTables, [
    'InvalidRouteTableID.NotFound',
    (id) => `The routeTable ID '${id}' does not exist`,
  ]),
  taggable('security-group', 'sg', securityGroups, [
    'InvalidGroup.NotFound',
    (id) => `The security group '${id}' does not exist`,
  ]),
  taggable('security-group-rule', 'sgr', securityGroupRules, [
    'InvalidSecurityGroupRuleId.NotFound',
    (id) => `The security group rule ID '${id}' does not exist`,
  ]),
  taggable('snapshot', 'snap', snapshots, [
    'InvalidSnapshot.NotFound',
    (id) => `The snapshot '${id}' does not exist.`,
  ]),
  taggable('spot-instances-request', 'sir', spotRequests, [
    'InvalidSpotInstanceRequestID.NotFound',
    (id) => `The spot instance request ID '${id}' does not exist`,
  ]),
  taggable('subnet', 'subnet', subnets, [
    'InvalidSubnetID.NotFound',
    (id) => `The subnet ID '${id}' does not exist`,
  ]),
  taggable('subnet-cidr-reservation', 'scr', subnetCidrReservations, [
    'InvalidSubnetCidrReservationID.NotFound',
    (id) => `The subnet-cidr-reservation ID '${id}' does not exist`,
  ]),
  taggable('vpc-block-public-access-exclusion', 'vpcbpa-exclude', vpcBlockExclusions, [
    'InvalidVpcBlockPublicAccessExclusionId.NotFound',
    (id) => `The VPC Block Public Access exclusion ID '${id}' does not exist`,
  ]),
  taggable('network-insights-analysis', 'nia', networkInsightsAnalyses, [
    'InvalidNetworkInsightsAnalysisId.NotFound',
    (id) => `The network insights analysis ID '${id}' does not exist`,
  ]),
  taggable('network-insights-path', 'nip', networkInsightsPaths, [
    'InvalidNetworkInsightsPathId.NotFound',
    (id) => `The network insights path ID '${id}' does not exist`,
  ]),
  taggable('traffic-mirror-filter', 'tmf', mirrorFilters, [
    'InvalidTrafficMirrorFilterId.NotFound',
    (id) => `The Traffic Mirror filter ID '${id}' does not exist`,
  ]),
  taggable('traffic-mirror-filter-rule', 'tmfr', mirrorRules, [
    'InvalidTrafficMirrorFilterRuleId.NotFound',
    (id) => `The Traffic Mirror filter rule ID '${id}' does not exist`,
  ]),
  taggable('traffic-mirror-session', 'tms', mirrorSessions, [
    'InvalidTrafficMirrorSessionId.NotFound',
    (id) => `The Traffic Mirror session ID '${id}' does not exist`,
  ]),
  taggable('traffic-mirror-target', 'tmt', mirrorTargets, [
    'InvalidTrafficMirrorTargetId.NotFound',
    (id) => `The Traffic Mirror target ID '${id}' does not exist`,
  ]),
  taggable('transit-gateway-attachment', 'tgw-attach', transitGatewayAttachments, [
    'InvalidTransitGatewayAttachmentID.NotFound',
    (id) => `Transit Gateway Attachment ${id} was deleted or does not exist.`,
  ]),
  taggable('transit-gateway-route-table', 'tgw-rtb', transitGatewayRouteTables, [
    'InvalidRouteTableID.NotFound',
    (id) => `Transit Gateway Route Table ${id} was deleted or does not exist.`,
  ]),
  taggable('transit-gateway', 'tgw', transitGateways, [
    'InvalidTransitGatewayID.NotFound',
    (id) => `Transit Gateway ${id} was deleted or does not exist.`,
  ]),
  taggable('volume', 'vol', volumes, [
    'InvalidVolume.NotFound',
    (id) => `The volume '${id}' does not exist.`,
  ]),
  taggable('vpc-flow-log', 'fl', flowLogs, [
    'InvalidFlowLogId.NotFound',
    (id) => `The specified flow log ID '${id}' does not exist`,
  ]),
  taggable('vpc-endpoint', 'vpce', vpcEndpoints, [
    'InvalidVpcEndpointId.NotFound',
    (id) => `The Vpc Endpoint Id '${id}' does not exist`,
  ]),
  taggable('vpc', 'vpc', vpcs, [
    'InvalidVpcID.NotFound',
    (id) => `The vpc ID '${id}' does not exist`,
  ]),
  taggable('vpc-peering-connection', 'pcx', vpcPeeringConnections, [
    'InvalidVpcPeeringConnectionID.NotFound',
    (id) => `The vpcPeeringConnection ID '${id}' does not exist`,
  ]),
  taggable('vpn-connection', 'vpn', vpnConnections, [
    'InvalidVpnConnectionID.NotFound',
    (id) => `The vpnConnection ID '${id}' does not exist`,
  ]),
  taggable('vpn-gateway', 'vgw', vpnGateways, [
    'InvalidVpnGatewayID.NotFound',
    (id) => `The vpnGateway ID '${id}' does not exist`,
  ]),
]

/** Reserved Instances have ids without a prefix. */
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const byPrefix = new Map(taggables.map((kind) => [kind.prefix, kind]))

/** The kind of a resource by its id; throws for an id of no kind that can be tagged, and for one that does not exist. */
export function findTaggable(db: Records, id: string): { kind: Taggable; tags: readonly Tag[] } {
  const kind = uuidPattern.test(id)
    ? byPrefix.get('')
    : (byPrefix.get(id.slice(0, id.lastIndexOf('-'))) ?? byPrefix.get(id.split('-')[0] ?? 'none'))
  if (!kind) throw new AwsError('InvalidID', `The ID '${id}' is not valid`)
  const record = kind.find(db, id)
  if (!record) throw kind.missing(id)
  return { kind, tags: record.tags }
}
