import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteNatGatewayCommand,
  DeleteSubnetCommand,
  DescribeAddressesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  ReleaseAddressCommand,
  type CreateNatGatewayCommandInput,
  type EC2Client,
  type NatGateway,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let VpcId = ''
let SubnetId = ''
beforeEach(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  VpcId = Vpc?.VpcId ?? ''
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId,
      CidrBlock: '10.0.0.0/28',
      AvailabilityZone: 'ap-northeast-2a',
    }),
  )
  SubnetId = Subnet?.SubnetId ?? ''
})
afterEach(() => cloud.close())

async function openUp(): Promise<void> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  const InternetGatewayId = InternetGateway?.InternetGatewayId
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
}

async function allocate(): Promise<string> {
  return (await ec2.send(new AllocateAddressCommand({}))).AllocationId ?? ''
}

async function create(
  input: Omit<CreateNatGatewayCommandInput, 'SubnetId'> & { SubnetId?: string },
): Promise<NatGateway & { NatGatewayId: string }> {
  const { NatGateway } = await ec2.send(new CreateNatGatewayCommand({ SubnetId, ...input }))
  return { ...NatGateway, NatGatewayId: NatGateway?.NatGatewayId ?? '' }
}

async function look(id: string): Promise<NatGateway | undefined> {
  const { NatGateways } = await ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }))
  return NatGateways?.[0]
}

const remove = (NatGatewayId: string) => ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }))
const addressOf = async (id: string) =>
  (await ec2.send(new DescribeAddressesCommand({ AllocationIds: [id] }))).Addresses?.[0]
const interfaces = async () =>
  (
    await ec2.send(
      new DescribeNetworkInterfacesCommand({
        Filters: [{ Name: 'subnet-id', Values: [SubnetId] }],
      }),
    )
  ).NetworkInterfaces

