import {
  AssignIpv6AddressesCommand,
  AssociateVpcCidrBlockCommand,
  AuthorizeSecurityGroupEgressCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  UnassignIpv6AddressesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
let cloud: TestCloud
let ec2: EC2Client
let SubnetId = ''
let plainSubnetId = ''
let prefix = ''
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }))
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))
  const block = Vpcs?.[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? ''
  const Ipv6CidrBlock = block.replace('/56', '/64')
  prefix = Ipv6CidrBlock.replace('::/64', ':')
  const both = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24', Ipv6CidrBlock }),
  )
  SubnetId = both.Subnet?.SubnetId ?? ''
  const plain = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.2.0/24' }))
  plainSubnetId = plain.Subnet?.SubnetId ?? ''
})
afterAll(() => cloud.close())

async function addressesOf(id: string): Promise<readonly (string | undefined)[]> {
  const { NetworkInterfaces } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }),
  )
  return NetworkInterfaces?.[0]?.Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address) ?? []
}

describe('IPv6 addresses', () => {
  it('come with an instance, and let instances reach each other', async () => {
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({
        ImageId,
        InstanceType: 't3.micro',
        MinCount: 2,
        MaxCount: 2,
        SubnetId,
        Ipv6AddressCount: 1,
      }),
    )
    await cloud.advance('60s')
    const InstanceIds = Instances.map(({ InstanceId }) => InstanceId ?? '')
    const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
    const [one, other] = (found.Reservations?.[0]?.Instances ?? []).map((instance) => ({
      instanceId: instance.InstanceId ?? '',
      address: instance.NetworkInterfaces?.[0]?.Ipv6Addresses?.[0]?.Ipv6Address ?? '',
    }))
    expect(one?.address.startsWith(prefix)).toBe(true)
    expect(other?.address).not.toBe(one?.address)
    const target = {
      account: '123456789012',
      region: 'ap-northeast-2',
      instanceId: one?.instanceId ?? '',
    }
    const decide = () =>
      cloud.fabric.decide({ kind: 'guest', target }, other?.address ?? '', 'icmp', 0)
    expect(decide()).toMatchObject({
      verdict: 'dropped',
      blockedAt: { reason: 'group-no-rule' },
      fix: { kind: 'authorize-egress', protocol: 'icmpv6' },
    })
    const groups = found.Reservations?.[0]?.Instances?.[0]?.SecurityGroups
    await ec2.send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId: groups?.[0]?.GroupId,
        IpPermissions: [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
      }),
    )
    expect(decide()).toMatchObject({
      verdict: 'allowed',
      source: { address: one?.address },
      destination: { instanceId: other?.instanceId },
    })
  })

  it('are assigned by name and by number, and taken back', async () => {
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId,
        Ipv6Addresses: [{ Ipv6Address: `${prefix}:beef` }],
      }),
    )
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? ''
    const assign = (input: object) =>
      ec2.send(new AssignIpv6AddressesCommand({ NetworkInterfaceId, ...input }))
    const counted = await assign({ Ipv6AddressCount: 2 })
    expect(counted.AssignedIpv6Addresses).toHaveLength(2)
    await expect(assign({ Ipv6Addresses: [`${prefix}:beef`] })).rejects.toMatchObject({
      name: 'InvalidIPAddress.InUse',
    })
    await expect(assign({ Ipv6Addresses: ['2001:db8::1'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await ec2.send(
      new UnassignIpv6AddressesCommand({
        NetworkInterfaceId,
        Ipv6Addresses: counted.AssignedIpv6Addresses,
      }),
    )
    expect(await addressesOf(NetworkInterfaceId)).toEqual([`${prefix}:beef`])
    await expect(
      ec2.send(
        new UnassignIpv6AddressesCommand({
          NetworkInterfaceId,
          Ipv6Addresses: counted.AssignedIpv6Addresses,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })

  it('are refused where the subnet has none', async () => {
    await expect(
      ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: plainSubnetId, Ipv6AddressCount: 1 })),
    ).rejects.toMatchObject({
      message: `The subnet '${plainSubnetId}' does not contain any IPv6 CIDR block ranges.`,
    })
  })
})
