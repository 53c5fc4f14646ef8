import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

const region = 'ap-northeast-2'

let cloud: TestCloud
let ec2: sdk.EC2Client
let account = '500000000000'
let ipam: sdk.Ipam
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(async () => {
  account = String(Number(account) + 1)
  ec2 = cloud.ec2({ account })
  const made = await ec2.send(
    new sdk.CreateIpamCommand({
      Description: 'plan',
      OperatingRegions: [{ RegionName: 'us-east-1' }],
      TagSpecifications: [{ ResourceType: 'ipam', Tags: [{ Key: 'a', Value: 'b' }] }],
    }),
  )
  ipam = made.Ipam ?? {}
})

async function makePool(more: Partial<sdk.CreateIpamPoolCommandInput> = {}): Promise<string> {
  const made = await ec2.send(
    new sdk.CreateIpamPoolCommand({
      IpamScopeId: ipam.PrivateDefaultScopeId,
      AddressFamily: 'ipv4',
      Locale: region,
      ...more,
    }),
  )
  expect(made.IpamPool?.State).toBe('create-in-progress')
  return made.IpamPool?.IpamPoolId ?? ''
}
const provision = (IpamPoolId: string, more: Partial<sdk.ProvisionIpamPoolCidrCommandInput>) =>
  ec2.send(new sdk.ProvisionIpamPoolCidrCommand({ IpamPoolId, ...more }))
async function allocations(IpamPoolId: string) {
  const found = await ec2.send(new sdk.GetIpamPoolAllocationsCommand({ IpamPoolId }))
  return found.IpamPoolAllocations ?? []
}

