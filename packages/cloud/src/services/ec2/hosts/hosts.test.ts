import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

const region = 'ap-northeast-2'
const zone = `${region}a`
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

let cloud: TestCloud
let ec2: sdk.EC2Client
let account = '470000000000'
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  account = String(Number(account) + 1)
  ec2 = cloud.ec2({ account })
})

async function allocate(more: Partial<sdk.AllocateHostsCommandInput> = {}): Promise<string> {
  const made = await ec2.send(
    new sdk.AllocateHostsCommand({
      AvailabilityZone: zone,
      InstanceType: 'm5.24xlarge',
      Quantity: 1,
      ...more,
    }),
  )
  return made.HostIds?.[0] ?? ''
}
async function host(id: string) {
  const found = await ec2.send(new sdk.DescribeHostsCommand({ HostIds: [id] }))
  return found.Hosts?.[0]
}
async function run(Placement: sdk.Placement, more: Partial<sdk.RunInstancesCommandInput> = {}) {
  const made = await ec2.send(
    new sdk.RunInstancesCommand({
      ImageId,
      InstanceType: 'm5.24xlarge',
      MinCount: 1,
      MaxCount: 1,
      Placement: { Tenancy: 'host', ...Placement },
      ...more,
    }),
  )
  await cloud.advance(account, '30s')
  return made.Instances?.[0]?.InstanceId ?? ''
}
async function placement(id: string) {
  const found = await ec2.send(new sdk.DescribeInstancesCommand({ InstanceIds: [id] }))
  return found.Reservations?.[0]?.Instances?.[0]?.Placement
}
async function stop(id: string): Promise<void> {
  await ec2.send(new sdk.StopInstancesCommand({ InstanceIds: [id] }))
  await cloud.advance(account, '30s')
}

