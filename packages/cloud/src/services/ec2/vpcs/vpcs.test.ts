import {
  AssociateVpcCidrBlockCommand,
  AttachInternetGatewayCommand,
  CreateDefaultSubnetCommand,
  CreateDefaultVpcCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeImagesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  DisassociateVpcCidrBlockCommand,
  ModifyVpcTenancyCommand,
  RunInstancesCommand,
  type EC2Client,
  type Vpc,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
beforeEach(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterEach(() => cloud.close())

async function create(CidrBlock: string, more: object = {}): Promise<Vpc & { VpcId: string }> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock, ...more }))
  return { ...Vpc, VpcId: Vpc?.VpcId ?? '' }
}

async function look(VpcId: string): Promise<Vpc | undefined> {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))
  return Vpcs?.[0]
}

const ofVpc = (VpcId: string) => ({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] })

describe('a new VPC', () => {
  it('comes with its main route table, network ACL, group and DHCP options', async () => {
    const { VpcId, ...answer } = await create('10.1.0.7/16', {
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'a' }] }],
    })
    expect(VpcId).toMatch(/^vpc-0[0-9a-f]{16}$/)
    const shape = {
      CidrBlock: '10.1.0.0/16',
      IsDefault: false,
      InstanceTenancy: 'default',
      OwnerId: '123456789012',
      Tags: [{ Key: 'Name', Value: 'a' }],
      CidrBlockAssociationSet: [
        { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' } },
      ],
    }
    expect(answer).toMatchObject({ ...shape, State: 'pending' })
    expect(await look(VpcId)).toMatchObject({ ...shape, State: 'available' })
    const { Vpcs } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
    )
    expect(answer.DhcpOptionsId).toBe(Vpcs?.[0]?.DhcpOptionsId)

    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(ofVpc(VpcId)))
    expect(RouteTables).toMatchObject([
      {
        OwnerId: '123456789012',
        Associations: [{ Main: true, AssociationState: { State: 'associated' } }],
        Routes: [
          {
            DestinationCidrBlock: '10.1.0.0/16',
            GatewayId: 'local',
            State: 'active',
            Origin: 'CreateRouteTable',
          },
        ],
      },
    ])
    const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand(ofVpc(VpcId)))
    expect(NetworkAcls).toMatchObject([{ IsDefault: true, Associations: [] }])
    expect(NetworkAcls?.[0]?.Entries).toHaveLength(4)
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand(ofVpc(VpcId)))
    expect(SecurityGroups).toMatchObject([
      {
        GroupName: 'default',
        Description: 'default VPC security group',
        IpPermissions: [{ UserIdGroupPairs: [{ GroupId: SecurityGroups?.[0]?.GroupId }] }],
      },
    ])
    const attribute = async (Attribute: 'enableDnsSupport' | 'enableDnsHostnames') =>
      ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }))
    expect(await attribute('enableDnsSupport')).toMatchObject({ EnableDnsSupport: { Value: true } })
    expect(await attribute('enableDnsHostnames')).toMatchObject({
      EnableDnsHostnames: { Value: false },
    })
  })

  it('has 16 to 65,536 addresses of a block that is one', async () => {
    for (const CidrBlock of ['10.0.0.0/15', '10.0.0.0/29', '127.0.0.0/16', '224.0.0.0/16']) {
      await expect(create(CidrBlock)).rejects.toMatchObject({
        name: 'InvalidVpc.Range',
        message: `The CIDR '${CidrBlock}' is invalid.`,
      })
    }
    for (const CidrBlock of ['1000.1.0.0/16', '10.0.0.0', 'x']) {
      await expect(create(CidrBlock)).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message: `Value (${CidrBlock}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
      })
    }
    await expect(ec2.send(new CreateVpcCommand({}))).rejects.toMatchObject({
      name: 'MissingParameter',
      message: 'The request must contain the parameter cidrBlock',
    })
    await expect(create('10.0.0.0/16', { Ipv4IpamPoolId: 'ipam-pool-1' })).rejects.toMatchObject({
      name: 'InvalidIpamPoolId.Malformed',
    })
    await expect(create('10.0.0.0/16', { DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
    })
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}))
    expect(Vpcs).toHaveLength(1)
  })

  it('is one of five in a Region, and found by its filters and tags', async () => {
    const made = [await create('10.0.0.0/16'), await create('10.0.0.0/16')]
    await create('10.2.0.0/28', { InstanceTenancy: 'dedicated' })
    await create('10.3.0.0/24')
    await expect(create('10.4.0.0/16')).rejects.toMatchObject({
      name: 'VpcLimitExceeded',
      message: 'The maximum number of VPCs has been reached.',
    })
    const [first] = made
    await ec2.send(
      new CreateTagsCommand({
        Resources: [first?.VpcId ?? ''],
        Tags: [{ Key: 'stage', Value: 'test' }],
      }),
    )
    const find = async (Name: string, ...Values: string[]) =>
      (await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name, Values }] }))).Vpcs?.length
    expect(await find('cidr', '10.0.0.0/16')).toBe(2)
    expect(await find('tag:stage', 'te*')).toBe(1)
    expect(await find('is-default', 'false')).toBe(4)
    const { Tags } = await ec2.send(
      new DescribeTagsCommand({ Filters: [{ Name: 'resource-type', Values: ['vpc'] }] }),
    )
    expect(Tags).toEqual([
      { Key: 'stage', Value: 'test', ResourceId: first?.VpcId, ResourceType: 'vpc' },
    ])
    const page = await ec2.send(new DescribeVpcsCommand({ MaxResults: 5 }))
    expect(page.Vpcs).toHaveLength(5)
    expect(page.NextToken).toBeUndefined()
  })

  it('may be dedicated, with all that is launched in it, until it is made less strict', async () => {
    const { VpcId } = await create('10.0.0.0/16', { InstanceTenancy: 'dedicated' })
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }))
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
        SubnetId: Subnet?.SubnetId,
      }),
    )
    expect(Instances?.[0]?.Placement?.Tenancy).toBe('dedicated')
    await expect(
      ec2.send(new ModifyVpcTenancyCommand({ VpcId, InstanceTenancy: undefined })),
    ).rejects.toMatchObject({ name: 'MissingParameter' })
    expect((await look(VpcId))?.InstanceTenancy).toBe('dedicated')
    await ec2.send(new ModifyVpcTenancyCommand({ VpcId, InstanceTenancy: 'default' }))
    expect((await look(VpcId))?.InstanceTenancy).toBe('default')
  })
})

describe('deletion', () => {
  it('takes what AWS made with the VPC, and nothing of the user', async () => {
    const { VpcId } = await create('10.0.0.0/16')
    const remove = () => ec2.send(new DeleteVpcCommand({ VpcId }))
    const inUse = {
      name: 'DependencyViolation',
      message: `The vpc '${VpcId}' has dependencies and cannot be deleted.`,
    }
    await ec2.send(
      new CreateSecurityGroupCommand({ VpcId, GroupName: 'mine', Description: 'mine' }),
    )
    await expect(remove()).rejects.toMatchObject(inUse)
    const second = await create('10.0.0.0/16')
    await ec2.send(new CreateRouteTableCommand({ VpcId: second.VpcId }))
    await expect(ec2.send(new DeleteVpcCommand({ VpcId: second.VpcId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const third = await create('10.0.0.0/16')
    await ec2.send(new CreateNetworkAclCommand({ VpcId: third.VpcId }))
    await expect(ec2.send(new DeleteVpcCommand({ VpcId: third.VpcId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const fourth = await create('10.0.0.0/16')
    await ec2.send(new DeleteVpcCommand({ VpcId: fourth.VpcId }))
    await expect(ec2.send(new DeleteVpcCommand({ VpcId: fourth.VpcId }))).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
      message: `The vpc ID '${fourth.VpcId}' does not exist`,
    })
  })

  it('of the default VPC can be made good', async () => {
    await expect(ec2.send(new CreateDefaultVpcCommand({}))).rejects.toMatchObject({
      name: 'DefaultVpcAlreadyExists',
      message: 'A Default VPC already exists for this account in this region.',
    })
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
    const VpcId = Subnets[0]?.VpcId ?? ''
    const old = await look(VpcId)
    for (const { SubnetId } of Subnets) await ec2.send(new DeleteSubnetCommand({ SubnetId }))
    const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({}))
    const InternetGatewayId = InternetGateways?.[0]?.InternetGatewayId
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))
    await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }))
    await ec2.send(new DeleteVpcCommand({ VpcId }))
    await expect(
      ec2.send(new CreateDefaultSubnetCommand({ AvailabilityZone: 'ap-northeast-2a' })),
    ).rejects.toMatchObject({ name: 'DefaultVpcDoesNotExist' })

    const { Vpc } = await ec2.send(new CreateDefaultVpcCommand({}))
    expect(Vpc).toMatchObject({
      CidrBlock: '172.31.0.0/16',
      IsDefault: true,
      DhcpOptionsId: old?.DhcpOptionsId,
    })
    const again = await ec2.send(new DescribeSubnetsCommand({}))
    expect(again.Subnets?.map(({ CidrBlock, DefaultForAz }) => [CidrBlock, DefaultForAz])).toEqual(
      Subnets.map(({ CidrBlock }) => [CidrBlock, true]),
    )
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(ofVpc(Vpc?.VpcId ?? '')))
    expect(RouteTables?.[0]?.Routes).toMatchObject([
      { GatewayId: 'local' },
      { DestinationCidrBlock: '0.0.0.0/0', State: 'active' },
    ])
  })
})

describe('further blocks', () => {
  const associate = (VpcId: string, CidrBlock: string) =>
    ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }))
  const disassociate = (AssociationId: string | undefined) =>
    ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }))

  it('are routed in every table, hold subnets, and go when these have gone', async () => {
    const { VpcId, CidrBlockAssociationSet } = await create('10.10.42.0/24')
    await ec2.send(new CreateRouteTableCommand({ VpcId }))
    const { CidrBlockAssociation } = await associate(VpcId, '10.10.43.9/24')
    expect(CidrBlockAssociation).toMatchObject({
      CidrBlock: '10.10.43.0/24',
      CidrBlockState: { State: 'associating' },
    })
    const id = CidrBlockAssociation?.AssociationId ?? ''
    expect(id).toMatch(/^vpc-cidr-assoc-0[0-9a-f]{16}$/)
    const destinations = async () => {
      const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(ofVpc(VpcId)))
      return RouteTables?.map(({ Routes }) => Routes?.map((route) => route.DestinationCidrBlock))
    }
    const both = ['10.10.42.0/24', '10.10.43.0/24']
    expect(await destinations()).toEqual([both, both])
    const byBlock = await ec2.send(
      new DescribeVpcsCommand({
        Filters: [{ Name: 'cidr-block-association.cidr-block', Values: ['10.10.43.0/24'] }],
      }),
    )
    expect(byBlock.Vpcs?.[0]?.CidrBlockAssociationSet).toMatchObject([
      { CidrBlock: '10.10.42.0/24' },
      { CidrBlock: '10.10.43.0/24', CidrBlockState: { State: 'associated' } },
    ])
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock: '10.10.43.128/28' }),
    )
    await expect(disassociate(id)).rejects.toMatchObject({
      name: 'InvalidCidrBlock.InUse',
      message: `The vpc ${VpcId} currently has a subnet within CIDR block 10.10.43.0/24`,
    })
    await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId }))
    const gone = await disassociate(id)
    expect(gone.CidrBlockAssociation).toMatchObject({
      AssociationId: id,
      CidrBlock: '10.10.43.0/24',
      CidrBlockState: { State: 'disassociating' },
    })
    expect(await destinations()).toEqual([['10.10.42.0/24'], ['10.10.42.0/24']])
    await expect(disassociate(id)).rejects.toMatchObject({
      name: 'InvalidVpcCidrBlockAssociationID.NotFound',
      message: `The vpc CIDR block association ID '${id}' does not exist`,
    })
    const primary = CidrBlockAssociationSet?.[0]?.AssociationId
    await expect(disassociate(primary)).rejects.toMatchObject({
      name: 'OperationNotPermitted',
      message: `The vpc CIDR block with association ID ${primary} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
    })
  })

  it('are smaller than what a route leads out to', async () => {
    const { VpcId } = await create('10.10.42.0/24')
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
    const GatewayId = InternetGateway?.InternetGatewayId
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }))
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(ofVpc(VpcId)))
    const RouteTableId = RouteTables?.[0]?.RouteTableId
    await ec2.send(
      new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '10.11.0.0/24', GatewayId }),
    )
    await expect(associate(VpcId, '10.11.0.0/24')).rejects.toMatchObject({
      name: 'InvalidVpc.Range',
    })
    await expect(associate(VpcId, '10.11.0.0/16')).rejects.toMatchObject({
      name: 'InvalidVpc.Range',
    })
    await associate(VpcId, '10.11.0.0/25')
  })

  it('are at most five, apart from each other and of a range that goes with the first', async () => {
    const { VpcId } = await create('10.10.42.0/24')
    for (const [block, name] of [
      ['10.10.42.128/25', 'InvalidVpc.Range'],
      ['192.168.0.0/16', 'InvalidVpc.Range'],
      ['10.0.0.0/8', 'InvalidVpc.Range'],
      ['ten', 'InvalidParameterValue'],
    ] as const) {
      await expect(associate(VpcId, block)).rejects.toMatchObject({ name })
    }
    await expect(associate(VpcId, '192.168.0.0/16')).rejects.toMatchObject({
      message:
        "The CIDR '192.168.0.0/16' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR. For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    })
    for (const block of ['10.10.43.0/24', '10.11.0.0/16', '100.64.0.0/16', '8.8.0.0/24']) {
      await associate(VpcId, block)
    }
    await expect(associate(VpcId, '10.10.50.0/22')).rejects.toMatchObject({
      name: 'CidrLimitExceeded',
      message: `This network '${VpcId}' has met its maximum number of allowed CIDRs: 5`,
    })
  })

  it('of IPv6 are provided by Amazon', async () => {
    const { VpcId, Ipv6CidrBlockAssociationSet } = await create('10.0.0.0/16', {
      AmazonProvidedIpv6CidrBlock: true,
    })
    expect(Ipv6CidrBlockAssociationSet).toMatchObject([
      { Ipv6CidrBlockState: { State: 'associated' }, Ipv6Pool: 'Amazon' },
    ])
    const first = Ipv6CidrBlockAssociationSet?.[0]
    expect(first?.Ipv6CidrBlock).toMatch(/^2001:db8:[0-9a-f:]+\/56$/)
    const { Ipv6CidrBlockAssociation } = await ec2.send(
      new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }),
    )
    expect(Ipv6CidrBlockAssociation?.Ipv6CidrBlock).not.toBe(first?.Ipv6CidrBlock)
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(ofVpc(VpcId)))
    expect(RouteTables?.[0]?.Routes).toMatchObject([
      { DestinationCidrBlock: '10.0.0.0/16' },
      { DestinationIpv6CidrBlock: first?.Ipv6CidrBlock, GatewayId: 'local' },
      { DestinationIpv6CidrBlock: Ipv6CidrBlockAssociation?.Ipv6CidrBlock },
    ])
    await disassociate(first?.AssociationId)
    const { Vpcs } = await ec2.send(
      new DescribeVpcsCommand({
        Filters: [
          {
            Name: 'ipv6-cidr-block-association.association-id',
            Values: [Ipv6CidrBlockAssociation?.AssociationId ?? ''],
          },
        ],
      }),
    )
    expect(Vpcs?.[0]?.Ipv6CidrBlockAssociationSet).toHaveLength(1)
  })
})
