import type { Ids } from './world.ts'
import { computeSpecimens } from './specimens-compute.ts'
import { furtherSpecimens } from './specimens-further.ts'
import { networkSpecimens } from './specimens-network.ts'
import { storageSpecimens } from './specimens-storage.ts'
import { transitSpecimens } from './specimens-transit.ts'
import { vpnSpecimens } from './specimens-vpn.ts'

/** Calls of operations that are valid in the furnished world. */
export type Specimens = Readonly<Record<string, (id: Ids) => object>>

/** Lists of what nobody can have here: asked for as a whole. */
const emptyLists: readonly string[] = [
  'DescribeAwsNetworkPerformanceMetricSubscriptions',
  'DescribeCapacityBlockExtensionHistory',
  'DescribeCapacityBlockStatus',
  'DescribeCapacityBlocks',
  'DescribeDeclarativePoliciesReports',
  'DescribeElasticGpus',
  'DescribeFpgaImages',
  'DescribeHostReservationOfferings',
  'DescribeIpamPools',
  'DescribeIpamResourceDiscoveries',
  'DescribeIpamResourceDiscoveryAssociations',
  'DescribeIpamScopes',
  'DescribeIpams',
  'DescribeIpv6Pools',
  'DescribeMacModificationTasks',
  'DescribeMovingAddresses',
  'DescribeOutpostLags',
  'DescribePublicIpv4Pools',
  'DescribeRouteServerEndpoints',
  'DescribeRouteServerPeers',
  'DescribeRouteServers',
  'DescribeServiceLinkVirtualInterfaces',
  'DescribeTrunkInterfaceAssociations',
  'DescribeVerifiedAccessEndpoints',
  'DescribeVerifiedAccessGroups',
  'DescribeVerifiedAccessInstanceLoggingConfigurations',
  'DescribeVerifiedAccessInstances',
  'DescribeVerifiedAccessTrustProviders',
  'DescribeVpcEndpointConnectionNotifications',
  'DescribeVpcEndpointConnections',
  'DescribeVpcEndpointServiceConfigurations',
]

/** One for each operation. */
export const specimens: Specimens = {
  ...computeSpecimens,
  ...furtherSpecimens,
  ...networkSpecimens,
  ...storageSpecimens,
  ...transitSpecimens,
  ...vpnSpecimens,
  ...Object.fromEntries(emptyLists.map((name) => [name, () => ({})])),
}

/** Where the specimen stands in the Region whose default VPC is gone. */
export const standsElsewhere: ReadonlySet<string> = new Set(['CreateDefaultVpc'])

/** Operations that have no specimen yet and so are not swept: the backlog, to which nothing is added. */
export const unswept: ReadonlySet<string> = new Set([
  'AllocateIpamPoolCidr',
  'AssignPrivateNatGatewayAddress',
  'AssociateNatGatewayAddress',
  'AttachClassicLinkVpc',
  'CancelImageLaunchPermission',
  'CreateIpam',
  'CreateIpamPool',
  'CreateIpamScope',
  'CreateSubnetCidrReservation',
  'CreateVpcBlockPublicAccessExclusion',
  'DeleteIpam',
  'DeleteIpamPool',
  'DeleteIpamScope',
  'DeleteSubnetCidrReservation',
  'DeleteVpcBlockPublicAccessExclusion',
  'DeprovisionIpamPoolCidr',
  'DescribeSecurityGroupReferences',
  'DescribeStaleSecurityGroups',
  'DescribeVpcBlockPublicAccessExclusions',
  'DescribeVpcBlockPublicAccessOptions',
  'DetachClassicLinkVpc',
  'DisableVpcClassicLink',
  'DisableVpcClassicLinkDnsSupport',
  'DisassociateNatGatewayAddress',
  'EnableVpcClassicLink',
  'EnableVpcClassicLinkDnsSupport',
  'GetIpamPoolAllocations',
  'GetIpamPoolCidrs',
  'GetSubnetCidrReservations',
  'ModifyIpam',
  'ModifyIpamPool',
  'ModifyIpamScope',
  'ModifyVpcBlockPublicAccessExclusion',
  'ModifyVpcBlockPublicAccessOptions',
  'ProvisionIpamPoolCidr',
  'ReleaseIpamPoolAllocation',
  'UnassignPrivateNatGatewayAddress',
  'CreateNetworkInsightsPath',
  'DeleteNetworkInsightsAnalysis',
  'DeleteNetworkInsightsPath',
  'DescribeNetworkInsightsAnalyses',
  'DescribeNetworkInsightsPaths',
  'StartNetworkInsightsAnalysis',
])
