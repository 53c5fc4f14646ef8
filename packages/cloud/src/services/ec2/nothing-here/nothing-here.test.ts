import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'

let cloud: TestCloud
let ec2: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

it('what nobody has any more is listed as nothing', async () => {
  expect((await ec2.send(new sdk.DescribeBundleTasksCommand({}))).BundleTasks).toEqual([])
  expect((await ec2.send(new sdk.DescribeConversionTasksCommand({}))).ConversionTasks).toEqual([])
  expect((await ec2.send(new sdk.DescribeExportTasksCommand({}))).ExportTasks).toEqual([])
  expect((await ec2.send(new sdk.DescribeImportImageTasksCommand({}))).ImportImageTasks).toEqual([])
  expect((await ec2.send(new sdk.DescribeExportImageTasksCommand({}))).ExportImageTasks).toEqual([])
  expect((await ec2.send(new sdk.DescribeFastLaunchImagesCommand({}))).FastLaunchImages).toEqual([])
  expect(
    (await ec2.send(new sdk.DescribeStoreImageTasksCommand({}))).StoreImageTaskResults,
  ).toEqual([])
  expect(
    (await ec2.send(new sdk.DescribeImportSnapshotTasksCommand({}))).ImportSnapshotTasks,
  ).toEqual([])
  expect((await ec2.send(new sdk.DescribeClassicLinkInstancesCommand({}))).Instances).toEqual([])
  expect((await ec2.send(new sdk.DescribeVpcClassicLinkCommand({}))).Vpcs).toEqual([])
  expect((await ec2.send(new sdk.DescribeVpcClassicLinkDnsSupportCommand({}))).Vpcs).toEqual([])
  expect(
    (await ec2.send(new sdk.DescribeScheduledInstancesCommand({}))).ScheduledInstanceSet,
  ).toEqual([])
  expect((await ec2.send(new sdk.DescribeHostsCommand({}))).Hosts).toEqual([])
  expect((await ec2.send(new sdk.DescribeHostReservationsCommand({}))).HostReservationSet).toEqual(
    [],
  )
  expect((await ec2.send(new sdk.DescribeReservedInstancesCommand({}))).ReservedInstances).toEqual(
    [],
  )
  const modifications = await ec2.send(new sdk.DescribeReservedInstancesModificationsCommand({}))
  expect(modifications.ReservedInstancesModifications).toEqual([])
  const listings = await ec2.send(new sdk.DescribeReservedInstancesListingsCommand({}))
  expect(listings.ReservedInstancesListings).toEqual([])
  const fleets = await ec2.send(new sdk.DescribeSpotFleetRequestsCommand({}))
  expect(fleets.SpotFleetRequestConfigs).toEqual([])
  await expect(ec2.send(new sdk.DescribeSpotDatafeedSubscriptionCommand({}))).rejects.toMatchObject(
    { name: 'InvalidSpotDatafeed.NotFound' },
  )
  await expect(
    ec2.send(new sdk.DescribeHostsCommand({ HostIds: ['h-00000000000000000'] })),
  ).rejects.toMatchObject({ name: 'InvalidHostID.NotFound' })
  await expect(
    ec2.send(new sdk.DescribeVpcClassicLinkCommand({ Filters: [{ Name: 'x', Values: ['y'] }] })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})

it('so is what this cloud has no way to make', async () => {
  const lists = [
    (await ec2.send(new sdk.DescribeTransitGatewayConnectsCommand({}))).TransitGatewayConnects,
    (await ec2.send(new sdk.DescribeTransitGatewayConnectPeersCommand({})))
      .TransitGatewayConnectPeers,
    (await ec2.send(new sdk.DescribeTransitGatewayMulticastDomainsCommand({})))
      .TransitGatewayMulticastDomains,
    (await ec2.send(new sdk.DescribeTransitGatewayPolicyTablesCommand({})))
      .TransitGatewayPolicyTables,
    (await ec2.send(new sdk.DescribeTransitGatewayRouteTableAnnouncementsCommand({})))
      .TransitGatewayRouteTableAnnouncements,
    (await ec2.send(new sdk.DescribeLocalGatewaysCommand({}))).LocalGateways,
    (await ec2.send(new sdk.DescribeLocalGatewayRouteTablesCommand({}))).LocalGatewayRouteTables,
    (await ec2.send(new sdk.DescribeLocalGatewayRouteTableVpcAssociationsCommand({})))
      .LocalGatewayRouteTableVpcAssociations,
    (
      await ec2.send(
        new sdk.DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsCommand({}),
      )
    ).LocalGatewayRouteTableVirtualInterfaceGroupAssociations,
    (await ec2.send(new sdk.DescribeLocalGatewayVirtualInterfaceGroupsCommand({})))
      .LocalGatewayVirtualInterfaceGroups,
    (await ec2.send(new sdk.DescribeLocalGatewayVirtualInterfacesCommand({})))
      .LocalGatewayVirtualInterfaces,
    (await ec2.send(new sdk.DescribeCoipPoolsCommand({}))).CoipPools,
  ]
  expect(lists).toEqual(lists.map(() => []))
  await expect(
    ec2.send(new sdk.DescribeLocalGatewaysCommand({ LocalGatewayIds: ['lgw-0123456789abcdef0'] })),
  ).rejects.toMatchObject({ name: 'InvalidLocalGatewayID.NotFound' })
})

/** Every list that an answer has. */
async function listsOf(answer: Promise<object>): Promise<readonly unknown[]> {
  return Object.values(await answer).filter((value) => Array.isArray(value))
}

it.each<readonly [string, () => Promise<object>]>([
  ['DescribePublicIpv4Pools', () => ec2.send(new sdk.DescribePublicIpv4PoolsCommand({}))],
  ['DescribeByoipCidrs', () => ec2.send(new sdk.DescribeByoipCidrsCommand({ MaxResults: 5 }))],
  ['DescribeIpv6Pools', () => ec2.send(new sdk.DescribeIpv6PoolsCommand({}))],
  ['DescribeCoipPools', () => ec2.send(new sdk.DescribeCoipPoolsCommand({}))],
  ['DescribeLocalGateways', () => ec2.send(new sdk.DescribeLocalGatewaysCommand({}))],
  [
    'DescribeLocalGatewayRouteTables',
    () => ec2.send(new sdk.DescribeLocalGatewayRouteTablesCommand({})),
  ],
  [
    'DescribeLocalGatewayVirtualInterfaces',
    () => ec2.send(new sdk.DescribeLocalGatewayVirtualInterfacesCommand({})),
  ],
  [
    'DescribeLocalGatewayVirtualInterfaceGroups',
    () => ec2.send(new sdk.DescribeLocalGatewayVirtualInterfaceGroupsCommand({})),
  ],
  [
    'DescribeLocalGatewayRouteTableVpcAssociations',
    () => ec2.send(new sdk.DescribeLocalGatewayRouteTableVpcAssociationsCommand({})),
  ],
  [
    'DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations',
    () =>
      ec2.send(new sdk.DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsCommand({})),
  ],
  ['DescribeFpgaImages', () => ec2.send(new sdk.DescribeFpgaImagesCommand({}))],
  [
    'DescribeScheduledInstanceAvailability',
    () =>
      ec2.send(
        new sdk.DescribeScheduledInstanceAvailabilityCommand({
          FirstSlotStartTimeRange: { EarliestTime: new Date(0), LatestTime: new Date(1) },
          Recurrence: { Frequency: 'Weekly', Interval: 1 },
        }),
      ),
  ],
  ['DescribeElasticGpus', () => ec2.send(new sdk.DescribeElasticGpusCommand({}))],
  ['DescribeMacModificationTasks', () => ec2.send(new sdk.DescribeMacModificationTasksCommand({}))],
  ['DescribeCapacityBlocks', () => ec2.send(new sdk.DescribeCapacityBlocksCommand({}))],
  [
    'DescribeCapacityBlockOfferings',
    () => ec2.send(new sdk.DescribeCapacityBlockOfferingsCommand({ CapacityDurationHours: 24 })),
  ],
  ['DescribeCapacityBlockStatus', () => ec2.send(new sdk.DescribeCapacityBlockStatusCommand({}))],
  [
    'DescribeCapacityBlockExtensionHistory',
    () => ec2.send(new sdk.DescribeCapacityBlockExtensionHistoryCommand({})),
  ],
  ['DescribeMovingAddresses', () => ec2.send(new sdk.DescribeMovingAddressesCommand({}))],
  [
    'DescribeTrunkInterfaceAssociations',
    () => ec2.send(new sdk.DescribeTrunkInterfaceAssociationsCommand({})),
  ],
  ['DescribeOutpostLags', () => ec2.send(new sdk.DescribeOutpostLagsCommand({}))],
  [
    'DescribeServiceLinkVirtualInterfaces',
    () => ec2.send(new sdk.DescribeServiceLinkVirtualInterfacesCommand({})),
  ],
  [
    'DescribeVerifiedAccessInstances',
    () => ec2.send(new sdk.DescribeVerifiedAccessInstancesCommand({})),
  ],
  ['DescribeVerifiedAccessGroups', () => ec2.send(new sdk.DescribeVerifiedAccessGroupsCommand({}))],
  [
    'DescribeVerifiedAccessEndpoints',
    () => ec2.send(new sdk.DescribeVerifiedAccessEndpointsCommand({})),
  ],
  [
    'DescribeVerifiedAccessTrustProviders',
    () => ec2.send(new sdk.DescribeVerifiedAccessTrustProvidersCommand({})),
  ],
  [
    'DescribeVerifiedAccessInstanceLoggingConfigurations',
    () => ec2.send(new sdk.DescribeVerifiedAccessInstanceLoggingConfigurationsCommand({})),
  ],
  [
    'DescribeDeclarativePoliciesReports',
    () => ec2.send(new sdk.DescribeDeclarativePoliciesReportsCommand({})),
  ],
  [
    'DescribeAwsNetworkPerformanceMetricSubscriptions',
    () => ec2.send(new sdk.DescribeAwsNetworkPerformanceMetricSubscriptionsCommand({})),
  ],
  [
    'DescribeIpamResourceDiscoveries',
    () => ec2.send(new sdk.DescribeIpamResourceDiscoveriesCommand({})),
  ],
  [
    'DescribeIpamResourceDiscoveryAssociations',
    () => ec2.send(new sdk.DescribeIpamResourceDiscoveryAssociationsCommand({})),
  ],
  ['DescribeRouteServers', () => ec2.send(new sdk.DescribeRouteServersCommand({}))],
  ['DescribeRouteServerEndpoints', () => ec2.send(new sdk.DescribeRouteServerEndpointsCommand({}))],
  ['DescribeRouteServerPeers', () => ec2.send(new sdk.DescribeRouteServerPeersCommand({}))],
  [
    'DescribeVpcEndpointConnections',
    () => ec2.send(new sdk.DescribeVpcEndpointConnectionsCommand({})),
  ],
  [
    'DescribeVpcEndpointConnectionNotifications',
    () => ec2.send(new sdk.DescribeVpcEndpointConnectionNotificationsCommand({})),
  ],
  [
    'DescribeVpcEndpointServiceConfigurations',
    () => ec2.send(new sdk.DescribeVpcEndpointServiceConfigurationsCommand({})),
  ],
])('%s lists nothing', async (_name, ask) => {
  expect(await listsOf(ask())).toEqual([[]])
})

it('an id of what cannot be made names nothing, and a filter that AWS does not have is refused', async () => {
  await expect(
    ec2.send(new sdk.DescribeRouteServersCommand({ RouteServerIds: ['rs-0123'] })),
  ).rejects.toMatchObject({ name: 'InvalidRouteServerId.NotFound' })
  await expect(
    ec2.send(new sdk.DescribePublicIpv4PoolsCommand({ PoolIds: ['ipv4pool-ec2-0123'] })),
  ).rejects.toMatchObject({ name: 'InvalidPublicIpv4PoolID.NotFound' })
  await expect(
    ec2.send(
      new sdk.DescribeRouteServersCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})

it('EC2-Classic is not there to be linked', async () => {
  const VpcId = 'vpc-0123456789abcdef0'
  const link = { VpcId, InstanceId: 'i-0123456789abcdef0' }
  for (const refused of [
    () => ec2.send(new sdk.EnableVpcClassicLinkCommand({ VpcId })),
    () => ec2.send(new sdk.DisableVpcClassicLinkCommand({ VpcId })),
    () => ec2.send(new sdk.EnableVpcClassicLinkDnsSupportCommand({ VpcId })),
    () => ec2.send(new sdk.DisableVpcClassicLinkDnsSupportCommand({ VpcId })),
    () =>
      ec2.send(new sdk.AttachClassicLinkVpcCommand({ ...link, Groups: ['sg-0123456789abcdef0'] })),
    () => ec2.send(new sdk.DetachClassicLinkVpcCommand(link)),
  ]) {
    await expect(refused()).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: 'The functionality you requested is not available in this region.',
    })
  }
})

it('ids are long and stay so', async () => {
  const all = await ec2.send(new sdk.DescribeAggregateIdFormatCommand({}))
  expect(all.UseLongIdsAggregated).toBe(true)
  const one = await ec2.send(new sdk.DescribeIdFormatCommand({ Resource: 'instance' }))
  expect(one.Statuses).toEqual([{ Resource: 'instance', UseLongIds: true }])
  const PrincipalArn = 'arn:aws:iam::000000000000:root'
  const own = await ec2.send(new sdk.DescribeIdentityIdFormatCommand({ PrincipalArn }))
  expect(own.Statuses?.length).toBeGreaterThan(20)
  expect((await ec2.send(new sdk.DescribePrincipalIdFormatCommand({}))).Principals).toEqual([])
  await ec2.send(new sdk.ModifyIdFormatCommand({ Resource: 'instance', UseLongIds: true }))
  await ec2.send(
    new sdk.ModifyIdentityIdFormatCommand({
      Resource: 'all-current',
      UseLongIds: true,
      PrincipalArn,
    }),
  )
  await expect(
    ec2.send(new sdk.ModifyIdFormatCommand({ Resource: 'instance', UseLongIds: false })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(ec2.send(new sdk.DescribeIdFormatCommand({ Resource: 'x' }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
})

it('a Spot Instance has its request, which ends with it or is cancelled', async () => {
  await launchInstance(ec2)
  const { Images = [] } = await ec2.send(
    new sdk.DescribeImagesCommand({
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }],
    }),
  )
  const { Instances } = await ec2.send(
    new sdk.RunInstancesCommand({
      ImageId: Images[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      InstanceMarketOptions: { MarketType: 'spot', SpotOptions: { MaxPrice: '0.01' } },
    }),
  )
  const id = Instances?.[0]?.SpotInstanceRequestId ?? ''
  const read = async (Filters: sdk.Filter[] = []) =>
    (await ec2.send(new sdk.DescribeSpotInstanceRequestsCommand({ Filters }))).SpotInstanceRequests
  expect(await read([{ Name: 'state', Values: ['active'] }])).toMatchObject([
    {
      SpotInstanceRequestId: id,
      State: 'active',
      Status: { Code: 'fulfilled' },
      SpotPrice: '0.01',
      Type: 'one-time',
      InstanceId: Instances?.[0]?.InstanceId,
      LaunchSpecification: { InstanceType: 't3.micro' },
    },
  ])
  const cancelled = await ec2.send(
    new sdk.CancelSpotInstanceRequestsCommand({ SpotInstanceRequestIds: [id] }),
  )
  expect(cancelled.CancelledSpotInstanceRequests).toMatchObject([{ State: 'cancelled' }])
  expect(await read()).toMatchObject([{ State: 'cancelled' }])
  await expect(
    ec2.send(new sdk.CancelSpotInstanceRequestsCommand({ SpotInstanceRequestIds: ['sir-x'] })),
  ).rejects.toMatchObject({ name: 'InvalidSpotInstanceRequestID.Malformed' })
})
