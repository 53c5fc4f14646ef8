import {
  AllocateAddressCommand,
  AssignPrivateIpAddressesCommand,
  AssociateAddressCommand,
  AttachNetworkInterfaceCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  DeleteNetworkInterfaceCommand,
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DetachNetworkInterfaceCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ResetNetworkInterfaceAttributeCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  UnassignPrivateIpAddressesCommand,
  type CreateNetworkInterfaceCommandInput,
  type EC2Client,
  type Instance,
  type NetworkInterface,
  type RunInstancesCommandInput,
  type Subnet,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')

let cloud: TestCloud
let ec2: EC2Client
let account = '500000000000'
let subnets: readonly Subnet[]
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(async () => {
  account = String(Number(account) + 1)
  ec2 = cloud.ec2({ account })
  subnets = (await ec2.send(new DescribeSubnetsCommand({}))).Subnets ?? []
})

async function create(more: Partial<CreateNetworkInterfaceCommandInput> = {}): Promise<string> {
  const made = await ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: subnets[0]?.SubnetId, ...more }),
  )
  return made.NetworkInterface?.NetworkInterfaceId ?? ''
}

async function show(id: string): Promise<NetworkInterface> {
  const { NetworkInterfaces } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }),
  )
  return NetworkInterfaces?.[0] ?? {}
}

async function run(more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const placed = more.NetworkInterfaces ? {} : { SubnetId: subnets[0]?.SubnetId }
  const launch = { ImageId: image, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
  const made = await ec2.send(new RunInstancesCommand({ ...launch, ...placed, ...more }))
  await cloud.advance(account, '60s')
  return made.Instances?.[0]?.InstanceId ?? ''
}

async function instance(id: string): Promise<Instance> {
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return found.Reservations?.[0]?.Instances?.[0] ?? {}
}

const attach = (InstanceId: string, NetworkInterfaceId: string, DeviceIndex = 1) =>
  ec2.send(new AttachNetworkInterfaceCommand({ InstanceId, NetworkInterfaceId, DeviceIndex }))

const addressesOf = async (id: string) =>
  (await show(id)).PrivateIpAddresses?.map((each) => each.PrivateIpAddress)

describe('a network interface', () => {
  it('is made in a subnet with addresses and groups, and deleted', async () => {
    const { GroupId = '' } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }),
    )
    const made = await ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId: subnets[0]?.SubnetId,
        Description: 'second card',
        Groups: [GroupId],
        PrivateIpAddresses: [
          { PrivateIpAddress: '172.31.1.10', Primary: true },
          { PrivateIpAddress: '172.31.1.11' },
        ],
        TagSpecifications: [
          { ResourceType: 'network-interface', Tags: [{ Key: 'Name', Value: 'two' }] },
        ],
      }),
    )
    expect(String(made.NetworkInterface?.Status)).toBe('pending')
    const id = made.NetworkInterface?.NetworkInterfaceId ?? ''
    expect(id).toMatch(/^eni-0[0-9a-f]{16}$/)
    const shown = await show(id)
    expect(shown).toMatchObject({
      Status: 'available',
      Description: 'second card',
      InterfaceType: 'interface',
      PrivateIpAddress: '172.31.1.10',
      SourceDestCheck: true,
      Groups: [{ GroupId, GroupName: 'web' }],
      TagSet: [{ Key: 'Name', Value: 'two' }],
      OwnerId: account,
      RequesterManaged: false,
    })
    expect(shown.MacAddress).toMatch(/^02(:[0-9a-f]{2}){5}$/)
    expect(shown.Attachment).toBeUndefined()
    expect(await addressesOf(id)).toEqual(['172.31.1.10', '172.31.1.11'])
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }))
    await expect(show(id)).rejects.toThrow(`The networkInterface ID '${id}' does not exist`)
  })

  it('takes the default group and any free address when nothing is asked for', async () => {
    const id = await create({ SecondaryPrivateIpAddressCount: 2 })
    const shown = await show(id)
    expect(shown.Groups?.map(({ GroupName }) => GroupName)).toEqual(['default'])
    expect(new Set(await addressesOf(id)).size).toBe(3)
    const before = subnets[0]?.AvailableIpAddressCount ?? 0
    const { Subnets } = await ec2.send(
      new DescribeSubnetsCommand({ SubnetIds: [subnets[0]?.SubnetId ?? ''] }),
    )
    expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(before - 3)
  })

  it.each([
    ['an address outside', { PrivateIpAddress: '10.0.0.5' }, 'InvalidParameterValue'],
    ['no address', { PrivateIpAddress: 'here' }, 'InvalidParameterValue'],
    ['a subnet that is not there', { SubnetId: 'subnet-12345678' }, 'InvalidSubnetID.NotFound'],
    ['a group that is not there', { Groups: ['sg-12345678'] }, 'InvalidGroup.NotFound'],
    [
      'two primaries',
      {
        PrivateIpAddress: '172.31.1.1',
        PrivateIpAddresses: [{ PrivateIpAddress: '172.31.1.2', Primary: true }],
      },
      'InvalidParameterCombination',
    ],
    ['a trunk', { InterfaceType: 'trunk' as const }, 'UnsupportedOperation'],
    ['too many', { SecondaryPrivateIpAddressCount: 50 }, 'PrivateIpAddressLimitExceeded'],
  ])('is refused with %s', async (_what, more, name) => {
    await expect(create(more)).rejects.toMatchObject({ name })
  })

  it('keeps its address to itself', async () => {
    await create({ PrivateIpAddress: '172.31.1.20' })
    await expect(create({ PrivateIpAddress: '172.31.1.20' })).rejects.toMatchObject({
      name: 'InvalidIPAddress.InUse',
    })
  })

  it('has its source/destination check reset', async () => {
    const id = await create()
    const off = { NetworkInterfaceId: id, SourceDestCheck: { Value: false } }
    await ec2.send(new ModifyNetworkInterfaceAttributeCommand(off))
    expect((await show(id)).SourceDestCheck).toBe(false)
    const reset = { NetworkInterfaceId: id, SourceDestCheck: 'true' }
    await ec2.send(new ResetNetworkInterfaceAttributeCommand(reset))
    expect((await show(id)).SourceDestCheck).toBe(true)
  })
})

