import { expect, test } from 'vitest'
import type { Call } from '../../api/index.ts'
import { runJob } from '../job/job.ts'
import { asTree, planRemoval, stepNumbers } from './plan.ts'

const place = { connection: 'embedded', region: 'us-east-1' }

/** A VPC with a web server, a NAT gateway, an interface of its own and two groups that name each other. */
const answers: Readonly<Record<string, object>> = {
  DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 'shop' }] }] },
  DescribeSubnets: { Subnets: [{ SubnetId: 'subnet-1' }] },
  DescribeInstances: {
    Reservations: [
      {
        Instances: [
          { InstanceId: 'i-1', SubnetId: 'subnet-1', State: { Name: 'running' } },
          { InstanceId: 'i-old', SubnetId: 'subnet-1', State: { Name: 'terminated' } },
        ],
      },
    ],
  },
  DescribeLoadBalancers: {
    LoadBalancers: [
      {
        LoadBalancerArn: 'arn:elb:loadbalancer/app/shop/1',
        LoadBalancerName: 'shop',
        VpcId: 'vpc-1',
      },
      { LoadBalancerArn: 'arn:elb:loadbalancer/app/other/2', VpcId: 'vpc-2' },
    ],
  },
  DescribeNatGateways: {
    NatGateways: [{ NatGatewayId: 'nat-1', SubnetId: 'subnet-1', State: 'available' }],
  },
  DescribeNetworkInterfaces: {
    NetworkInterfaces: [
      {
        NetworkInterfaceId: 'eni-of-i-1',
        InterfaceType: 'interface',
        Attachment: { InstanceId: 'i-1', DeleteOnTermination: true },
      },
      { NetworkInterfaceId: 'eni-of-nat', InterfaceType: 'nat_gateway', RequesterManaged: true },
      { NetworkInterfaceId: 'eni-1', SubnetId: 'subnet-1', InterfaceType: 'interface' },
    ],
  },
  DescribeSecurityGroups: {
    SecurityGroups: [
      { GroupId: 'sg-default', GroupName: 'default' },
      {
        GroupId: 'sg-web',
        GroupName: 'web',
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: 'sg-lb' }] },
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ],
      },
      { GroupId: 'sg-lb', GroupName: 'lb' },
    ],
  },
  DescribeRouteTables: {
    RouteTables: [
      { RouteTableId: 'rtb-main', Associations: [{ Main: true }] },
      { RouteTableId: 'rtb-1', Associations: [{ RouteTableAssociationId: 'rtbassoc-1' }] },
    ],
  },
  DescribeNetworkAcls: { NetworkAcls: [{ NetworkAclId: 'acl-0', IsDefault: true }] },
  DescribeInternetGateways: {
    InternetGateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1' }] }],
  },
  DescribeImages: {
    Images: [
      {
        ImageId: 'ami-1',
        Name: 'web',
        BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-1' } }, { Ebs: { SnapshotId: 'snap-2' } }],
      },
    ],
  },
}
const sent: [string, object][] = []
const call: Call = async (_service, operation, input) => {
  if (!operation.startsWith('Describe')) sent.push([operation, Object(input)])
  const { GroupIds }: { GroupIds?: readonly string[] } = { ...Object(input) }
  const answer: { SecurityGroups?: { GroupId: string }[] } = JSON.parse(
    JSON.stringify(answers[operation] ?? {}),
  )
  const chosen = answer.SecurityGroups?.filter(({ GroupId }) => GroupIds?.includes(GroupId) ?? true)
  return JSON.parse(JSON.stringify({ ...answer, SecurityGroups: chosen }))
}

test('a VPC goes with all its parts, each after what keeps it; AWS’s own and what goes by itself is left out', async () => {
  const parts = await planRemoval(call, 'vpc', ['vpc-1'])
  const numbers = stepNumbers(parts)
  expect(Object.fromEntries(numbers)).toEqual({
    'i-1': 1,
    'arn:elb:loadbalancer/app/shop/1': 1,
    'nat-1': 1,
    'sg-web/rules': 1,
    'eni-1': 2,
    'igw-1': 3,
    'subnet-1': 3,
    'sg-web': 3,
    'sg-lb': 3,
    'rtb-1': 4,
    'vpc-1': 5,
  })
  const tree = asTree(parts).map(({ id, depth }) => `${'  '.repeat(depth)}${id}`)
  expect(tree.slice(0, 5)).toEqual(['vpc-1', '  subnet-1', '    i-1', '    nat-1', '    eni-1'])
  expect(asTree(parts)).toHaveLength(parts.length)
})

test('its rows are worked off in that order', async () => {
  const parts = await planRemoval(call, 'vpc', ['vpc-1'])
  sent.length = 0
  const rows = parts.map(({ id, after, run }) => ({
    id,
    place,
    after,
    run: (tools: Parameters<typeof run>[0]) => run({ ...tools, wait: () => Promise.resolve() }),
  }))
  const outcomes = await runJob(rows, {
    callAt: () => call,
    signal: new AbortController().signal,
    onChange: () => undefined,
  })
  expect([...outcomes.values()].every(({ state }) => state === 'succeeded')).toBe(true)
  const order = sent.map(([operation]) => operation)
  expect(order.at(-1)).toBe('DeleteVpc')
  expect(order.indexOf('DeleteSubnet')).toBeGreaterThan(order.indexOf('DeleteLoadBalancer'))
  expect(order.indexOf('DeleteSubnet')).toBeGreaterThan(order.indexOf('DeleteNatGateway'))
  expect(order.indexOf('DeleteRouteTable')).toBeGreaterThan(order.indexOf('DeleteSubnet'))
  expect(sent.find(([operation]) => operation === 'RevokeSecurityGroupIngress')?.[1]).toEqual({
    GroupId: 'sg-web',
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: 'sg-lb' }] },
    ],
  })
})

test('an image of several snapshots is deregistered once, before all of them', async () => {
  const parts = await planRemoval(call, 'snapshot', ['snap-1', 'snap-2'])
  expect(parts.map(({ id, after }) => [id, after])).toEqual([
    ['snap-1', ['ami-1']],
    ['ami-1', []],
    ['snap-2', ['ami-1']],
  ])
})
