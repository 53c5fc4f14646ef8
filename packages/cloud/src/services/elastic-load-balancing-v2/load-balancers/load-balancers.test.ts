import * as ec2 from '@aws-sdk/client-ec2'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBalancing, type Balancing } from '../../../testing/balancing.ts'

let world: Balancing
let groupId = ''
beforeAll(async () => {
  world = await startBalancing()
  groupId = await makeGroup('web')
})
afterAll(() => world.cloud.close())

async function makeGroup(GroupName: string, VpcId = world.vpcId): Promise<string> {
  const made = await world.network.send(
    new ec2.CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId }),
  )
  return made.GroupId ?? ''
}
const create: Balancing['balancer'] = (input) => world.balancer(input)
const nodesOf = async (path: string) => {
  const { NetworkInterfaces = [] } = await world.network.send(
    new ec2.DescribeNetworkInterfacesCommand({
      Filters: [{ Name: 'description', Values: [`ELB ${path}`] }],
    }),
  )
  return NetworkInterfaces
}
const pathOf = (balancer: elb.LoadBalancer) =>
  balancer.LoadBalancerArn?.split('loadbalancer/')[1] ?? ''

it('an application load balancer has a name, an interface in each subnet, and is ready after a while', async () => {
  const { cloud, client, vpcId, subnets } = world
  const made = await create({
    Name: 'Web',
    SecurityGroups: [groupId],
    Tags: [{ Key: 'course', Value: 'elb' }],
  })
  expect(made).toMatchObject({
    Scheme: 'internet-facing',
    Type: 'application',
    State: { Code: 'provisioning' },
    VpcId: vpcId,
    IpAddressType: 'ipv4',
    SecurityGroups: [groupId],
    CanonicalHostedZoneId: 'ZWKZPGTI48KDX',
    AvailabilityZones: subnets.slice(0, 2).map((SubnetId) => ({ SubnetId })),
  })
  expect(made.LoadBalancerArn).toMatch(
    /^arn:aws:elasticloadbalancing:ap-northeast-2:\d{12}:loadbalancer\/app\/Web\/[0-9a-f]{16}$/,
  )
  expect(made.DNSName).toMatch(/^web-\d+\.ap-northeast-2\.elb\.amazonaws\.com$/)
  const nodes = await nodesOf(pathOf(made))
  expect(nodes).toHaveLength(2)
  expect(nodes[0]).toMatchObject({
    RequesterManaged: true,
    RequesterId: 'amazon-elb',
    InterfaceType: 'interface',
    Status: 'in-use',
    Groups: [{ GroupId: groupId }],
    Association: { PublicIp: expect.any(String) },
  })
  const NetworkInterfaceId = nodes[0]?.NetworkInterfaceId
  await expect(
    world.network.send(new ec2.DeleteNetworkInterfaceCommand({ NetworkInterfaceId })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(
    world.network.send(new ec2.DeleteSecurityGroupCommand({ GroupId: groupId })),
  ).rejects.toMatchObject({ name: 'DependencyViolation' })
  await expect(
    world.network.send(new ec2.DeleteSubnetCommand({ SubnetId: subnets[0] })),
  ).rejects.toMatchObject({ name: 'DependencyViolation' })

  await expect(
    world.network.send(
      new ec2.ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Groups: [groupId] }),
    ),
  ).rejects.toMatchObject({
    name: 'AuthFailure',
    message: 'You do not have permission to access the specified resource.',
  })

  await cloud.advance('1m')
  const LoadBalancerArns = [made.LoadBalancerArn ?? '']
  const wait = { client, minDelay: 1, maxWaitTime: 10 }
  await elb.waitUntilLoadBalancerExists(wait, { LoadBalancerArns })
  await elb.waitUntilLoadBalancerAvailable(wait, { LoadBalancerArns })

  // The same call again is answered with what is there; another of the name is refused.
  const again = await create({ Name: 'Web', SecurityGroups: [groupId] })
  expect(again.LoadBalancerArn).toBe(made.LoadBalancerArn)
  await expect(create({ Name: 'Web', Scheme: 'internal' })).rejects.toMatchObject({
    name: 'DuplicateLoadBalancerNameException',
    message: "A load balancer with the same name 'Web' exists, but with different settings",
  })
  await client.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn: made.LoadBalancerArn }))
  await elb.waitUntilLoadBalancersDeleted(wait, { LoadBalancerArns })
  expect(await nodesOf(pathOf(made))).toEqual([])
  await client.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn: made.LoadBalancerArn }))
})