describe('attachments', () => {
  it('come, are seen on the instance, and go', async () => {
    const [id, instanceId] = [await create(), await run()]
    const { AttachmentId } = await attach(instanceId, id)
    expect(AttachmentId).toMatch(/^eni-attach-0[0-9a-f]{16}$/)
    expect(await show(id)).toMatchObject({ Status: 'in-use', Attachment: { Status: 'attaching' } })
    await cloud.advance(account, '2s')
    expect(await show(id)).toMatchObject({
      Attachment: {
        AttachmentId,
        InstanceId: instanceId,
        InstanceOwnerId: account,
        DeviceIndex: 1,
        NetworkCardIndex: 0,
        Status: 'attached',
        DeleteOnTermination: false,
      },
    })
    const { NetworkInterfaces } = await instance(instanceId)
    expect(NetworkInterfaces?.map((each) => each.Attachment?.DeviceIndex)).toEqual([0, 1])
    await expect(
      ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Network interface '${id}' is currently in use.`,
    })
    await ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId }))
    expect(await show(id)).toMatchObject({ Status: 'in-use', Attachment: { Status: 'detaching' } })
    await cloud.advance(account, '3s')
    const free = await show(id)
    expect(free.Status).toBe('available')
    expect(free.Attachment).toBeUndefined()
    await expect(
      ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId })),
    ).rejects.toMatchObject({
      name: 'InvalidAttachmentID.NotFound',
      message: `The interface attachment '${AttachmentId}' does not exist.`,
    })
  })

  it('are refused where AWS refuses them', async () => {
    const instanceId = await run()
    const [first, second, third] = [await create(), await create(), await create()]
    const elsewhere = await create({ SubnetId: subnets[1]?.SubnetId })
    await expect(attach(instanceId, elsewhere)).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message:
        'You may not attach a network interface to an instance if they are not in the same availability zone',
    })
    await attach(instanceId, first)
    await expect(attach(instanceId, first, 2)).rejects.toMatchObject({
      name: 'InvalidNetworkInterface.InUse',
      message: `Interface: [${first}] in use.`,
    })
    await expect(attach(instanceId, second)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Instance '${instanceId}' already has an interface attached at device index '1'.`,
    })
    await expect(attach(instanceId, third, 2)).rejects.toMatchObject({
      name: 'AttachmentLimitExceeded',
      message: 'Interface count 3 exceeds the limit for t3.micro',
    })
    const crowded = await create({ SecondaryPrivateIpAddressCount: 2 })
    await expect(attach(await run(), crowded)).rejects.toMatchObject({
      name: 'PrivateIpAddressLimitExceeded',
    })
    await expect(attach('i-12345678', second)).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
    })
    const primary = (await instance(instanceId)).NetworkInterfaces?.[0]?.Attachment?.AttachmentId
    await expect(
      ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId: primary })),
    ).rejects.toMatchObject({
      name: 'OperationNotPermitted',
      message:
        'The network interface at device index 0 and networkCard index 0 cannot be detached.',
    })
  })

  it('go with their instance when they are told to', async () => {
    const instanceId = await run({ InstanceType: 't3.small' })
    const [kept, gone] = [await create(), await create()]
    await attach(instanceId, kept, 1)
    const { AttachmentId } = await attach(instanceId, gone, 2)
    const change = { AttachmentId, DeleteOnTermination: true }
    await ec2.send(
      new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId: gone, Attachment: change }),
    )
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }))
    await cloud.advance(account, '30s')
    expect((await show(kept)).Status).toBe('available')
    await expect(show(gone)).rejects.toMatchObject({ name: 'InvalidNetworkInterfaceID.NotFound' })
  })

  it('leave a restarted instance of several interfaces without a public address', async () => {
    const instanceId = await run()
    expect((await instance(instanceId)).PublicIpAddress).toBeDefined()
    const id = await create()
    const { AttachmentId } = await attach(instanceId, id)
    const restart = async () => {
      await ec2.send(new StopInstancesCommand({ InstanceIds: [instanceId] }))
      await cloud.advance(account, '60s')
      await ec2.send(new StartInstancesCommand({ InstanceIds: [instanceId] }))
      await cloud.advance(account, '60s')
      return (await instance(instanceId)).PublicIpAddress
    }
    expect(await restart()).toBeUndefined()
    await ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId }))
    await cloud.advance(account, '3s')
    expect(await restart()).toBeDefined()
  })
})

