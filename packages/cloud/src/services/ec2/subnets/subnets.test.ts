import {
  AssociateSubnetCidrBlockCommand,
  AssociateVpcCidrBlockCommand,
  CreateDefaultSubnetCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DescribeImagesCommand,
  DescribeNetworkAclsCommand,
  DescribeSubnetsCommand,
  DisassociateSubnetCidrBlockCommand,
  DisassociateVpcCidrBlockCommand,
  ModifySubnetAttributeCommand,
  RunInstancesCommand,
  type CreateSubnetCommandInput,
  type EC2Client,
  type ModifySubnetAttributeCommandInput,
  type Subnet,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let VpcId = ''
beforeEach(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  VpcId = Vpc?.VpcId ?? ''
})
afterEach(() => cloud.close())

async function create(
  CidrBlock: string,
  more: Partial<CreateSubnetCommandInput> = {},
): Promise<Subnet & { SubnetId: string }> {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, ...more }))
  return { ...Subnet, SubnetId: Subnet?.SubnetId ?? '' }
}

async function look(SubnetId: string): Promise<Subnet | undefined> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))
  return Subnets?.[0]
}

const remove = (SubnetId: string | undefined) => ec2.send(new DeleteSubnetCommand({ SubnetId }))

describe('a new subnet', () => {
  it('lies in a zone, named or by id, with the default network ACL on it', async () => {
    const subnet = await create('10.0.1.77/24', {
      AvailabilityZoneId: 'apne2-az3',
      TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'Name', Value: 'a' }] }],
    })
    expect(subnet).toMatchObject({
      VpcId,
      CidrBlock: '10.0.1.0/24',
      AvailabilityZone: 'ap-northeast-2c',
      AvailabilityZoneId: 'apne2-az3',
      AvailableIpAddressCount: 251,
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
      AssignIpv6AddressOnCreation: false,
      Ipv6CidrBlockAssociationSet: [],
      OwnerId: '123456789012',
      State: 'available',
      SubnetArn: `arn:aws:ec2:ap-northeast-2:123456789012:subnet/${subnet.SubnetId}`,
      Tags: [{ Key: 'Name', Value: 'a' }],
    })
    expect(await look(subnet.SubnetId)).toEqual(subnet)
    const { NetworkAcls } = await ec2.send(
      new DescribeNetworkAclsCommand({
        Filters: [{ Name: 'association.subnet-id', Values: [subnet.SubnetId] }],
      }),
    )
    expect(NetworkAcls).toMatchObject([{ VpcId, IsDefault: true }])
    expect((await create('10.0.2.0/28')).AvailabilityZone).toMatch(/^ap-northeast-2[abcd]$/)
  })

  it('has a block of the VPC that no other subnet has', async () => {
    await create('10.0.16.0/20')
    for (const [CidrBlock, name, message] of [
      ['10.1.0.0/20', 'InvalidSubnet.Range', "The CIDR '10.1.0.0/20' is invalid."],
      ['10.0.0.0/15', 'InvalidSubnet.Range', "The CIDR '10.0.0.0/15' is invalid."],
      ['10.0.0.0/29', 'InvalidSubnet.Range', "The CIDR '10.0.0.0/29' is invalid."],
      [
        '10.0.31.0/24',
        'InvalidSubnet.Conflict',
        "The CIDR '10.0.31.0/24' conflicts with another subnet",
      ],
      [
        '10.0.0.0/16',
        'InvalidSubnet.Conflict',
        "The CIDR '10.0.0.0/16' conflicts with another subnet",
      ],
      [
        '1000.1.0.0/20',
        'InvalidParameterValue',
        'Value (1000.1.0.0/20) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
      ],
    ] as const) {
      await expect(create(CidrBlock)).rejects.toMatchObject({ name, message })
    }
    await create('10.0.32.0/20')
  })

  it('refuses zones that are none', async () => {
    await expect(create('10.0.0.0/24', { AvailabilityZone: 'asfasfas' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message:
        'Value (asfasfas) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ap-northeast-2a, ap-northeast-2b, ap-northeast-2c, ap-northeast-2d.',
    })
    await expect(create('10.0.0.0/24', { AvailabilityZone: 'us-east-1a' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await expect(
      create('10.0.0.0/24', {
        AvailabilityZone: 'ap-northeast-2a',
        AvailabilityZoneId: 'apne2-az1',
      }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    await expect(create('10.0.0.0/24', { VpcId: 'vpc-0123456789abcdef0' })).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
    })
    await expect(create('10.0.0.0/24', { DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
    })
    await expect(create('10.0.0.0/24', { Ipv6Native: true })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
  })

  it('is found by filters, page by page', async () => {
    for (let i = 0; i < 7; i += 1) await create(`10.0.${i}.0/24`)
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
    const page = await ec2.send(new DescribeSubnetsCommand({ Filters, MaxResults: 5 }))
    const rest = await ec2.send(
      new DescribeSubnetsCommand({ Filters, MaxResults: 5, NextToken: page.NextToken }),
    )
    expect([page.Subnets?.length, rest.Subnets?.length, rest.NextToken]).toEqual([5, 2, undefined])
    const found = await ec2.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'cidr-block', Values: ['10.0.3.0/24'] }] }),
    )
    expect(found.Subnets).toHaveLength(1)
  })
})