it('a host is allocated, described with its capacity, and released when it is empty', async () => {
  const id = await allocate({
    InstanceType: undefined,
    InstanceFamily: 'm5',
    TagSpecifications: [{ ResourceType: 'dedicated-host', Tags: [{ Key: 'a', Value: 'b' }] }],
  })
  expect(id).toMatch(/^h-0[0-9a-f]{16}$/)
  expect(await host(id)).toMatchObject({
    State: 'available',
    AutoPlacement: 'on',
    AvailabilityZone: zone,
    AllowsMultipleInstanceTypes: 'on',
    HostProperties: { InstanceFamily: 'm5', TotalVCpus: 96, Cores: 48, Sockets: 2 },
    AvailableCapacity: { AvailableVCpus: 96 },
    OwnerId: account,
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  const instance = await run({}, { InstanceType: 'm5.large' })
  expect(await placement(instance)).toMatchObject({ HostId: id, Tenancy: 'host' })
  const held = await host(id)
  expect(held).toMatchObject({
    Instances: [{ InstanceId: instance, InstanceType: 'm5.large', OwnerId: account }],
    AvailableCapacity: { AvailableVCpus: 94 },
  })
  const capacity = held?.AvailableCapacity?.AvailableInstanceCapacity ?? []
  expect(capacity.find(({ InstanceType }) => InstanceType === 'm5.large')).toEqual({
    InstanceType: 'm5.large',
    AvailableCapacity: 47,
    TotalCapacity: 48,
  })
  const release = () => ec2.send(new sdk.ReleaseHostsCommand({ HostIds: [id, 'h-0123'] }))
  expect(await release()).toMatchObject({
    Successful: [],
    Unsuccessful: [
      { ResourceId: id, Error: { Code: 'Client.InvalidHost.Occupied' } },
      { ResourceId: 'h-0123', Error: { Code: 'Client.InvalidHost.NotFound' } },
    ],
  })
  await ec2.send(new sdk.TerminateInstancesCommand({ InstanceIds: [instance] }))
  await cloud.advance(account, '30s')
  expect((await release()).Successful).toEqual([id])
  expect(await host(id)).toMatchObject({ State: 'released' })
  await cloud.advance(account, '2h')
  await expect(host(id)).rejects.toMatchObject({ name: 'InvalidHostID.NotFound' })
})

it('a host that is full, or of another type, takes no more', async () => {
  const id = await allocate()
  expect(await host(id)).toMatchObject({
    HostProperties: { InstanceType: 'm5.24xlarge' },
    AllowsMultipleInstanceTypes: 'off',
  })
  await expect(run({ HostId: id }, { InstanceType: 'm5.large' })).rejects.toMatchObject({
    name: 'InsufficientCapacityOnHost',
  })
  await run({ HostId: id })
  await expect(run({ HostId: id })).rejects.toMatchObject({ name: 'InsufficientCapacityOnHost' })
  await expect(run({})).rejects.toMatchObject({ name: 'InsufficientHostCapacity' })
  await expect(run({ HostId: 'h-00000000000000000' })).rejects.toMatchObject({
    name: 'InvalidHostID.NotFound',
  })
  await expect(run({ Tenancy: 'dedicated', HostId: id })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  await expect(run({}, { InstanceMarketOptions: { MarketType: 'spot' } })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
})

it('without auto-placement a host takes only what names it', async () => {
  const id = await allocate({ AutoPlacement: 'off' })
  await expect(run({})).rejects.toMatchObject({ name: 'InsufficientHostCapacity' })
  const modified = await ec2.send(
    new sdk.ModifyHostsCommand({ HostIds: [id, 'h-00000000000000000'], AutoPlacement: 'on' }),
  )
  expect(modified).toMatchObject({
    Successful: [id],
    Unsuccessful: [{ Error: { Code: 'InvalidHostID.NotFound' } }],
  })
  const instance = await run({})
  expect(await placement(instance)).toMatchObject({ HostId: id, Affinity: 'default' })
  const occupied = await ec2.send(
    new sdk.ModifyHostsCommand({ HostIds: [id], InstanceFamily: 'm5' }),
  )
  expect(occupied.Unsuccessful).toMatchObject([{ Error: { Code: 'Client.InvalidHost.Occupied' } }])
})

it('affinity keeps an instance on its host; without it the next start may choose', async () => {
  const first = await allocate()
  const bound = await run({ HostId: first, Affinity: 'host' })
  await stop(bound)
  expect(await placement(bound)).toMatchObject({ HostId: first })
  const second = await allocate()
  await ec2.send(new sdk.StartInstancesCommand({ InstanceIds: [bound] }))
  await cloud.advance(account, '30s')
  expect(await placement(bound)).toMatchObject({ HostId: first })
  const free = await run({ HostId: second })
  await stop(free)
  expect((await placement(free))?.HostId).toBeUndefined()
  // Somebody else takes its place meanwhile.
  await run({ HostId: second })
  await expect(
    ec2.send(new sdk.StartInstancesCommand({ InstanceIds: [free] })),
  ).rejects.toMatchObject({ name: 'InsufficientHostCapacity' })
})

it('a stopped dedicated instance moves to a host and back', async () => {
  const id = await allocate()
  const instance = await run({ Tenancy: 'dedicated' })
  await stop(instance)
  const modify = (more: Omit<sdk.ModifyInstancePlacementCommandInput, 'InstanceId'>) =>
    ec2.send(new sdk.ModifyInstancePlacementCommand({ InstanceId: instance, ...more }))
  await expect(modify({ Tenancy: 'default' })).rejects.toMatchObject({ name: 'InvalidTenancy' })
  await modify({ Tenancy: 'host', HostId: id, Affinity: 'host' })
  expect(await placement(instance)).toMatchObject({ Tenancy: 'host', HostId: id, Affinity: 'host' })
  await ec2.send(new sdk.StartInstancesCommand({ InstanceIds: [instance] }))
  expect((await host(id))?.Instances).toMatchObject([{ InstanceId: instance }])
  await cloud.advance(account, '30s')
  await stop(instance)
  await modify({ Tenancy: 'dedicated' })
  expect(await placement(instance)).toMatchObject({ Tenancy: 'dedicated' })
  const shared = await run({ Tenancy: 'default' }, { InstanceType: 't3.micro' })
  await stop(shared)
  await expect(
    ec2.send(new sdk.ModifyInstancePlacementCommand({ InstanceId: shared, HostId: id })),
  ).rejects.toMatchObject({ name: 'InvalidTenancy' })
})

it('refuses what is not offered, and more hosts than the limit', async () => {
  const refused = (more: Partial<sdk.AllocateHostsCommandInput>, name: string) =>
    expect(allocate(more)).rejects.toMatchObject({ name })
  await refused({ InstanceFamily: 'm5' }, 'InvalidParameterCombination')
  await refused({ InstanceType: undefined }, 'MissingParameter')
  await refused({ InstanceType: 'm5.moon' }, 'InvalidParameterValue')
  await refused({ AvailabilityZone: 'moon-1a' }, 'InvalidParameterValue')
  await refused({ AvailabilityZone: undefined }, 'MissingParameter')
  await refused({ Quantity: 3 }, 'HostLimitExceeded')
  await allocate({ Quantity: 2 })
  await refused({}, 'HostLimitExceeded')
  const other = cloud.ec2({ account: '470999999999' })
  expect((await other.send(new sdk.DescribeHostsCommand({}))).Hosts).toEqual([])
  const filtered = await ec2.send(
    new sdk.DescribeHostsCommand({ Filter: [{ Name: 'state', Values: ['released'] }] }),
  )
  expect(filtered.Hosts).toEqual([])
})

it('a host is a target of an event window', async () => {
  const id = await allocate()
  const made = await ec2.send(
    new sdk.CreateInstanceEventWindowCommand({ CronExpression: '* 21-23 * * 2,3' }),
  )
  const InstanceEventWindowId = made.InstanceEventWindow?.InstanceEventWindowId
  const target = (DedicatedHostIds: string[]) => ({
    InstanceEventWindowId,
    AssociationTarget: { DedicatedHostIds },
  })
  await expect(
    ec2.send(new sdk.AssociateInstanceEventWindowCommand(target(['h-00000000000000000']))),
  ).rejects.toMatchObject({ name: 'InvalidHostID.NotFound' })
  await ec2.send(new sdk.AssociateInstanceEventWindowCommand(target([id])))
  const found = await ec2.send(
    new sdk.DescribeInstanceEventWindowsCommand({
      Filters: [{ Name: 'dedicated-host-id', Values: [id] }],
    }),
  )
  expect(found.InstanceEventWindows).toMatchObject([
    { AssociationTarget: { DedicatedHostIds: [id] } },
  ])
  const left = await ec2.send(new sdk.DisassociateInstanceEventWindowCommand(target([id])))
  expect(left.InstanceEventWindow?.AssociationTarget).toBeUndefined()
})