it('an instance’s automatic public address is taken away and given back by its primary interface', async () => {
  const instanceId = await run()
  const { NetworkInterfaces } = await instance(instanceId)
  const { NetworkInterfaceId } = NetworkInterfaces?.[0] ?? {}
  const associate = (AssociatePublicIpAddress: boolean) =>
    ec2.send(
      new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, AssociatePublicIpAddress }),
    )
  const address = async () => (await instance(instanceId)).PublicIpAddress
  const first = await address()
  await associate(false)
  expect(await address()).toBeUndefined()
  await associate(true)
  expect(await address()).toMatch(/^198\.1[89]\./)
  await associate(true)
  await expect(
    ec2.send(
      new ModifyNetworkInterfaceAttributeCommand({
        NetworkInterfaceId,
        AssociatePublicIpAddress: true,
        Description: { Value: 'two at once' },
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
  expect(first).toBeDefined()
})

describe('a launch', () => {
  it('takes interfaces that exist, beside new ones', async () => {
    const id = await create({ PrivateIpAddress: '172.31.1.30' })
    const instanceId = await run({
      NetworkInterfaces: [
        { DeviceIndex: 0, NetworkInterfaceId: id },
        { DeviceIndex: 1, SubnetId: subnets[0]?.SubnetId, Description: 'second' },
      ],
    })
    const launched = await instance(instanceId)
    expect(launched.PrivateIpAddress).toBe('172.31.1.30')
    expect(launched.PrivateDnsName).toContain('ip-172-31-1-30')
    expect(
      launched.NetworkInterfaces?.map((each) => [
        each.Description,
        each.Attachment?.DeleteOnTermination,
      ]),
    ).toEqual([
      ['', false],
      ['second', true],
    ])
    await expect(
      run({ NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: id }] }),
    ).rejects.toMatchObject({ name: 'InvalidNetworkInterface.InUse' })
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }))
    await cloud.advance(account, '30s')
    const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}))
    expect(NetworkInterfaces?.map((each) => each.NetworkInterfaceId)).toEqual([id])
  })

  it('refuses one interface twice, and more addresses than the type has', async () => {
    const id = await create()
    const twice = [0, 1].map((DeviceIndex) => ({ DeviceIndex, NetworkInterfaceId: id }))
    await expect(run({ NetworkInterfaces: twice })).rejects.toMatchObject({
      name: 'InvalidNetworkInterface.InUse',
    })
    const crowded = { DeviceIndex: 0, SecondaryPrivateIpAddressCount: 2 }
    await expect(run({ NetworkInterfaces: [crowded] })).rejects.toMatchObject({
      name: 'PrivateIpAddressLimitExceeded',
    })
  })
})

