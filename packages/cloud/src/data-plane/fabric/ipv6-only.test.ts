import { text } from 'node:stream/consumers'
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  DisassociateSubnetCidrBlockCommand,
  ModifySubnetAttributeCommand,
  RunInstancesCommand,
  type _InstanceType,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const place = { account, region }
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

let cloud: TestCloud
let VpcId = ''
let prefix = ''
let GroupId = ''
let nativeId = ''
let dualId = ''
let natId = ''
/** Of IPv6 alone, and of IPv4 in the NAT gateway's subnet. */
let six = ''
let four: { readonly id: string; readonly address: string }

const ec2 = () => cloud.ec2()

beforeAll(async () => {
  cloud = await startTestCloud()
  const made = await ec2().send(
    new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  )
  VpcId = made.Vpc?.VpcId ?? ''
  prefix = (made.Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '').replace('00::/56', '')
  const gateway = await ec2().send(new CreateInternetGatewayCommand({}))
  const InternetGatewayId = gateway.InternetGateway?.InternetGatewayId ?? ''
  await ec2().send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }))
  const zone = { AvailabilityZone: `${region}a` }
  const native = await ec2().send(
    new CreateSubnetCommand({
      VpcId,
      Ipv6Native: true,
      Ipv6CidrBlock: `${prefix}01::/64`,
      ...zone,
    }),
  )
  nativeId = native.Subnet?.SubnetId ?? ''
  const dual = await ec2().send(
    new CreateSubnetCommand({
      VpcId,
      CidrBlock: '10.0.2.0/24',
      Ipv6CidrBlock: `${prefix}02::/64`,
      ...zone,
    }),
  )
  dualId = dual.Subnet?.SubnetId ?? ''
  const { AllocationId } = await ec2().send(new AllocateAddressCommand({ Domain: 'vpc' }))
  const nat = await ec2().send(new CreateNatGatewayCommand({ SubnetId: dualId, AllocationId }))
  natId = nat.NatGateway?.NatGatewayId ?? ''
  await route(dualId, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId })
  const group = await ec2().send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'all', Description: 'all' }),
  )
  GroupId = group.GroupId ?? ''
  await ec2().send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
    }),
  )
  six = (await launch(nativeId)).InstanceId ?? ''
  const other = await launch(dualId)
  four = { id: other.InstanceId ?? '', address: other.PrivateIpAddress ?? '' }
  await cloud.advance('5m')
}, 60_000)
afterAll(() => cloud.close())

async function route(SubnetId: string, way: object): Promise<void> {
  const { RouteTable } = await ec2().send(new CreateRouteTableCommand({ VpcId }))
  const RouteTableId = RouteTable?.RouteTableId ?? ''
  await ec2().send(new AssociateRouteTableCommand({ SubnetId, RouteTableId }))
  await ec2().send(new CreateRouteCommand({ RouteTableId, ...way }))
}

async function launch(SubnetId: string, more: object = {}) {
  const { Instances } = await ec2().send(
    new RunInstancesCommand({
      ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      SecurityGroupIds: [GroupId],
      ...more,
    }),
  )
  return Instances?.[0] ?? {}
}

async function run(instanceId: string, command: string): Promise<string> {
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const process = await guest?.execute({ user: 'root', argv: ['/bin/bash', '-c', command] })
  if (!process) throw new Error('No guest')
  process.stdin.end()
  const output = text(process.stdout)
  await cloud.advance('20s')
  return output
}

const decide = (instanceId: string, to: string, port = 443) =>
  cloud.fabric.decide({ kind: 'guest', target: { ...place, instanceId } }, to, 'tcp', port)