it('refuses what AWS refuses', async () => {
  const { subnets, network, cloud } = world
  const { Vpc } = await network.send(new ec2.CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }))
  const elsewhere = await Promise.all(
    ['a', 'b'].map(async (zone, at) => {
      const { Subnet } = await network.send(
        new ec2.CreateSubnetCommand({
          VpcId: Vpc?.VpcId,
          CidrBlock: `10.9.${at}.0/28`,
          AvailabilityZone: `ap-northeast-2${zone}`,
        }),
      )
      return Subnet?.SubnetId ?? ''
    }),
  )
  const twin = await network.send(
    new ec2.CreateSubnetCommand({
      VpcId: world.vpcId,
      CidrBlock: '172.31.200.0/24',
      AvailabilityZone: world.zones[0],
    }),
  )
  const [first = '', second = ''] = subnets
  const Name = 'refused'
  const cases: [Partial<elb.CreateLoadBalancerInput> & { Name: string }, string, string][] = [
    [
      { Name: 'x'.repeat(33) },
      'ValidationError',
      `Load balancer name '${'x'.repeat(33)}' cannot be longer than '32' characters`,
    ],
    [{ Name: 'internal-x' }, 'ValidationError', "cannot begin with 'internal-'"],
    [{ Name: 'a_b' }, 'ValidationError', 'can only contain characters that are alphanumeric'],
    [{ Name, Subnets: [] }, 'ValidationError', 'At least one subnet must be specified'],
    [
      { Name, Subnets: [first] },
      'ValidationError',
      'At least two subnets in two different Availability Zones must be specified',
    ],
    [
      { Name, Subnets: [first, twin.Subnet?.SubnetId ?? ''] },
      'InvalidConfigurationRequestException',
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    ],
    [
      { Name, Subnets: [first, 'subnet-0123456789abcdef0'] },
      'SubnetNotFoundException',
      "The subnet ID 'subnet-0123456789abcdef0' does not exist",
    ],
    [
      { Name, Subnets: elsewhere },
      'InvalidSubnetException',
      `VPC ${Vpc?.VpcId} has no internet gateway`,
    ],
    [
      { Name, Subnets: [first, second], SecurityGroups: ['sg-0123456789abcdef0'] },
      'InvalidSecurityGroupException',
      'One or more security groups are invalid',
    ],
    [{ Name, Type: 'gateway' }, 'UnsupportedOperation', 'Gateway Load Balancers are not supported'],
    [
      { Name, IpAddressType: 'dualstack' },
      'InvalidConfigurationRequestException',
      'You must specify subnets with an associated IPv6 CIDR block.',
    ],
  ]
  for (const [input, name, message] of cases) {
    await expect(create(input), message).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    })
  }
  // A /28 has 11 addresses: after one balancer and three more interfaces, fewer than 8 are free.
  await create({ Name: 'small', Subnets: elsewhere, Scheme: 'internal' })
  for (let at = 0; at < 3; at += 1) {
    await network.send(new ec2.CreateNetworkInterfaceCommand({ SubnetId: elsewhere[0] }))
  }
  await expect(create({ Name, Subnets: elsewhere, Scheme: 'internal' })).rejects.toMatchObject({
    name: 'InvalidSubnetException',
    message: `Not enough IP space available in ${elsewhere[0]}. ELB requires at least 8 free IP addresses in each subnet.`,
  })
  await cloud.advance('1m')
  // Instant or not, nothing of what was refused is left.
  expect(await nodesOf('app/refused/*')).toEqual([])
})

it('a network load balancer takes Elastic IPs, needs one subnet and no group', async () => {
  const { network, client, subnets } = world
  const { AllocationId = '', PublicIp } = await network.send(new ec2.AllocateAddressCommand({}))
  const mapping = { SubnetId: subnets[0], AllocationId }
  const made = await create({ Name: 'tcp', Type: 'network', SubnetMappings: [mapping] })
  expect(made).toMatchObject({
    Type: 'network',
    CanonicalHostedZoneId: 'ZIBE1TIR4HY56',
    AvailabilityZones: [
      { SubnetId: subnets[0], LoadBalancerAddresses: [{ AllocationId, IpAddress: PublicIp }] },
    ],
  })
  expect(made.SecurityGroups).toBeUndefined()
  expect(made.DNSName).toMatch(/^tcp-[0-9a-f]{16}\.elb\.ap-northeast-2\.amazonaws\.com$/)
  expect(await nodesOf(pathOf(made))).toMatchObject([
    { InterfaceType: 'network_load_balancer', Association: { PublicIp }, Groups: [] },
  ])
  await expect(
    create({ Name: 'tcp2', Type: 'network', SubnetMappings: [mapping] }),
  ).rejects.toMatchObject({ name: 'ResourceInUseException' })
  const LoadBalancerArn = made.LoadBalancerArn
  await expect(
    client.send(new elb.SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: [groupId] })),
  ).rejects.toMatchObject({ name: 'InvalidConfigurationRequestException' })
  await client.send(
    new elb.SetSubnetsCommand({
      LoadBalancerArn,
      SubnetMappings: [mapping, { SubnetId: subnets[1] }],
    }),
  )
  expect(await nodesOf(pathOf(made))).toHaveLength(2)
  await client.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn }))
  const free = await network.send(
    new ec2.DescribeAddressesCommand({ AllocationIds: [AllocationId] }),
  )
  expect(free.Addresses?.[0]?.AssociationId).toBeUndefined()
})

