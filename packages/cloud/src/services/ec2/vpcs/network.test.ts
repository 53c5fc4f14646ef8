import {
  DescribeAccountAttributesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeDhcpOptionsCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

describe('the default VPC', () => {
  it('hangs together in every Region of every account', async () => {
    for (const who of [{}, { account: '111111111111', region: 'us-east-1' }]) {
      const ec2 = cloud.ec2(who)
      const vpcs = await ec2.send(
        new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
      )
      const vpc = vpcs.Vpcs?.[0]
      expect(vpcs.Vpcs).toHaveLength(1)
      expect(vpc).toMatchObject({
        CidrBlock: '172.31.0.0/16',
        IsDefault: true,
        State: 'available',
        OwnerId: who.account ?? '123456789012',
        InstanceTenancy: 'default',
      })
      const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [vpc?.VpcId ?? ''] }] }
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(ofVpc))
      const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({}))
      expect(Subnets.map((subnet) => subnet.AvailabilityZone)).toEqual(
        AvailabilityZones.map((zone) => zone.ZoneName),
      )
      expect(new Set(Subnets.map((subnet) => subnet.CidrBlock)).size).toBe(Subnets.length)
      for (const subnet of Subnets) {
        expect(subnet).toMatchObject({
          DefaultForAz: true,
          MapPublicIpOnLaunch: true,
          AvailableIpAddressCount: 4091,
        })
        expect(subnet.CidrBlock).toMatch(/^172\.31\.\d+\.0\/20$/)
      }
      const gateways = await ec2.send(
        new DescribeInternetGatewaysCommand({
          Filters: [{ Name: 'attachment.vpc-id', Values: [vpc?.VpcId ?? ''] }],
        }),
      )
      const gateway = gateways.InternetGateways?.[0]
      expect(gateway?.Attachments).toEqual([{ VpcId: vpc?.VpcId, State: 'available' }])
      const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(ofVpc))
      expect(RouteTables?.[0]?.Associations?.[0]?.Main).toBe(true)
      expect(RouteTables?.[0]?.Routes).toMatchObject([
        { DestinationCidrBlock: '172.31.0.0/16', GatewayId: 'local', State: 'active' },
        { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway?.InternetGatewayId },
      ])
      const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand(ofVpc))
      expect(NetworkAcls?.[0]?.Associations).toHaveLength(Subnets.length)
      expect(NetworkAcls?.[0]?.Entries).toHaveLength(4)
      const { DhcpOptions } = await ec2.send(
        new DescribeDhcpOptionsCommand({ DhcpOptionsIds: [vpc?.DhcpOptionsId ?? ''] }),
      )
      expect(DhcpOptions?.[0]?.DhcpConfigurations?.[0]?.Values?.[0]?.Value).toBe(
        who.region === 'us-east-1' ? 'ec2.internal' : 'ap-northeast-2.compute.internal',
      )
      const { AccountAttributes } = await ec2.send(
        new DescribeAccountAttributesCommand({ AttributeNames: ['default-vpc'] }),
      )
      expect(AccountAttributes?.[0]?.AttributeValues).toEqual([{ AttributeValue: vpc?.VpcId }])
    }
  })

  it('has other ids in each account and Region, the same each time', async () => {
    const idOf = async (who: { account?: string; region?: string }) =>
      (await cloud.ec2(who).send(new DescribeVpcsCommand({}))).Vpcs?.[0]?.VpcId
    const ids = [
      await idOf({ account: '222222222222' }),
      await idOf({ account: '222222222222', region: 'eu-west-1' }),
      await idOf({ account: '333333333333' }),
    ]
    expect(new Set(ids).size).toBe(3)
    cloud.engine.reset('222222222222')
    expect(await idOf({ account: '222222222222' })).toBe(ids[0])
  })

  it('answers its attributes', async () => {
    const ec2 = cloud.ec2()
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}))
    const VpcId = Vpcs?.[0]?.VpcId
    const hostnames = await ec2.send(
      new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }),
    )
    expect(hostnames.EnableDnsHostnames).toEqual({ Value: true })
  })
})

