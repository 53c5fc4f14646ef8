import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AttachNetworkInterfaceCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteEgressOnlyInternetGatewayCommand,
  DeleteNetworkInterfaceCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeRouteTablesCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  type CreateRouteCommandInput,
  type EC2Client,
  type ReplaceRouteCommandInput,
  type RouteTable,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let VpcId = ''
let RouteTableId = ''
let GatewayId = ''
beforeEach(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  VpcId = await createVpc()
  RouteTableId = await createTable(VpcId)
  GatewayId = await createGateway()
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }))
})
afterEach(() => cloud.close())

async function createVpc(): Promise<string> {
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  )
  return Vpc?.VpcId ?? ''
}

async function createTable(vpcId: string): Promise<string> {
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpcId }))
  return RouteTable?.RouteTableId ?? ''
}

async function createGateway(): Promise<string> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  return InternetGateway?.InternetGatewayId ?? ''
}

async function createSubnet(CidrBlock: string, vpcId = VpcId): Promise<string> {
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId: vpcId,
      CidrBlock,
      AvailabilityZone: 'ap-northeast-2a',
    }),
  )
  return Subnet?.SubnetId ?? ''
}

async function createInterface(SubnetId: string): Promise<string> {
  const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
  return NetworkInterface?.NetworkInterfaceId ?? ''
}

async function launch(SubnetId: string): Promise<string> {
  const { Images } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
    }),
  )
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images?.[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
    }),
  )
  await cloud.advance('1m')
  return Instances?.[0]?.InstanceId ?? ''
}

async function look(id = RouteTableId): Promise<RouteTable | undefined> {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }))
  return RouteTables?.[0]
}

async function mainTable(): Promise<RouteTable | undefined> {
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({
      Filters: [
        { Name: 'vpc-id', Values: [VpcId] },
        { Name: 'association.main', Values: ['true'] },
      ],
    }),
  )
  expect(RouteTables).toHaveLength(1)
  return RouteTables?.[0]
}

const everywhere = '0.0.0.0/0'
const create = (input: Omit<CreateRouteCommandInput, 'RouteTableId'>) =>
  ec2.send(new CreateRouteCommand({ RouteTableId, ...input }))
const replace = (input: Omit<ReplaceRouteCommandInput, 'RouteTableId'>) =>
  ec2.send(new ReplaceRouteCommand({ RouteTableId, ...input }))
const remove = (DestinationCidrBlock: string) =>
  ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock }))
/** Of the route to everywhere. */
const outward = async () =>
  (await look())?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === everywhere)

describe('a route table', () => {
  it('begins with the local routes and is deleted once nothing is associated', async () => {
    const { RouteTable } = await ec2.send(
      new CreateRouteTableCommand({
        VpcId,
        TagSpecifications: [{ ResourceType: 'route-table', Tags: [{ Key: 'a', Value: 'b' }] }],
      }),
    )
    const id = RouteTable?.RouteTableId ?? ''
    expect(RouteTable).toMatchObject({
      VpcId,
      OwnerId: '123456789012',
      Associations: [],
      PropagatingVgws: [],
      Tags: [{ Key: 'a', Value: 'b' }],
      Routes: [
        { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
        { GatewayId: 'local', Origin: 'CreateRouteTable' },
      ],
    })
    expect(RouteTable?.Routes?.[1]?.DestinationIpv6CidrBlock).toMatch(/::\/56$/)
    expect(await look(id)).toEqual(RouteTable)
    const deleteTable = (RouteTableId: string | undefined) =>
      ec2.send(new DeleteRouteTableCommand({ RouteTableId }))
    await deleteTable(id)
    await expect(deleteTable(id)).rejects.toMatchObject({
      name: 'InvalidRouteTableID.NotFound',
      message: `The routeTable ID '${id}' does not exist`,
    })
    const main = (await mainTable())?.RouteTableId
    await expect(deleteTable(main)).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `The routeTable '${main}' has dependencies and cannot be deleted.`,
    })
  })
})

