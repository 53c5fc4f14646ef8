import * as ec2 from '@aws-sdk/client-ec2'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let client: elb.ElasticLoadBalancingV2Client
let network: ec2.EC2Client
let vpcId = ''
let subnets: string[] = []
let groupId = ''
beforeAll(async () => {
  cloud = await startTestCloud()
  client = cloud.elbv2()
  network = cloud.ec2()
  const found = (await network.send(new ec2.DescribeSubnetsCommand({}))).Subnets ?? []
  vpcId = found[0]?.VpcId ?? ''
  subnets = found.map(({ SubnetId = '' }) => SubnetId)
  groupId = await makeGroup('web')
})
afterAll(() => cloud.close())

async function makeGroup(GroupName: string, VpcId = vpcId): Promise<string> {
  const made = await network.send(
    new ec2.CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId }),
  )
  return made.GroupId ?? ''
}

const create = async (input: Partial<elb.CreateLoadBalancerInput> & { Name: string }) => {
  const Subnets = input.SubnetMappings ? undefined : subnets.slice(0, 2)
  const made = await client.send(new elb.CreateLoadBalancerCommand({ Subnets, ...input }))
  const [balancer] = made.LoadBalancers ?? []
  if (!balancer) throw new Error('nothing was made')
  return balancer
}
const nodesOf = async (path: string) => {
  const { NetworkInterfaces = [] } = await network.send(
    new ec2.DescribeNetworkInterfacesCommand({
      Filters: [{ Name: 'description', Values: [`ELB ${path}`] }],
    }),
  )
  return NetworkInterfaces
}
const pathOf = (balancer: elb.LoadBalancer) =>
  balancer.LoadBalancerArn?.split('loadbalancer/')[1] ?? ''

it('an application load balancer has a name, an interface in each subnet, and is ready after a while', async () => {
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
    network.send(new ec2.DeleteNetworkInterfaceCommand({ NetworkInterfaceId })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(
    network.send(new ec2.DeleteSecurityGroupCommand({ GroupId: groupId })),
  ).rejects.toMatchObject({ name: 'DependencyViolation' })
  await expect(
    network.send(new ec2.DeleteSubnetCommand({ SubnetId: subnets[0] })),
  ).rejects.toMatchObject({ name: 'DependencyViolation' })

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
