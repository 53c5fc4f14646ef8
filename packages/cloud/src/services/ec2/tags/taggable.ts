import type { ResourceType } from '@aws-sdk/client-ec2'
import type { Collection, Records } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'
import { missing, prefixOf, type ResourceKind } from '../find.ts'
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

function makeTaggable<R extends Tagged & { readonly id: string }, I extends string>(
  type: ResourceType,
  prefix: string,
  of: Collection<R, I>,
  missing: (id: string) => AwsError,
  only?: (record: R) => boolean,
): Taggable {
  const chosen = (records: readonly R[]) => (only ? records.filter(only) : records)
  return {
    type,
    prefix,
    missing,
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

/** One that `findRecord` knows: its ids, and AWS's words for what is not there, stand in that table. */
function taggable<R extends Tagged & { readonly id: string }, I extends string>(
  type: ResourceType,
  of: Collection<R, I>,
  kind: ResourceKind,
): Taggable {
  return makeTaggable(type, prefixOf(kind), of, (id) => missing(kind, id))
}

/** One that is looked for in other ways, or is missed in other words when it is tagged. */
function withOwnWords<R extends Tagged & { readonly id: string }, I extends string>(
  type: ResourceType,
  prefix: string,
  of: Collection<R, I>,
  [code, message]: readonly [code: string, message: (id: string) => string],
  /** Of a collection that holds two kinds. */
  only?: (record: R) => boolean,
): Taggable {
  return makeTaggable(type, prefix, of, (id) => new AwsError(code, message(id)), only)
}

/** One line a kind. */
export const taggables: readonly Taggable[] = [
  withOwnWords('capacity-reservation', 'cr', capacityReservations, [
    'InvalidCapacityReservationId.NotFound',
    (id) => `The capacity reservation '${id}' does not exist.`,
  ]),
  taggable('carrier-gateway', carrierGateways, 'carrier-gateway'),
  taggable('customer-gateway', customerGateways, 'customer-gateway'),
  withOwnWords('capacity-reservation-fleet', 'crf', reservationFleets, [
    'InvalidCapacityReservationFleetId.NotFound',
    (id) => `The capacity reservation fleet ID '${id}' does not exist`,
  ]),
  taggable('dhcp-options', dhcpOptions, 'dhcp-options'),
  taggable(
    'egress-only-internet-gateway',
    egressOnlyInternetGateways,
    'egress-only-internet-gateway',
  ),
  taggable('elastic-ip', elasticIps, 'elastic-ip'),
  withOwnWords('host-reservation', 'hr', hostReservations, [
    'InvalidHostReservationID.NotFound',
    (id) => `The host reservation ID '${id}' does not exist`,
  ]),
  withOwnWords('dedicated-host', 'h', hosts, [
    'InvalidHostID.NotFound',
    (id) => `The host ID '${id}' does not exist`,
  ]),
  withOwnWords(
    'fleet',
    'fleet',
    fleets,
    ['InvalidFleetId.NotFound', (id) => `The fleet ID '${id}' does not exist`],
    ({ spotFleet }) => !spotFleet,
  ),
  withOwnWords(
    'spot-fleet-request',
    'sfr',
    fleets,
    [
      'InvalidSpotFleetRequestId.NotFound',
      (id) => `The spot fleet request ID '${id}' does not exist`,
    ],
    ({ spotFleet }) => spotFleet !== undefined,
  ),
  withOwnWords('image', 'ami', images, [
    'InvalidAMIID.NotFound',
    (id) => `The image id '[${id}]' does not exist`,
  ]),
  withOwnWords('image-usage-report', 'amiur', usageReports, [
    'InvalidImageUsageReportId.NotFound',
    (id) => `The image usage report ID '${id}' does not exist`,
  ]),
  withOwnWords('instance', 'i', instances, [
    'InvalidInstanceID.NotFound',
    (id) => `The instance ID '${id}' does not exist`,
  ]),
  taggable('instance-connect-endpoint', instanceConnectEndpoints, 'instance-connect-endpoint'),
  withOwnWords('instance-event-window', 'iew', eventWindows, [
    'InvalidInstanceEventWindowId.NotFound',
    (id) => `The instance event window ID '${id}' does not exist`,
  ]),
  taggable('ipam', ipams, 'ipam'),
  taggable('ipam-pool', ipamPools, 'ipam-pool'),
  taggable('ipam-pool-allocation', ipamAllocations, 'ipam-pool-allocation'),
  taggable('ipam-scope', ipamScopes, 'ipam-scope'),
  taggable('internet-gateway', internetGateways, 'internet-gateway'),
  withOwnWords('key-pair', 'key', keyPairs, [
    'InvalidKeyPair.NotFound',
    (id) => `The key pair '${id}' does not exist`,
  ]),
  withOwnWords('launch-template', 'lt', launchTemplates, [
    'InvalidLaunchTemplateId.NotFound',
    (id) => `The specified launch template, with template ID ${id}, does not exist.`,
  ]),
  withOwnWords('natgateway', 'nat', natGateways, [
    'InvalidNatGatewayID.NotFound',
    (id) => `The natGateway ID '${id}' does not exist`,
  ]),
  taggable('network-acl', networkAcls, 'network-acl'),
  taggable('network-interface', networkInterfaces, 'network-interface'),
  withOwnWords('placement-group', 'pg', placementGroups, [
    'InvalidPlacementGroupId.Unknown',
    (id) => `The placement group '${id}' is unknown.`,
  ]),
  withOwnWords('replace-root-volume-task', 'replacevol', replaceRootTasks, [
    'InvalidReplaceRootVolumeTaskId.NotFound',
    (id) => `The replace root volume task ID '${id}' does not exist`,
  ]),
  taggable('prefix-list', prefixLists, 'prefix-list'),
  withOwnWords('reserved-instances', '', reservedInstances, [
    'InvalidReservedInstancesId',
    (id) => `The ID '${id}' does not exist`,
  ]),
  taggable('route-table', routeTables, 'route-table'),
  taggable('security-group', securityGroups, 'security-group'),
  taggable('security-group-rule', securityGroupRules, 'security-group-rule'),
  withOwnWords('snapshot', 'snap', snapshots, [
    'InvalidSnapshot.NotFound',
    (id) => `The snapshot '${id}' does not exist.`,
  ]),
  withOwnWords('spot-instances-request', 'sir', spotRequests, [
    'InvalidSpotInstanceRequestID.NotFound',
    (id) => `The spot instance request ID '${id}' does not exist`,
  ]),
  taggable('subnet', subnets, 'subnet'),
  taggable('subnet-cidr-reservation', subnetCidrReservations, 'subnet-cidr-reservation'),
  taggable(
    'vpc-block-public-access-exclusion',
    vpcBlockExclusions,
    'vpc-block-public-access-exclusion',
  ),
  taggable('network-insights-analysis', networkInsightsAnalyses, 'network-insights-analysis'),
  taggable('network-insights-path', networkInsightsPaths, 'network-insights-path'),
  taggable('traffic-mirror-filter', mirrorFilters, 'traffic-mirror-filter'),
  taggable('traffic-mirror-filter-rule', mirrorRules, 'traffic-mirror-filter-rule'),
  taggable('traffic-mirror-session', mirrorSessions, 'traffic-mirror-session'),
  taggable('traffic-mirror-target', mirrorTargets, 'traffic-mirror-target'),
  taggable('transit-gateway-attachment', transitGatewayAttachments, 'transit-gateway-attachment'),
  taggable('transit-gateway-route-table', transitGatewayRouteTables, 'transit-gateway-route-table'),
  taggable('transit-gateway', transitGateways, 'transit-gateway'),
  withOwnWords('volume', 'vol', volumes, [
    'InvalidVolume.NotFound',
    (id) => `The volume '${id}' does not exist.`,
  ]),
  taggable('vpc-flow-log', flowLogs, 'flow-log'),
  taggable('vpc-endpoint', vpcEndpoints, 'vpc-endpoint'),
  taggable('vpc', vpcs, 'vpc'),
  taggable('vpc-peering-connection', vpcPeeringConnections, 'vpc-peering-connection'),
  taggable('vpn-connection', vpnConnections, 'vpn-connection'),
  taggable('vpn-gateway', vpnGateways, 'vpn-gateway'),
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