it('an IPAM has its default scopes, is changed, and goes with all that is in it by cascade', async () => {
  expect(ipam).toMatchObject({
    IpamId: expect.stringMatching(/^ipam-0[0-9a-f]{16}$/),
    IpamArn: `arn:aws:ec2::${account}:ipam/${ipam.IpamId}`,
    OperatingRegions: [{ RegionName: region }, { RegionName: 'us-east-1' }],
    ScopeCount: 2,
    State: 'create-in-progress',
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  const { IpamScope } = await ec2.send(new sdk.CreateIpamScopeCommand({ IpamId: ipam.IpamId }))
  const IpamScopeId = IpamScope?.IpamScopeId ?? ''
  await ec2.send(new sdk.ModifyIpamScopeCommand({ IpamScopeId, Description: 'lab' }))
  const scopes = await ec2.send(
    new sdk.DescribeIpamScopesCommand({ Filters: [{ Name: 'is-default', Values: ['false'] }] }),
  )
  expect(scopes.IpamScopes).toMatchObject([
    { IpamScopeId, IpamScopeType: 'private', Description: 'lab', State: 'create-complete' },
  ])
  await ec2.send(
    new sdk.ModifyIpamCommand({
      IpamId: ipam.IpamId,
      Description: 'new',
      AddOperatingRegions: [{ RegionName: 'eu-west-1' }],
      RemoveOperatingRegions: [{ RegionName: 'us-east-1' }],
    }),
  )
  const { Ipams } = await ec2.send(new sdk.DescribeIpamsCommand({}))
  expect(Ipams).toMatchObject([
    {
      Description: 'new',
      ScopeCount: 3,
      OperatingRegions: [{ RegionName: region }, { RegionName: 'eu-west-1' }],
    },
  ])
  await expect(
    ec2.send(new sdk.DeleteIpamScopeCommand({ IpamScopeId: ipam.PublicDefaultScopeId })),
  ).rejects.toMatchObject({ name: 'OperationNotPermitted' })
  const remove = (Cascade?: boolean) =>
    ec2.send(new sdk.DeleteIpamCommand({ IpamId: ipam.IpamId, Cascade }))
  await expect(remove()).rejects.toMatchObject({ name: 'DependencyViolation' })
  await ec2.send(new sdk.DeleteIpamScopeCommand({ IpamScopeId }))
  await makePool()
  await expect(remove()).rejects.toMatchObject({ name: 'DependencyViolation' })
  expect((await remove(true)).Ipam?.State).toBe('delete-in-progress')
  expect((await ec2.send(new sdk.DescribeIpamPoolsCommand({}))).IpamPools).toEqual([])
  await expect(
    ec2.send(new sdk.DescribeIpamsCommand({ IpamIds: [ipam.IpamId ?? ''] })),
  ).rejects.toMatchObject({ name: 'InvalidIpamId.NotFound' })
})

it('pools below a pool share its addresses out, and a VPC takes its block from one', async () => {
  const top = await makePool({ Locale: undefined })
  await provision(top, { Cidr: '10.0.0.0/8' })
  await expect(provision(await makePool(), { Cidr: '10.1.0.0/16' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  const pool = await makePool({ SourceIpamPoolId: top, AllocationDefaultNetmaskLength: 24 })
  const { IpamPoolCidr } = await provision(pool, { NetmaskLength: 16 })
  expect(IpamPoolCidr).toMatchObject({ Cidr: '10.0.0.0/16', State: 'pending-provision' })
  expect(await allocations(top)).toMatchObject([{ ResourceId: pool, ResourceType: 'ipam-pool' }])
  const { IpamPools } = await ec2.send(new sdk.DescribeIpamPoolsCommand({ IpamPoolIds: [pool] }))
  expect(IpamPools).toMatchObject([{ PoolDepth: 2, Locale: region, State: 'create-complete' }])
  const cidrs = await ec2.send(new sdk.GetIpamPoolCidrsCommand({ IpamPoolId: pool }))
  expect(cidrs.IpamPoolCidrs).toMatchObject([{ Cidr: '10.0.0.0/16', State: 'provisioned' }])

  const make = (more: sdk.CreateVpcCommandInput) => ec2.send(new sdk.CreateVpcCommand(more))
  await expect(make({ Ipv4IpamPoolId: top, Ipv4NetmaskLength: 20 })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  const first = (await make({ Ipv4IpamPoolId: pool })).Vpc
  const second = (await make({ Ipv4IpamPoolId: pool, Ipv4NetmaskLength: 20 })).Vpc
  expect([first?.CidrBlock, second?.CidrBlock]).toEqual(['10.0.0.0/24', '10.0.16.0/20'])
  expect(await allocations(pool)).toMatchObject([
    { ResourceId: first?.VpcId, ResourceType: 'vpc', Cidr: '10.0.0.0/24' },
    { ResourceId: second?.VpcId },
  ])
  const deprovision = () =>
    ec2.send(new sdk.DeprovisionIpamPoolCidrCommand({ IpamPoolId: pool, Cidr: '10.0.0.0/16' }))
  await expect(deprovision()).rejects.toMatchObject({ name: 'DependencyViolation' })
  const remove = () => ec2.send(new sdk.DeleteIpamPoolCommand({ IpamPoolId: pool, Cascade: true }))
  await expect(remove()).rejects.toMatchObject({ name: 'DependencyViolation' })
  for (const vpc of [first, second]) {
    await ec2.send(new sdk.DeleteVpcCommand({ VpcId: vpc?.VpcId }))
  }
  expect(await allocations(pool)).toEqual([])
  await deprovision()
  expect(await allocations(top)).toEqual([])
  await remove()
})

it('addresses are taken by hand, within the lengths that the pool allows', async () => {
  const pool = await makePool({ AllocationMinNetmaskLength: 24, AllocationMaxNetmaskLength: 26 })
  await provision(pool, { Cidr: '192.168.0.0/23' })
  const take = (more: Partial<sdk.AllocateIpamPoolCidrCommandInput>) =>
    ec2.send(new sdk.AllocateIpamPoolCidrCommand({ IpamPoolId: pool, ...more }))
  const preview = await take({ NetmaskLength: 24, PreviewNextCidr: true })
  expect(preview.IpamPoolAllocation).toEqual({ Cidr: '192.168.0.0/24' })
  expect(await allocations(pool)).toEqual([])
  const { IpamPoolAllocation: one } = await take({ Cidr: '192.168.0.0/25', Description: 'office' })
  expect(one).toMatchObject({
    IpamPoolAllocationId: expect.stringMatching(/^ipam-pool-alloc-0/),
    ResourceType: 'custom',
    Description: 'office',
  })
  const id = one?.IpamPoolAllocationId ?? ''
  await ec2.send(
    new sdk.CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'floor', Value: '3' }] }),
  )
  expect(await allocations(pool)).toMatchObject([{ Tags: [{ Key: 'floor', Value: '3' }] }])
  await expect(take({ Cidr: '192.168.0.64/26' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(take({ NetmaskLength: 28 })).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  expect((await take({ NetmaskLength: 24 })).IpamPoolAllocation?.Cidr).toBe('192.168.1.0/24')
  await expect(take({ NetmaskLength: 24 })).rejects.toMatchObject({
    name: 'InsufficientCidrBlocks',
  })
  await expect(take({})).rejects.toMatchObject({ name: 'MissingParameter' })
  const release = () =>
    ec2.send(
      new sdk.ReleaseIpamPoolAllocationCommand({
        IpamPoolId: pool,
        Cidr: '192.168.0.0/25',
        IpamPoolAllocationId: id,
      }),
    )
  expect((await release()).Success).toBe(true)
  await expect(release()).rejects.toMatchObject({ name: 'InvalidIpamPoolAllocationId.NotFound' })
  const get = (more: Partial<sdk.GetIpamPoolAllocationsCommandInput>) =>
    ec2.send(new sdk.GetIpamPoolAllocationsCommand({ IpamPoolId: pool, ...more }))
  await expect(get({ IpamPoolAllocationId: id })).rejects.toMatchObject({
    name: 'InvalidIpamPoolAllocationId.NotFound',
  })
  await expect(get({ MaxResults: 999 })).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await ec2.send(
    new sdk.ModifyIpamPoolCommand({ IpamPoolId: pool, AllocationMaxNetmaskLength: 28 }),
  )
  expect((await take({ NetmaskLength: 28 })).IpamPoolAllocation?.Cidr).toBe('192.168.0.0/28')
  await expect(
    ec2.send(new sdk.ModifyIpamPoolCommand({ IpamPoolId: pool, AllocationMaxNetmaskLength: 20 })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})

it('refuses what it does not do, and what is not there', async () => {
  await expect(makePool({ AddressFamily: 'ipv6' })).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
  await expect(makePool({ Locale: 'eu-west-3' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(makePool({ IpamScopeId: 'ipam-scope-00000000000000000' })).rejects.toMatchObject({
    name: 'InvalidIpamScopeId.NotFound',
  })
  await expect(provision('ipam-pool-00000000000000000', {})).rejects.toMatchObject({
    name: 'InvalidIpamPoolId.NotFound',
  })
  await expect(
    ec2.send(new sdk.CreateIpamCommand({ OperatingRegions: [{ RegionName: 'moon-1' }] })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})
