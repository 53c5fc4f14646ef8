import { RunInstancesCommand } from '@aws-sdk/client-ec2'
import type { FlowDecision } from '@brume/ec2-model'
import { startTestCloud } from '@brume/test-kit'
import { decideFlow, type Flow } from '../src/network/decide-flow.ts'
import { viewOfWorld, type NetworkWorld } from '../src/testing/network-world.ts'
import type { Row } from './instances.bench.ts'

/** Flows decided per second, with the whole explanation, on compiled rules. */
export async function run(): Promise<Row[]> {
  const view = viewOfWorld(makeWorld())
  const web = view.interfaces.get('eni-1')
  const database = view.interfaces.get('eni-90')
  if (!web || !database) return []
  const inside: Flow = {
    source: { networkInterface: web },
    destination: '10.0.2.90',
    protocol: 'tcp',
    port: 3306,
  }
  const outside: Flow = {
    source: { address: '203.0.113.10' },
    destination: '198.18.0.1',
    protocol: 'tcp',
    port: 80,
  }
  const natted: Flow = {
    ...inside,
    source: { networkInterface: database },
    destination: '192.0.2.80',
    port: 80,
  }
  return [
    { name: 'Flows decided, from the Internet to an instance', ...rate(outside) },
    { name: 'Flows decided, subnet to subnet, by group', ...rate(inside) },
    { name: 'Flows decided, out through a NAT gateway', ...rate(natted) },
    await fabricRate(),
  ].map((row) => ({ ...row, unit: '/s' }))

  function rate(flow: Flow): { value: number; note: string } {
    return measure(() => decideFlow(view, flow))
  }
}

function measure(decide: () => FlowDecision): { value: number; note: string } {
  const decision = decide()
  const rounds: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const count = 100_000
    const cpu = process.cpuUsage()
    for (let i = 0; i < count; i += 1) decide()
    const used = process.cpuUsage(cpu)
    rounds.push((count * 1e6) / (used.user + used.system))
  }
  const value = rounds.toSorted((a, b) => a - b)[2] ?? 0
  return {
    value,
    note: `${decision.verdict}, ${decision.path.length} hops; by processor time; target ≥ 200,000`,
  }
}

/** The same through the fabric, which finds everything in the cloud's records. */
async function fabricRate(): Promise<{ name: string; value: number; note: string }> {
  const cloud = await startTestCloud()
  try {
    const made = await cloud.ec2().send(
      new RunInstancesCommand({
        ImageId:
          'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
        InstanceType: 't3.micro',
        MinCount: 2,
        MaxCount: 2,
      }),
    )
    await cloud.advance('60s')
    const [one, other] = made.Instances ?? []
    const target = {
      account: '123456789012',
      region: 'ap-northeast-2',
      instanceId: one?.InstanceId ?? '',
    }
    const address = other?.PrivateIpAddress ?? ''
    const measured = measure(() =>
      cloud.fabric.decide({ kind: 'guest', target }, address, 'tcp', 80),
    )
    return { name: 'Flows decided, instance to instance, from the records', ...measured }
  } finally {
    await cloud.close()
  }
}

/** One VPC, 100 instances, groups of 20 rules: the best rule comes last. */
function makeWorld(): NetworkWorld {
  const acl = [false, true].map((egress) => ({
    ruleNumber: 100,
    egress,
    protocol: '-1',
    action: 'allow' as const,
    cidrBlock: '0.0.0.0/0',
  }))
  const local = { destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local' }
  const subnet = (id: string, cidr: string, target: object) => ({
    id,
    vpcId: 'vpc-1',
    cidr,
    acl,
    routes: [local, { destinationCidrBlock: '0.0.0.0/0', ...target }],
  })
  const rules = (last: object) => [
    ...Array.from({ length: 19 }, (_, at) => rule(9000 + at, { cidrs: [`192.0.2.${at}/32`] })),
    rule(0, last),
  ]
  const rule = (port: number, peer: object) => ({
    id: `sgr-${port}`,
    groupId: 'sg-1',
    protocol: 'tcp',
    fromPort: port,
    toPort: port || 65_535,
    cidrs: [],
    ...peer,
  })
  const everybody = { cidrs: ['0.0.0.0/0'] }
  return {
    vpcs: [{ id: 'vpc-1', internetGatewayId: 'igw-1' }],
    subnets: [
      subnet('subnet-1', '10.0.1.0/24', { gatewayId: 'igw-1' }),
      subnet('subnet-2', '10.0.2.0/24', { natGatewayId: 'nat-1' }),
    ],
    groups: [
      { id: 'sg-1', ingress: rules(everybody), egress: rules(everybody) },
      { id: 'sg-2', ingress: rules({ peerGroupId: 'sg-1' }), egress: rules(everybody) },
    ],
    interfaces: Array.from({ length: 100 }, (_, at) => ({
      id: `eni-${at}`,
      subnetId: at < 50 ? 'subnet-1' : 'subnet-2',
      address: `10.0.${at < 50 ? 1 : 2}.${at}`,
      ...(at < 50 && { publicAddress: `198.18.0.${at}` }),
      groupIds: [at < 50 ? 'sg-1' : 'sg-2'],
      sourceDestCheck: true,
      state: 'running' as const,
      forwards: false,
      ports: [80, 3306],
    })),
    natGateways: [
      {
        id: 'nat-1',
        subnetId: 'subnet-1',
        address: '10.0.1.200',
        publicAddress: '198.18.0.200',
        state: 'available',
        connectivity: 'public',
      },
    ],
    peerings: [],
    sites: ['192.0.2.80'],
  }
}