describe('a public NAT gateway', () => {
  it('lives from pending to deleted, with its interface and Elastic IP', async () => {
    await openUp()
    const AllocationId = await allocate()
    const asked: Omit<CreateNatGatewayCommandInput, 'SubnetId'> = {
      AllocationId,
      ClientToken: 'token',
      TagSpecifications: [{ ResourceType: 'natgateway', Tags: [{ Key: 'Name', Value: 'nat' }] }],
    }
    const made = await create(asked)
    const id = made.NatGatewayId
    expect(made).toMatchObject({
      NatGatewayId: expect.stringMatching(/^nat-0[0-9a-f]{16}$/),
      VpcId,
      SubnetId,
      ConnectivityType: 'public',
      State: 'pending',
      CreateTime: new Date(cloud.now()),
      Tags: [{ Key: 'Name', Value: 'nat' }],
    })
    expect((await create(asked)).NatGatewayId).toBe(id)
    await cloud.advance('14s')
    expect((await look(id))?.State).toBe('pending')
    await cloud.advance('2s')
    const { NatGatewayAddresses, ...available } = (await look(id)) ?? {}
    expect(available).toMatchObject({ State: 'available' })
    const address = await addressOf(AllocationId)
    expect(NatGatewayAddresses).toEqual([
      {
        AllocationId,
        AssociationId: address?.AssociationId,
        PublicIp: address?.PublicIp,
        PrivateIp: address?.PrivateIpAddress,
        NetworkInterfaceId: address?.NetworkInterfaceId,
        IsPrimary: true,
        Status: 'succeeded',
      },
    ])
    expect(await interfaces()).toMatchObject([
      {
        NetworkInterfaceId: address?.NetworkInterfaceId,
        InterfaceType: 'nat_gateway',
        Description: `Interface for NAT Gateway ${id}`,
        Status: 'in-use',
        SourceDestCheck: false,
        RequesterManaged: true,
        Groups: [],
        Association: { PublicIp: address?.PublicIp, AllocationId },
      },
    ])

    await remove(id)
    expect(await look(id)).toMatchObject({ State: 'deleting', DeleteTime: expect.any(Date) })
    expect(await remove(id)).toMatchObject({ NatGatewayId: id })
    await expect(ec2.send(new ReleaseAddressCommand({ AllocationId }))).rejects.toMatchObject({
      name: 'InvalidIPAddress.InUse',
    })
    await expect(ec2.send(new DeleteSubnetCommand({ SubnetId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await cloud.advance('11s')
    expect((await look(id))?.State).toBe('deleted')
    expect((await addressOf(AllocationId))?.AssociationId).toBeUndefined()
    expect(await interfaces()).toEqual([])
    await ec2.send(new ReleaseAddressCommand({ AllocationId }))
    await ec2.send(new DeleteSubnetCommand({ SubnetId }))
    const gone = { name: 'NatGatewayNotFound', message: `NAT gateway ${id} was not found` }
    await expect(remove(id)).rejects.toMatchObject(gone)
    await cloud.advance('1h')
    await expect(look(id)).rejects.toMatchObject(gone)
  })

  it('fails where AWS’s fails', async () => {
    const AllocationId = await allocate()
    const shut = await create({ AllocationId })
    expect(shut.State).toBe('pending')
    expect(shut.FailureCode).toBeUndefined()
    await cloud.advance('20s')
    expect(await look(shut.NatGatewayId)).toMatchObject({
      State: 'failed',
      FailureCode: 'Gateway.NotAttached',
      FailureMessage: `Network ${VpcId} has no Internet gateway attached`,
    })
    expect(await interfaces()).toEqual([])

    await openUp()
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
    await ec2.send(
      new AssociateAddressCommand({
        AllocationId,
        NetworkInterfaceId: NetworkInterface?.NetworkInterfaceId,
      }),
    )
    const taken = await create({ AllocationId })
    await cloud.advance('20s')
    expect(await look(taken.NatGatewayId)).toMatchObject({
      State: 'failed',
      FailureCode: 'Resource.AlreadyAssociated',
      FailureMessage: `Elastic IP address [${AllocationId}] is already associated`,
    })
    for (let i = 0; i < 10; i += 1) {
      await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
    }
    const full = await create({ AllocationId: await allocate() })
    await cloud.advance('20s')
    expect(await look(full.NatGatewayId)).toMatchObject({
      FailureCode: 'InsufficientFreeAddressesInSubnet',
      FailureMessage: 'Subnet has insufficient free addresses to create this NAT gateway',
    })
    await remove(full.NatGatewayId)
    await cloud.advance('1h')
    const { NatGateways } = await ec2.send(new DescribeNatGatewaysCommand({}))
    expect(NatGateways?.map(({ State }) => State)).toEqual(['deleted'])
  })

  it('refuses what names nothing or is not supported', async () => {
    const AllocationId = await allocate()
    const refusals: [Parameters<typeof create>[0], string, string][] = [
      [
        {},
        'MissingParameter',
        'The request must include the AllocationId parameter. Add the required parameter and retry the request.',
      ],
      [
        { AllocationId: 'eipalloc-0123456789abcdef0' },
        'InvalidElasticIpID.NotFound',
        "The elasticIp ID 'eipalloc-0123456789abcdef0' does not exist",
      ],
      [
        { AllocationId: 'MalformedElasticIpId' },
        'InvalidElasticIpID.Malformed',
        "The elastic-ip ID 'MalformedElasticIpId' is malformed",
      ],
      [
        { AllocationId, SubnetId: 'InvalidSubnet' },
        'InvalidSubnet',
        "The subnet ID 'InvalidSubnet' is malformed",
      ],
      [
        { AllocationId, SubnetId: 'subnet-0123456789abcdef0' },
        'InvalidSubnetID.NotFound',
        "The subnet ID 'subnet-0123456789abcdef0' does not exist",
      ],
      [
        { AllocationId, SecondaryAllocationIds: ['eipalloc-0123456789abcdef0'] },
        'InvalidAllocationID.NotFound',
        "The allocation ID 'eipalloc-0123456789abcdef0' does not exist",
      ],
    ]
    for (const [input, name, message] of refusals) {
      await expect(create(input)).rejects.toMatchObject({ name, message })
    }
    await expect(look('nat-x')).rejects.toMatchObject({ name: 'NatGatewayMalformed' })
  })
})

describe('a private NAT gateway', () => {
  it('needs neither Elastic IP nor internet gateway', async () => {
    const { NatGatewayId } = await create({
      ConnectivityType: 'private',
      PrivateIpAddress: '10.0.0.9',
    })
    await cloud.advance('20s')
    const gateway = await look(NatGatewayId)
    expect(gateway).toMatchObject({ State: 'available', ConnectivityType: 'private' })
    expect(gateway?.NatGatewayAddresses).toEqual([
      {
        PrivateIp: '10.0.0.9',
        NetworkInterfaceId: (await interfaces())?.[0]?.NetworkInterfaceId,
        IsPrimary: true,
        Status: 'succeeded',
      },
    ])
    await expect(
      create({ ConnectivityType: 'private', AllocationId: await allocate() }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    await expect(
      create({ ConnectivityType: 'private', PrivateIpAddress: '10.0.0.9' }),
    ).rejects.toMatchObject({ name: 'InvalidIPAddress.InUse' })
  })

  it('is one of five in its zone, and found by filters and tags', async () => {
    const ids: string[] = []
    for (let i = 0; i < 5; i += 1) {
      ids.push((await create({ ConnectivityType: 'private' })).NatGatewayId)
    }
    await expect(create({ ConnectivityType: 'private' })).rejects.toMatchObject({
      name: 'NatGatewayLimitExceeded',
      message: 'Performing this operation would exceed the limit of 5 NAT gateways',
    })
    const [first = ''] = ids
    await ec2.send(new CreateTagsCommand({ Resources: [first], Tags: [{ Key: 'a', Value: 'b' }] }))
    await cloud.advance('20s')
    await remove(first)
    const find = async (Name: string, ...Values: string[]) =>
      (await ec2.send(new DescribeNatGatewaysCommand({ Filter: [{ Name, Values }] }))).NatGateways
        ?.length
    expect(await find('state', 'available')).toBe(4)
    expect(await find('state', 'deleting')).toBe(1)
    expect(await find('subnet-id', SubnetId)).toBe(5)
    expect(await find('vpc-id', 'vpc-0123456789abcdef0')).toBe(0)
    expect(await find('nat-gateway-id', 'non-existent-id')).toBe(0)
    expect(await find('tag:a', 'b')).toBe(1)
    await expect(find('no-such', 'x')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    const page = await ec2.send(new DescribeNatGatewaysCommand({ MaxResults: 5 }))
    expect([page.NatGateways?.length, page.NextToken]).toEqual([5, undefined])
  })
})