describe('attributes', () => {
  it('of a VPC and a subnet are modified one at a time', async () => {
    const ec2 = cloud.ec2({ account: '555555555555' })
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}))
    const { SubnetId, VpcId } = Subnets?.[0] ?? {}
    await ec2.send(
      new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: false } }),
    )
    const after = await ec2.send(
      new DescribeSubnetsCommand({
        Filters: [{ Name: 'map-public-ip-on-launch', Values: ['false'] }],
      }),
    )
    expect(after.Subnets?.map((subnet) => subnet.SubnetId)).toEqual([SubnetId])
    await expect(
      ec2.send(
        new ModifySubnetAttributeCommand({ SubnetId, MapCustomerOwnedIpOnLaunch: { Value: true } }),
      ),
    ).rejects.toMatchObject({ name: 'UnsupportedOperation' })

    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: false } }))
    const attribute = await ec2.send(
      new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }),
    )
    expect(attribute.EnableDnsHostnames).toEqual({ Value: false })
    await expect(ec2.send(new ModifyVpcAttributeCommand({ VpcId }))).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
  })
})

describe('what does not exist', () => {
  it('is refused in AWS words', async () => {
    const ec2 = cloud.ec2()
    await expect(ec2.send(new DescribeVpcsCommand({ VpcIds: ['vpc-12345678'] }))).rejects.toThrow(
      "The vpc ID 'vpc-12345678' does not exist",
    )
    await expect(
      ec2.send(new DescribeSubnetsCommand({ SubnetIds: ['subnet-12345678'] })),
    ).rejects.toMatchObject({ name: 'InvalidSubnetID.NotFound' })
    await expect(
      ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: ['nic'] })),
    ).rejects.toThrow('Invalid id: "nic" (expecting "eni-...")')
    await expect(
      ec2.send(new DescribeRegionsCommand({ RegionNames: ['mars-north-1'] })),
    ).rejects.toThrow('Invalid region names provided: [mars-north-1]')
    await expect(
      ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames: ['us-east-1a'] })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})

it('lists Regions and whether they need opting in', async () => {
  const ec2 = cloud.ec2()
  const usual = await ec2.send(new DescribeRegionsCommand({}))
  expect(usual.Regions).toHaveLength(17)
  expect(usual.Regions).toContainEqual({
    RegionName: 'ap-northeast-2',
    Endpoint: 'ec2.ap-northeast-2.amazonaws.com',
    OptInStatus: 'opt-in-not-required',
  })
  const all = await ec2.send(
    new DescribeRegionsCommand({
      AllRegions: true,
      Filters: [{ Name: 'opt-in-status', Values: ['not-opted-in'] }],
    }),
  )
  expect(all.Regions?.map((region) => region.RegionName)).toContain('ap-east-1')
})

it('implements every filter that AWS documents for these operations', async () => {
  const { documentedFilters } = await import('../filters.ts')
  const ec2 = cloud.ec2()
  const every = (operation: string) =>
    [...documentedFilters(operation)].map((name) => ({
      Name: name === 'tag' ? 'tag:Name' : name,
      Values: ['x'],
    }))
  const calls = [
    ec2.send(new DescribeVpcsCommand({ Filters: every('DescribeVpcs') })),
    ec2.send(new DescribeSubnetsCommand({ Filters: every('DescribeSubnets') })),
    ec2.send(new DescribeRouteTablesCommand({ Filters: every('DescribeRouteTables') })),
    ec2.send(new DescribeInternetGatewaysCommand({ Filters: every('DescribeInternetGateways') })),
    ec2.send(new DescribeNetworkAclsCommand({ Filters: every('DescribeNetworkAcls') })),
    ec2.send(new DescribeDhcpOptionsCommand({ Filters: every('DescribeDhcpOptions') })),
    ec2.send(new DescribeNetworkInterfacesCommand({ Filters: every('DescribeNetworkInterfaces') })),
    ec2.send(new DescribeAvailabilityZonesCommand({ Filters: every('DescribeAvailabilityZones') })),
  ]
  for (const { $metadata } of await Promise.all(calls)) expect($metadata.httpStatusCode).toBe(200)
})
