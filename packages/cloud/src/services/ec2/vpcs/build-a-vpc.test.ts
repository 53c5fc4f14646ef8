import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteNatGatewayCommand,
  DeleteRouteTableCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ReleaseAddressCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

async function launch(SubnetId: string, SecurityGroupIds?: string[]) {
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
    }),
  )
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      SecurityGroupIds,
    }),
  )
  const InstanceId = Instances[0]?.InstanceId ?? ''
  await cloud.advance('1m')
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
  )
  const instance = Reservations?.[0]?.Instances?.[0]
  if (!instance?.InstanceId) throw new Error('no instance')
  return { ...instance, InstanceId }
}

async function build() {
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({
      CidrBlock: '10.0.0.0/16',
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'lesson' }] }],
    }),
  )
  const VpcId = Vpc?.VpcId ?? ''
  const subnet = async (CidrBlock: string) => {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: 'ap-northeast-2a' }),
    )
    return Subnet?.SubnetId ?? ''
  }
  const table = async (SubnetId: string) => {
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
    const RouteTableId = RouteTable?.RouteTableId ?? ''
    const { AssociationId } = await ec2.send(
      new AssociateRouteTableCommand({ RouteTableId, SubnetId }),
    )
    return { RouteTableId, AssociationId }
  }
  const publicSubnet = await subnet('10.0.0.0/24')
  const privateSubnet = await subnet('10.0.1.0/24')
  await ec2.send(
    new ModifySubnetAttributeCommand({
      SubnetId: publicSubnet,
      MapPublicIpOnLaunch: { Value: true },
    }),
  )
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  const gatewayId = InternetGateway?.InternetGatewayId ?? ''
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: gatewayId, VpcId }))
  const publicTable = await table(publicSubnet)
  const everywhere = { DestinationCidrBlock: '0.0.0.0/0' }
  await ec2.send(new CreateRouteCommand({ ...publicTable, ...everywhere, GatewayId: gatewayId }))
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
  const { NatGateway } = await ec2.send(
    new CreateNatGatewayCommand({ SubnetId: publicSubnet, AllocationId }),
  )
  const natId = NatGateway?.NatGatewayId ?? ''
  await cloud.advance('20s')
  const privateTable = await table(privateSubnet)
  await ec2.send(new CreateRouteCommand({ ...privateTable, ...everywhere, NatGatewayId: natId }))
  return {
    VpcId,
    publicSubnet,
    privateSubnet,
    gatewayId,
    publicTable,
    privateTable,
    AllocationId,
    natId,
  }
}

const statesOf = async (RouteTableId: string) => {
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }),
  )
  return RouteTables?.[0]?.Routes?.map(({ State }) => State)
}

it('builds a VPC, launches into it and takes it down, in no other than the right order', async () => {
  const made = await build()
  const { VpcId, publicSubnet, privateSubnet, gatewayId, publicTable, privateTable, natId } = made
  const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }

  // launches
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand(ofVpc))
  const defaultGroup = SecurityGroups?.[0]?.GroupId
  expect(SecurityGroups?.map(({ GroupName }) => GroupName)).toEqual(['default'])
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId }),
  )
  const outside = await launch(publicSubnet, [GroupId])
  const inside = await launch(privateSubnet)
  expect(outside).toMatchObject({
    State: { Name: 'running' },
    VpcId,
    SubnetId: publicSubnet,
    SecurityGroups: [{ GroupId, GroupName: 'web' }],
    PublicDnsName: '',
  })
  expect(outside.PrivateIpAddress).toMatch(/^10\.0\.0\.\d+$/)
  expect(outside.PublicIpAddress).toMatch(/^198\.1[89]\./)
  expect(inside).toMatchObject({
    VpcId,
    SubnetId: privateSubnet,
    SecurityGroups: [{ GroupId: defaultGroup, GroupName: 'default' }],
  })
  expect(inside.PublicIpAddress).toBeUndefined()
  await expect(launch(privateSubnet, ['sg-0123456789abcdef0'])).rejects.toMatchObject({
    name: 'InvalidGroup.NotFound',
  })
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [outside.InstanceId] }),
  )
  expect(Reservations?.[0]?.Instances?.[0]?.PublicDnsName).toMatch(
    /^ec2-198-.*\.ap-northeast-2\.compute\.amazonaws\.com$/,
  )

  // wrong orders
  const violation = (message: string) => ({ name: 'DependencyViolation', message })
  const vpcHas = violation(`The vpc '${VpcId}' has dependencies and cannot be deleted.`)
  const deleteVpc = () => ec2.send(new DeleteVpcCommand({ VpcId }))
  const deleteSubnet = (SubnetId: string) => ec2.send(new DeleteSubnetCommand({ SubnetId }))
  const detach = () =>
    ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: gatewayId, VpcId }))
  const mapped = violation(
    `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
  )
  await expect(deleteVpc()).rejects.toMatchObject(vpcHas)
  await expect(deleteSubnet(publicSubnet)).rejects.toMatchObject(
    violation(`The subnet '${publicSubnet}' has dependencies and cannot be deleted.`),
  )
  await expect(
    ec2.send(new DeleteRouteTableCommand({ RouteTableId: publicTable.RouteTableId })),
  ).rejects.toMatchObject(
    violation(
      `The routeTable '${publicTable.RouteTableId}' has dependencies and cannot be deleted.`,
    ),
  )
  await expect(
    ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: gatewayId })),
  ).rejects.toMatchObject(
    violation(`The internetGateway '${gatewayId}' has dependencies and cannot be deleted.`),
  )
  await expect(detach()).rejects.toMatchObject(mapped)

  // the right one
  await ec2.send(
    new TerminateInstancesCommand({ InstanceIds: [outside.InstanceId, inside.InstanceId] }),
  )
  await cloud.advance('20s')
  await expect(detach()).rejects.toMatchObject(mapped)
  expect(await statesOf(privateTable.RouteTableId)).toEqual(['active', 'active'])
  await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: natId }))
  await expect(deleteSubnet(publicSubnet)).rejects.toMatchObject({ name: 'DependencyViolation' })
  await cloud.advance('20s')
  expect(await statesOf(privateTable.RouteTableId)).toEqual(['active', 'blackhole'])
  await detach()
  expect(await statesOf(publicTable.RouteTableId)).toEqual(['active', 'blackhole'])
  await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: gatewayId }))
  await expect(deleteVpc()).rejects.toMatchObject(vpcHas)
  for (const { RouteTableId, AssociationId } of [publicTable, privateTable]) {
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId }))
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId }))
  }
  await deleteSubnet(publicSubnet)
  await deleteSubnet(privateSubnet)
  await expect(deleteVpc()).rejects.toMatchObject(vpcHas)
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId }))
  await deleteVpc()
  await ec2.send(new ReleaseAddressCommand({ AllocationId: made.AllocationId }))

  // nothing of it is left
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand(ofVpc))
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(ofVpc))
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand(ofVpc))
  const groups = await ec2.send(new DescribeSecurityGroupsCommand(ofVpc))
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand(ofVpc))
  expect([Vpcs, RouteTables, NetworkAcls, groups.SecurityGroups, NetworkInterfaces].flat()).toEqual(
    [],
  )
  const { NatGateways } = await ec2.send(
    new DescribeNatGatewaysCommand({ Filter: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  )
  expect(NatGateways).toMatchObject([{ NatGatewayId: natId, State: 'deleted' }])
})
