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
  ).rejects.toMatchObject({ name: 'InvalidSpotInstanceRequestID.NotFound' })
})