describe('associations', () => {
  const associate = (id: string, SubnetId: string) =>
    ec2.send(new AssociateRouteTableCommand({ RouteTableId: id, SubnetId }))

  it('join a subnet with one table', async () => {
    const SubnetId = await createSubnet('10.0.0.0/24')
    const { AssociationId, AssociationState } = await associate(RouteTableId, SubnetId)
    expect(AssociationState).toEqual({ State: 'associated' })
    expect((await associate(RouteTableId, SubnetId)).AssociationId).toBe(AssociationId)
    expect((await look())?.Associations).toEqual([
      {
        RouteTableAssociationId: AssociationId,
        RouteTableId,
        SubnetId,
        Main: false,
        AssociationState: { State: 'associated' },
      },
    ])
    const other = await createTable(VpcId)
    await expect(associate(other, SubnetId)).rejects.toMatchObject({
      name: 'Resource.AlreadyAssociated',
      message: `the specified association for route table ${other} conflicts with an existing association`,
    })
    const foreign = await createTable(await createVpc())
    await expect(associate(foreign, SubnetId)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `route table ${foreign} and subnet ${SubnetId} belong to different networks`,
    })
    await expect(associate('rtb-1234abcd', SubnetId)).rejects.toMatchObject({
      name: 'InvalidRouteTableID.NotFound',
    })
    await expect(associate(RouteTableId, 'subnet-1234abcd')).rejects.toMatchObject({
      name: 'InvalidSubnetID.NotFound',
    })
    await expect(ec2.send(new DeleteRouteTableCommand({ RouteTableId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId }))
    await expect(
      ec2.send(new DisassociateRouteTableCommand({ AssociationId })),
    ).rejects.toMatchObject({
      name: 'InvalidAssociationID.NotFound',
      message: `The association ID '${AssociationId}' does not exist`,
    })
    await associate(other, SubnetId)
    await ec2.send(new DeleteSubnetCommand({ SubnetId }))
    expect((await look(other))?.Associations).toEqual([])
  })

  it('move to another table, the main one too', async () => {
    const SubnetId = await createSubnet('10.0.0.0/24')
    const { AssociationId } = await associate(RouteTableId, SubnetId)
    const other = await createTable(VpcId)
    const move = (id: string | undefined, to: string) =>
      ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId: id, RouteTableId: to }))
    const { NewAssociationId } = await move(AssociationId, other)
    expect(NewAssociationId).not.toBe(AssociationId)
    expect((await look(other))?.Associations).toMatchObject([
      { RouteTableAssociationId: NewAssociationId, SubnetId },
    ])
    expect((await look())?.Associations).toEqual([])
    expect((await move(NewAssociationId, other)).NewAssociationId).toBe(NewAssociationId)
    await expect(move('rtbassoc-1234abcd', other)).rejects.toMatchObject({
      name: 'InvalidAssociationID.NotFound',
    })
    await expect(move(NewAssociationId, 'rtb-1234abcd')).rejects.toMatchObject({
      name: 'InvalidRouteTableID.NotFound',
    })

    const main = await mainTable()
    const mainId = main?.Associations?.[0]?.RouteTableAssociationId
    await expect(
      ec2.send(new DisassociateRouteTableCommand({ AssociationId: mainId })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `cannot disassociate the main route table association ${mainId}`,
    })
    await move(mainId, RouteTableId)
    expect((await mainTable())?.RouteTableId).toBe(RouteTableId)
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: main?.RouteTableId }))
  })

  it('put a table on an internet gateway, unless it leads out', async () => {
    const associateEdge = (id: string) =>
      ec2.send(new AssociateRouteTableCommand({ RouteTableId: id, GatewayId }))
    const { AssociationId } = await associateEdge(RouteTableId)
    expect((await look())?.Associations).toMatchObject([{ GatewayId, Main: false }])
    const found = await ec2.send(
      new DescribeRouteTablesCommand({
        Filters: [{ Name: 'association.gateway-id', Values: [GatewayId] }],
      }),
    )
    expect(found.RouteTables?.map((table) => table.RouteTableId)).toEqual([RouteTableId])
    const unsupported = {
      name: 'InvalidParameterValue',
      message: `Route table ${RouteTableId} contains unsupported route target: ${GatewayId}`,
    }
    const outwards = { DestinationCidrBlock: everywhere, GatewayId }
    await expect(create(outwards)).rejects.toMatchObject(unsupported)
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId }))
    await create(outwards)
    await expect(associateEdge(RouteTableId)).rejects.toMatchObject(unsupported)
    await expect(ec2.send(new AssociateRouteTableCommand({ RouteTableId }))).rejects.toMatchObject({
      name: 'MissingParameter',
    })
  })
})