describe('secondary addresses', () => {
  const assign = (id: string, more: object) =>
    ec2.send(new AssignPrivateIpAddressesCommand({ NetworkInterfaceId: id, ...more }))
  const unassign = (id: string, ...addresses: string[]) =>
    ec2.send(
      new UnassignPrivateIpAddressesCommand({
        NetworkInterfaceId: id,
        PrivateIpAddresses: addresses,
      }),
    )

  it('are assigned by name or by number, and unassigned', async () => {
    const id = await create({ PrivateIpAddress: '172.31.1.40' })
    const named = await assign(id, { PrivateIpAddresses: ['172.31.1.41'] })
    expect(named.AssignedPrivateIpAddresses).toEqual([{ PrivateIpAddress: '172.31.1.41' }])
    const counted = await assign(id, { SecondaryPrivateIpAddressCount: 2 })
    expect(counted.AssignedPrivateIpAddresses).toHaveLength(2)
    expect(await addressesOf(id)).toHaveLength(4)
    await unassign(id, '172.31.1.41')
    expect(await addressesOf(id)).not.toContain('172.31.1.41')
    await expect(unassign(id, '172.31.1.41')).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Some of the specified addresses are not assigned to interface ${id}`,
    })
    await expect(unassign(id, '172.31.1.40')).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await expect(assign(id, {})).rejects.toMatchObject({ name: 'MissingParameter' })
    await expect(
      assign(id, { PrivateIpAddresses: ['172.31.1.42'], SecondaryPrivateIpAddressCount: 1 }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
  })

  it('are as many as the instance type has', async () => {
    const primary = (await instance(await run())).NetworkInterfaces?.[0]?.NetworkInterfaceId ?? ''
    await assign(primary, { SecondaryPrivateIpAddressCount: 1 })
    await expect(assign(primary, { SecondaryPrivateIpAddressCount: 1 })).rejects.toMatchObject({
      name: 'PrivateIpAddressLimitExceeded',
      message: 'Number of private addresses will exceed limit.',
    })
  })

  it('move to another interface with their Elastic IP, when that is allowed', async () => {
    const from = await create({ PrivateIpAddress: '172.31.1.50' })
    const to = await create()
    await assign(from, { PrivateIpAddresses: ['172.31.1.51'] })
    const { AllocationId = '', PublicIp } = await ec2.send(new AllocateAddressCommand({}))
    await ec2.send(
      new AssociateAddressCommand({
        AllocationId,
        NetworkInterfaceId: from,
        PrivateIpAddress: '172.31.1.51',
      }),
    )
    await expect(assign(to, { PrivateIpAddresses: ['172.31.1.51'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: '[172.31.1.51] is assigned, but move is not allowed.',
    })
    await assign(to, { PrivateIpAddresses: ['172.31.1.51'], AllowReassignment: true })
    expect(await addressesOf(from)).toEqual(['172.31.1.50'])
    expect((await show(to)).PrivateIpAddresses?.[1]).toMatchObject({
      PrivateIpAddress: '172.31.1.51',
      Association: { PublicIp, AllocationId },
    })
    const where = async () =>
      (await ec2.send(new DescribeAddressesCommand({ AllocationIds: [AllocationId] })))
        .Addresses?.[0]
    expect(await where()).toMatchObject({
      NetworkInterfaceId: to,
      PrivateIpAddress: '172.31.1.51',
    })
    await expect(
      assign(to, { PrivateIpAddresses: ['172.31.1.50'], AllowReassignment: true }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await unassign(to, '172.31.1.51')
    expect((await where())?.AssociationId).toBeUndefined()
  })
})
