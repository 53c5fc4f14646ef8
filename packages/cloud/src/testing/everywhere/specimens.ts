import type { Ids } from './world.ts'
import { addressingSpecimens } from './specimens-addressing.ts'
import { commitmentSpecimens } from './specimens-commitments.ts'
import { computeSpecimens } from './specimens-compute.ts'
import { furtherSpecimens } from './specimens-further.ts'
import { insightsSpecimens } from './specimens-insights.ts'
import { ipamSpecimens } from './specimens-ipam.ts'
import { mirroringSpecimens } from './specimens-mirroring.ts'
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
  ...addressingSpecimens,
  ...commitmentSpecimens,
  ...computeSpecimens,
  ...furtherSpecimens,
  ...insightsSpecimens,
  ...ipamSpecimens,
  ...mirroringSpecimens,
  ...networkSpecimens,
  ...storageSpecimens,
  ...transitSpecimens,
  ...vpnSpecimens,
  ...Object.fromEntries(emptyLists.map((name) => [name, () => ({})])),
}

/** Where the specimen stands in the Region whose default VPC is gone. */
export const standsElsewhere: ReadonlySet<string> = new Set(['CreateDefaultVpc'])