describe('deletion', () => {
  it('waits for the last interface', async () => {
    const { SubnetId } = await create('10.0.0.0/24')
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
    await expect(remove(SubnetId)).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `The subnet '${SubnetId}' has dependencies and cannot be deleted.`,
    })
    await ec2.send(
      new DeleteNetworkInterfaceCommand({
        NetworkInterfaceId: NetworkInterface?.NetworkInterfaceId,
      }),
    )
    await remove(SubnetId)
    await expect(remove(SubnetId)).rejects.toMatchObject({
      name: 'InvalidSubnetID.NotFound',
      message: `The subnet ID '${SubnetId}' does not exist`,
    })
    const { NetworkAcls } = await ec2.send(
      new DescribeNetworkAclsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
    )
    expect(NetworkAcls?.[0]?.Associations).toEqual([])
  })

  it('of a default subnet can be made good', async () => {
    const again = () =>
      ec2.send(new CreateDefaultSubnetCommand({ AvailabilityZone: 'ap-northeast-2b' }))
    const { Subnets } = await ec2.send(
      new DescribeSubnetsCommand({
        Filters: [
          { Name: 'default-for-az', Values: ['true'] },
          { Name: 'availability-zone', Values: ['ap-northeast-2b'] },
        ],
      }),
    )
    const { SubnetId, CidrBlock } = Subnets?.[0] ?? {}
    await expect(again()).rejects.toMatchObject({
      name: 'DefaultSubnetAlreadyExistsInAvailabilityZone',
      message: `'${SubnetId}' is already the default subnet in ap-northeast-2b.`,
    })
    await remove(SubnetId)
    const { Subnet } = await again()
    expect(Subnet).toMatchObject({ CidrBlock, DefaultForAz: true, MapPublicIpOnLaunch: true })
  })

  it('of a default subnet makes room for one of IPv6 alone, once the VPC has a block', async () => {
    const { Subnets = [] } = await ec2.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] }),
    )
    const [first, second] = Subnets
    const native = (AvailabilityZone: string | undefined) =>
      ec2.send(new CreateDefaultSubnetCommand({ AvailabilityZone, Ipv6Native: true }))
    await expect(native(first?.AvailabilityZone)).rejects.toMatchObject({
      name: 'DefaultSubnetAlreadyExistsInAvailabilityZone',
    })
    await remove(first?.SubnetId)
    await remove(second?.SubnetId)
    await expect(native(first?.AvailabilityZone)).rejects.toMatchObject({
      name: 'InsufficientCidrBlocks',
    })
    const { Ipv6CidrBlockAssociation } = await ec2.send(
      new AssociateVpcCidrBlockCommand({ VpcId: first?.VpcId, AmazonProvidedIpv6CidrBlock: true }),
    )
    const whole = Ipv6CidrBlockAssociation?.Ipv6CidrBlock ?? ''
    const made = [await native(first?.AvailabilityZone), await native(second?.AvailabilityZone)]
    expect(made.map(({ Subnet }) => Subnet?.Ipv6CidrBlockAssociationSet?.[0])).toMatchObject([
      { Ipv6CidrBlock: whole.replace('::/56', '::/64') },
      { Ipv6CidrBlock: whole.replace('00::/56', '01::/64') },
    ])
    expect(made[0]?.Subnet).toMatchObject({
      AvailabilityZone: first?.AvailabilityZone,
      DefaultForAz: true,
      Ipv6Native: true,
      AssignIpv6AddressOnCreation: true,
      MapPublicIpOnLaunch: false,
      PrivateDnsNameOptionsOnLaunch: { HostnameType: 'resource-name' },
    })
    expect(made[0]?.Subnet?.CidrBlock).toBeUndefined()
  })
})