it('subnets, groups and attributes are changed', async () => {
  const { client, subnets } = world
  const made = await create({ Name: 'changing', Scheme: 'internal' })
  const LoadBalancerArn = made.LoadBalancerArn
  expect(made.DNSName).toMatch(/^internal-changing-\d+\./)
  expect(made.SecurityGroups).toHaveLength(1)
  const before = await nodesOf(pathOf(made))
  await client.send(new elb.SetSubnetsCommand({ LoadBalancerArn, Subnets: subnets.slice(1, 3) }))
  const after = await nodesOf(pathOf(made))
  expect(after.map(({ SubnetId }) => SubnetId).toSorted()).toEqual(subnets.slice(1, 3).toSorted())
  const stayed = before.find(({ SubnetId }) => SubnetId === subnets[1])
  expect(after.map(({ NetworkInterfaceId }) => NetworkInterfaceId)).toContain(
    stayed?.NetworkInterfaceId,
  )
  await expect(
    client.send(new elb.SetSubnetsCommand({ LoadBalancerArn, Subnets: subnets.slice(0, 1) })),
  ).rejects.toMatchObject({ name: 'ValidationError' })
  await client.send(
    new elb.SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: [groupId] }),
  )
  expect((await nodesOf(pathOf(made)))[0]?.Groups).toMatchObject([{ GroupId: groupId }])

  const set = (...Attributes: elb.LoadBalancerAttribute[]) =>
    client.send(new elb.ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }))
  const told = await client.send(new elb.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }))
  expect(told.Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '60' })
  expect(told.Attributes).toContainEqual({ Key: 'access_logs.s3.bucket', Value: '' })
  const changed = await set(
    { Key: 'idle_timeout.timeout_seconds', Value: '600' },
    { Key: 'deletion_protection.enabled', Value: 'true' },
  )
  expect(changed.Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '600' })
  await expect(
    client.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn })),
  ).rejects.toMatchObject({
    name: 'OperationNotPermittedException',
    message: `Load balancer '${LoadBalancerArn}' cannot be deleted because deletion protection is enabled`,
  })
  await set({ Key: 'deletion_protection.enabled', Value: 'false' })
  for (const wrong of [
    { Key: 'idle_timeout.timeout_seconds', Value: '4001' },
    { Key: 'routing.http2.enabled', Value: 'maybe' },
    { Key: 'dns_record.client_routing_policy', Value: 'any_availability_zone' },
  ]) {
    await expect(set(wrong), wrong.Key).rejects.toMatchObject({ name: 'ValidationError' })
  }
  for (const wrong of [
    { Key: 'access_logs.s3.enabled', Value: 'true' },
    { Key: 'load_balancing.cross_zone.enabled', Value: 'false' },
  ]) {
    await expect(set(wrong), wrong.Key).rejects.toMatchObject({
      name: 'InvalidConfigurationRequestException',
    })
  }
})

it('with IPv6 its nodes have addresses of both kinds', async () => {
  const { network, client, vpcId, subnets } = world
  const { Ipv6CidrBlockAssociation: block } = await network.send(
    new ec2.AssociateVpcCidrBlockCommand({ VpcId: vpcId, AmazonProvidedIpv6CidrBlock: true }),
  )
  const prefix = block?.Ipv6CidrBlock?.replace('00::/56', '') ?? ''
  for (const [at, SubnetId] of subnets.slice(0, 2).entries()) {
    const Ipv6CidrBlock = `${prefix}0${at}::/64`
    await network.send(new ec2.AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock }))
  }
  const made = await create({ Name: 'both', IpAddressType: 'dualstack' })
  const [node] = await nodesOf(pathOf(made))
  expect(node?.Ipv6Addresses).toHaveLength(1)
  await client.send(
    new elb.SetIpAddressTypeCommand({
      LoadBalancerArn: made.LoadBalancerArn,
      IpAddressType: 'ipv4',
    }),
  )
  expect((await nodesOf(pathOf(made)))[0]?.Ipv6Addresses).toEqual([])
})