describe('A subnet of IPv6 alone', () => {
  it('has no IPv4 block, and gives every instance an IPv6 address and a name by its id', async () => {
    const { Subnets } = await ec2().send(new DescribeSubnetsCommand({ SubnetIds: [nativeId] }))
    expect(Subnets?.[0]).toMatchObject({
      Ipv6Native: true,
      AssignIpv6AddressOnCreation: true,
      AvailableIpAddressCount: 0,
      PrivateDnsNameOptionsOnLaunch: { HostnameType: 'resource-name' },
    })
    expect(Subnets?.[0]?.CidrBlock).toBeUndefined()
    const natives = await ec2().send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'ipv6-native', Values: ['true'] }] }),
    )
    expect(natives.Subnets?.map(({ SubnetId }) => SubnetId)).toEqual([nativeId])
    const found = await ec2().send(new DescribeInstancesCommand({ InstanceIds: [six] }))
    const instance = found.Reservations?.[0]?.Instances?.[0]
    expect(instance?.PrivateIpAddress).toBeUndefined()
    expect(instance?.Ipv6Address?.startsWith(prefix)).toBe(true)
    expect(instance?.PrivateDnsName).toBe(`${six}.${region}.compute.internal`)
    expect(instance?.NetworkInterfaces?.[0]).toMatchObject({ PrivateIpAddresses: [] })
    const shown = await run(six, 'ip -br address; cat /etc/resolv.conf; ip route; hostname')
    expect(shown).toContain(instance?.Ipv6Address)
    expect(shown).toContain('nameserver fd00:ec2::253')
    expect(shown).not.toContain('10.0.')
  })

  it('refuses what is of IPv4, and types without the Nitro System', async () => {
    const create = (more: object) => ec2().send(new CreateSubnetCommand({ VpcId, ...more }))
    const Ipv6CidrBlock = `${prefix}09::/64`
    await expect(create({ Ipv6Native: true })).rejects.toMatchObject({ name: 'MissingParameter' })
    await expect(
      create({ Ipv6Native: true, Ipv6CidrBlock, CidrBlock: '10.0.9.0/24' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    const modify = (more: object) =>
      ec2().send(new ModifySubnetAttributeCommand({ SubnetId: nativeId, ...more }))
    const invalid = { name: 'InvalidParameterValue' }
    await expect(modify({ MapPublicIpOnLaunch: { Value: true } })).rejects.toMatchObject(invalid)
    await expect(modify({ AssignIpv6AddressOnCreation: { Value: false } })).rejects.toMatchObject(
      invalid,
    )
    await expect(
      ec2().send(
        new CreateNetworkInterfaceCommand({ SubnetId: nativeId, PrivateIpAddress: '10.0.1.9' }),
      ),
    ).rejects.toMatchObject(invalid)
    await expect(
      launch(nativeId, { InstanceType: 't2.micro' satisfies _InstanceType }),
    ).rejects.toMatchObject({ name: 'UnsupportedOperation' })
  })

  it('keeps its block; another one keeps it while an address of it is in use', async () => {
    const associationOf = async (id: string) => {
      const { Subnets } = await ec2().send(new DescribeSubnetsCommand({ SubnetIds: [id] }))
      return Subnets?.[0]?.Ipv6CidrBlockAssociationSet?.[0]?.AssociationId
    }
    const drop = async (id: string) =>
      ec2().send(new DisassociateSubnetCidrBlockCommand({ AssociationId: await associationOf(id) }))
    await expect(drop(nativeId)).rejects.toMatchObject({ name: 'OperationNotPermitted' })
    await ec2().send(new CreateNetworkInterfaceCommand({ SubnetId: dualId, Ipv6PrefixCount: 1 }))
    await expect(drop(dualId)).rejects.toMatchObject({ name: 'InvalidCidrBlock.InUse' })
  })
})

describe('NAT64', () => {
  it('answers names without IPv6 for subnets that ask for DNS64 alone', async () => {
    const from = { kind: 'guest' as const, target: { ...place, instanceId: six } }
    const look = () => cloud.fabric.resolve(from, 'github.com')
    const before = look()
    expect(before).toEqual([expect.not.stringContaining(':')])
    await ec2().send(
      new ModifySubnetAttributeCommand({ SubnetId: nativeId, EnableDns64: { Value: true } }),
    )
    const { Subnets } = await ec2().send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'enable-dns64', Values: ['true'] }] }),
    )
    expect(Subnets?.map(({ SubnetId }) => SubnetId)).toEqual([nativeId])
    expect(look()).toEqual([expect.anything(), expect.stringMatching(/^64:ff9b::/)])
  })

  it('takes an IPv6 guest to the IPv4 Internet through a NAT gateway', async () => {
    expect(decide(six, '64:ff9b::c000:201').blockedAt).toMatchObject({ reason: 'no-route' })
    await route(nativeId, { DestinationIpv6CidrBlock: '64:ff9b::/96', NatGatewayId: natId })
    const decision = decide(six, '64:ff9b::c000:201')
    expect(decision).toMatchObject({ verdict: 'allowed' })
    expect(decision.path.map(({ kind }) => kind)).toContain('nat-gateway')
    expect(decision.seenAs).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
    expect(
      await run(six, 'curl -s -o /dev/null -w "%{http_code} %{remote_ip}" http://github.com/'),
    ).toMatch(/^404 64:ff9b::/)
    expect(decide(six, '2001:db8::1').verdict).toBe('dropped')
  })

  it('leads to an IPv4 address in the VPC, which sees the gateway', async () => {
    const embedded = `64:ff9b::${four.address
      .split('.')
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('')
      .replace(/^(.{4})/, '$1:')}`
    const ssh = () => decide(six, embedded, 22)
    expect(ssh()).toMatchObject({ blockedAt: { reason: 'group-no-rule' } })
    await ec2().send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.2.0/24' }] },
        ],
      }),
    )
    const decision = ssh()
    expect(decision).toMatchObject({ verdict: 'allowed', destination: { instanceId: four.id } })
    expect(decision.seenAs).toMatch(/^10\.0\.2\./)
  })
})