describe('attributes', () => {
  const modify = (SubnetId: string, input: Omit<ModifySubnetAttributeCommandInput, 'SubnetId'>) =>
    ec2.send(new ModifySubnetAttributeCommand({ SubnetId, ...input }))

  it('change one at a time', async () => {
    const { SubnetId } = await create('10.0.0.0/24')
    await expect(
      modify(SubnetId, {
        MapPublicIpOnLaunch: { Value: true },
        EnableResourceNameDnsARecordOnLaunch: { Value: true },
      }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'Fields for multiple attribute types specified',
    })
    await expect(modify(SubnetId, {})).rejects.toMatchObject({ name: 'MissingParameter' })
    await expect(
      modify(SubnetId, { AssignIpv6AddressOnCreation: { Value: true } }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await modify(SubnetId, { AssignIpv6AddressOnCreation: { Value: false } })
    await modify(SubnetId, { MapPublicIpOnLaunch: { Value: true } })
    await modify(SubnetId, { PrivateDnsHostnameTypeOnLaunch: 'resource-name' })
    await modify(SubnetId, { EnableResourceNameDnsARecordOnLaunch: { Value: true } })
    expect(await look(SubnetId)).toMatchObject({
      MapPublicIpOnLaunch: true,
      PrivateDnsNameOptionsOnLaunch: {
        HostnameType: 'resource-name',
        EnableResourceNameDnsARecord: true,
        EnableResourceNameDnsAAAARecord: false,
      },
    })
  })

  it('hold for the instances launched from then on', async () => {
    const { SubnetId } = await create('10.0.0.0/24')
    await modify(SubnetId, { PrivateDnsHostnameTypeOnLaunch: 'resource-name' })
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
    const id = Instances?.[0]?.InstanceId
    expect(Instances?.[0]).toMatchObject({
      PrivateDnsName: `${id}.ap-northeast-2.compute.internal`,
      PrivateDnsNameOptions: { HostnameType: 'resource-name' },
    })
  })
})

describe('IPv6', () => {
  it('blocks are the VPC’s, one a subnet', async () => {
    const { Ipv6CidrBlockAssociation } = await ec2.send(
      new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }),
    )
    const whole = Ipv6CidrBlockAssociation?.Ipv6CidrBlock ?? ''
    const block = whole.replace('::/56', '::/64')
    const { SubnetId } = await create('10.0.0.0/24')
    const associate = (id: string, Ipv6CidrBlock: string) =>
      ec2.send(new AssociateSubnetCidrBlockCommand({ SubnetId: id, Ipv6CidrBlock }))
    await expect(associate(SubnetId, 'fe80::/64')).rejects.toMatchObject({
      name: 'InvalidSubnet.Range',
    })
    await expect(associate(SubnetId, whole.replace('/56', '/65'))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    const made = await associate(SubnetId, block)
    expect(made).toMatchObject({
      SubnetId,
      Ipv6CidrBlockAssociation: {
        Ipv6CidrBlock: block,
        Ipv6CidrBlockState: { State: 'associating' },
      },
    })
    await expect(create('10.0.1.0/24', { Ipv6CidrBlock: block })).rejects.toMatchObject({
      name: 'InvalidSubnet.Conflict',
    })
    await expect(
      ec2.send(
        new DisassociateVpcCidrBlockCommand({
          AssociationId: Ipv6CidrBlockAssociation?.AssociationId,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidCidrBlock.InUse' })
    const { Subnets } = await ec2.send(
      new DescribeSubnetsCommand({
        Filters: [{ Name: 'ipv6-cidr-block-association.ipv6-cidr-block', Values: [block] }],
      }),
    )
    expect(Subnets).toMatchObject([{ SubnetId }])
    const AssociationId = made.Ipv6CidrBlockAssociation?.AssociationId
    await ec2.send(new DisassociateSubnetCidrBlockCommand({ AssociationId }))
    expect((await look(SubnetId))?.Ipv6CidrBlockAssociationSet).toEqual([])
    await expect(
      ec2.send(new DisassociateSubnetCidrBlockCommand({ AssociationId })),
    ).rejects.toMatchObject({
      name: 'InvalidSubnetCidrBlockAssociationID.NotFound',
      message: `The subnet CIDR block with association ID '${AssociationId}' does not exist`,
    })
  })
})