describe('routes', () => {
  it('are created once, replaced and deleted', async () => {
    expect(await create({ DestinationCidrBlock: everywhere, GatewayId })).toMatchObject({
      Return: true,
    })
    expect(await outward()).toEqual({
      DestinationCidrBlock: everywhere,
      GatewayId,
      State: 'active',
      Origin: 'CreateRoute',
    })
    // the same again is no error, another target is
    await create({ DestinationCidrBlock: everywhere, GatewayId })
    const eni = await createInterface(await createSubnet('10.0.0.0/24'))
    await expect(
      create({ DestinationCidrBlock: everywhere, NetworkInterfaceId: eni }),
    ).rejects.toMatchObject({
      name: 'RouteAlreadyExists',
      message: 'The route identified by 0.0.0.0/0 already exists.',
    })
    await replace({ DestinationCidrBlock: everywhere, NetworkInterfaceId: eni })
    expect(await outward()).toMatchObject({ NetworkInterfaceId: eni, Origin: 'CreateRoute' })
    await remove(everywhere)
    await expect(remove(everywhere)).rejects.toMatchObject({
      name: 'InvalidRoute.NotFound',
      message: `no route with destination-cidr-block 0.0.0.0/0 in route table ${RouteTableId}`,
    })
    await expect(replace({ DestinationCidrBlock: everywhere, GatewayId })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message:
        "There is no route defined for '0.0.0.0/0' in the route table. Use CreateRoute instead.",
    })
    await create({ DestinationCidrBlock: '100.68.0.18/18', GatewayId })
    expect((await look())?.Routes?.at(-1)?.DestinationCidrBlock).toBe('100.68.0.0/18')
  })

  it('name one destination and one target', async () => {
    const oneDestination =
      'The request must contain exactly one of: destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId'
    const oneTarget =
      'The request must contain exactly one of gatewayId, localGatewayId, carrierGatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, vpcEndpointId, coreNetworkArn or instanceId'
    await expect(create({ GatewayId })).rejects.toMatchObject({
      name: 'MissingParameter',
      message: oneDestination,
    })
    await expect(
      create({ DestinationCidrBlock: everywhere, DestinationIpv6CidrBlock: '::/0', GatewayId }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination', message: oneDestination })
    await expect(create({ DestinationCidrBlock: everywhere })).rejects.toMatchObject({
      name: 'MissingParameter',
      message: oneTarget,
    })
    await expect(
      create({ DestinationCidrBlock: everywhere, GatewayId, NatGatewayId: 'nat-1234abcd' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination', message: oneTarget })
    await expect(create({ DestinationCidrBlock: '::/0', GatewayId })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message:
        'Value (::/0) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.',
    })
    await expect(
      create({ DestinationCidrBlock: everywhere, GatewayId, DryRun: true }),
    ).rejects.toMatchObject({ name: 'DryRunOperation' })
    expect(await outward()).toBeUndefined()
  })

  it('lead only to what there is, in the same VPC', async () => {
    const to = (target: Omit<CreateRouteCommandInput, 'RouteTableId' | 'DestinationCidrBlock'>) =>
      create({ DestinationCidrBlock: everywhere, ...target })
    const idle = await createGateway()
    const farSubnet = await createSubnet('10.0.0.0/24', await createVpc())
    const far = await createInterface(farSubnet)
    for (const [target, name, message] of [
      [
        { GatewayId: idle },
        'InvalidParameterValue',
        `route table ${RouteTableId} and network gateway ${idle} belong to different networks`,
      ],
      [
        { NetworkInterfaceId: far },
        'InvalidParameterValue',
        `route table ${RouteTableId} and interface ${far} belong to different networks`,
      ],
      [
        { GatewayId: 'vgw-0123456789abcdef0' },
        'InvalidGatewayID.NotFound',
        "The gateway ID 'vgw-0123456789abcdef0' does not exist",
      ],
      [
        { NatGatewayId: 'nat-0123456789abcdef0' },
        'InvalidNatGatewayID.NotFound',
        "The natGateway ID 'nat-0123456789abcdef0' does not exist",
      ],
      [
        { InstanceId: 'i-0123456789abcdef0' },
        'InvalidInstanceID.NotFound',
        "The instance ID 'i-0123456789abcdef0' does not exist",
      ],
      [
        { VpcPeeringConnectionId: 'pcx-0123456789abcdef0' },
        'InvalidVpcPeeringConnectionID.NotFound',
        "The vpcPeeringConnection ID 'pcx-0123456789abcdef0' does not exist",
      ],
      [
        { VpcEndpointId: 'vpce-0123456789abcdef0' },
        'UnsupportedOperation',
        'The member VpcEndpointId of CreateRoute is not supported by the embedded cloud.',
      ],
    ] as const) {
      await expect(to(target)).rejects.toMatchObject({ name, message })
    }
  })

  it('keep the VPC’s own block to itself, or give it to an interface', async () => {
    const inside = '10.0.5.0/24'
    await expect(create({ DestinationCidrBlock: inside, GatewayId })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `The destination CIDR block ${inside} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
    })
    const eni = await createInterface(await createSubnet('10.0.0.0/24'))
    await create({ DestinationCidrBlock: inside, NetworkInterfaceId: eni })
    const local = '10.0.0.0/16'
    await expect(
      create({ DestinationCidrBlock: local, NetworkInterfaceId: eni }),
    ).rejects.toMatchObject({ name: 'RouteAlreadyExists' })
    await expect(remove(local)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `cannot remove local route ${local} in route table ${RouteTableId}`,
    })
    await replace({ DestinationCidrBlock: local, NetworkInterfaceId: eni })
    const first = async () => (await look())?.Routes?.[0]
    expect(await first()).toMatchObject({ NetworkInterfaceId: eni, Origin: 'CreateRouteTable' })
    await replace({ DestinationCidrBlock: local, LocalTarget: true })
    expect(await first()).toMatchObject({ GatewayId: 'local', State: 'active' })
    await expect(
      replace({ DestinationCidrBlock: inside, LocalTarget: true }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'local-target only allowed with network local destination CIDRs',
    })
  })

  it('turn into black holes with their targets, and back', async () => {
    const state = async () => (await outward())?.State
    await create({ DestinationCidrBlock: everywhere, GatewayId })
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }))
    expect(await state()).toBe('blackhole')
    const holes = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: 'route.state', Values: ['blackhole'] }] }),
    )
    expect(holes.RouteTables?.map((table) => table.RouteTableId)).toEqual([RouteTableId])
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }))
    expect(await state()).toBe('active')

    const SubnetId = await createSubnet('10.0.0.0/24')
    const InstanceId = await launch(SubnetId)
    await replace({ DestinationCidrBlock: everywhere, InstanceId })
    const { Reservations } = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
    )
    const eni = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces?.[0]?.NetworkInterfaceId
    expect(await outward()).toMatchObject({
      InstanceId,
      InstanceOwnerId: '123456789012',
      NetworkInterfaceId: eni,
      State: 'active',
    })
    const found = await ec2.send(
      new DescribeRouteTablesCommand({
        Filters: [{ Name: 'route.instance-id', Values: [InstanceId] }],
      }),
    )
    expect(found.RouteTables).toHaveLength(1)
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await cloud.advance('20s')
    expect(await state()).toBe('blackhole')

    const second = await createInterface(SubnetId)
    await replace({ DestinationCidrBlock: everywhere, NetworkInterfaceId: second })
    expect(await state()).toBe('blackhole')
    const other = await launch(SubnetId)
    await ec2.send(
      new AttachNetworkInterfaceCommand({
        NetworkInterfaceId: second,
        InstanceId: other,
        DeviceIndex: 1,
      }),
    )
    await cloud.advance('20s')
    expect(await state()).toBe('active')
    await expect(
      replace({ DestinationCidrBlock: everywhere, InstanceId: other }),
    ).rejects.toMatchObject({
      name: 'InvalidInstanceID',
      message: `There are multiple interfaces attached to instance '${other}'. Please specify an interface ID for the operation instead.`,
    })

    const third = await createInterface(SubnetId)
    await replace({ DestinationCidrBlock: everywhere, NetworkInterfaceId: third })
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: third }))
    expect(await outward()).toEqual({
      DestinationCidrBlock: everywhere,
      NetworkInterfaceId: third,
      State: 'blackhole',
      Origin: 'CreateRoute',
    })
  })

  it('of IPv6 lead out by an internet gateway or an egress-only one', async () => {
    const { EgressOnlyInternetGateway } = await ec2.send(
      new CreateEgressOnlyInternetGatewayCommand({ VpcId }),
    )
    const id = EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId ?? ''
    const ipv6 = { DestinationIpv6CidrBlock: '::/0' }
    await create({ ...ipv6, EgressOnlyInternetGatewayId: id })
    const last = async () => (await look())?.Routes?.at(-1)
    expect(await last()).toMatchObject({ EgressOnlyInternetGatewayId: id, State: 'active' })
    await expect(
      create({ DestinationCidrBlock: everywhere, EgressOnlyInternetGatewayId: id }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    await ec2.send(new DeleteEgressOnlyInternetGatewayCommand({ EgressOnlyInternetGatewayId: id }))
    expect(await last()).toMatchObject({ State: 'blackhole' })
    await replace({ ...ipv6, GatewayId })
    expect(await last()).toMatchObject({ GatewayId, State: 'active' })
    await ec2.send(new DeleteRouteCommand({ RouteTableId, ...ipv6 }))
    await expect(ec2.send(new DeleteRouteCommand({ RouteTableId, ...ipv6 }))).rejects.toMatchObject(
      {
        name: 'InvalidRoute.NotFound',
        message: `no route with destination-ipv6-cidr-block ::/0 in route table ${RouteTableId}`,
      },
    )
  })
})
