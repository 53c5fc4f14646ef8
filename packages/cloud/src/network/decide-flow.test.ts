import { describe, expect, it } from 'vitest'
import {
  viewOfWorld,
  type NetworkWorld,
  type WorldInterface,
  type WorldSubnet,
} from '../testing/network-world.ts'
import { decideFlow, type Flow } from './decide-flow.ts'

const me = '203.0.113.10'
const open = (egress: boolean) =>
  ({ ruleNumber: 100, egress, protocol: '-1', action: 'allow', cidrBlock: '0.0.0.0/0' }) as const
const last = (egress: boolean) =>
  ({ ruleNumber: 32_767, egress, protocol: '-1', action: 'deny', cidrBlock: '0.0.0.0/0' }) as const
const openAcl = [open(false), last(false), open(true), last(true)]
const local = { destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local' }
const out = { destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' }

const publicSubnet: WorldSubnet = {
  id: 'subnet-public',
  vpcId: 'vpc-1',
  cidr: '10.0.1.0/24',
  routes: [local, out],
  acl: openAcl,
}
const privateSubnet = {
  ...publicSubnet,
  id: 'subnet-private',
  cidr: '10.0.2.0/24',
  routes: [local],
}
const web: WorldInterface = {
  id: 'eni-web',
  subnetId: 'subnet-public',
  address: '10.0.1.10',
  publicAddress: '198.18.0.10',
  groupIds: ['sg-web'],
  sourceDestCheck: true,
  state: 'running',
  forwards: false,
  ports: [80],
}
const database: WorldInterface = {
  ...web,
  id: 'eni-db',
  subnetId: 'subnet-private',
  address: '10.0.2.20',
  publicAddress: undefined,
  groupIds: ['sg-db'],
  ports: [3306],
} as const
const toAll = {
  id: 'sgr-out',
  groupId: 'sg-web',
  protocol: '-1',
  fromPort: -1,
  toPort: -1,
  cidrs: ['0.0.0.0/0'],
}
const rule = (port: number, cidr: string) => ({
  ...toAll,
  id: `sgr-${port}`,
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  cidrs: [cidr],
})
const world: NetworkWorld = {
  vpcs: [{ id: 'vpc-1', internetGatewayId: 'igw-1' }],
  subnets: [publicSubnet, privateSubnet],
  groups: [
    { id: 'sg-web', ingress: [rule(80, '0.0.0.0/0'), rule(22, `${me}/32`)], egress: [toAll] },
    {
      id: 'sg-db',
      ingress: [{ ...rule(3306, ''), cidrs: [], peerGroupId: 'sg-web' }],
      egress: [toAll],
    },
  ],
  interfaces: [web, database],
  natGateways: [],
  peerings: [],
  sites: ['192.0.2.80'],
}

function decide(
  change: Partial<NetworkWorld>,
  source: string,
  destination: string,
  port = 80,
  more: Partial<Flow> = {},
) {
  const view = viewOfWorld({ ...world, ...change })
  const networkInterface = view.interfaces.get(source)
  const aim = view.interfaces.get(destination) ?? destination
  return decideFlow(view, {
    source: networkInterface ? { networkInterface } : { address: source },
    destination: aim,
    protocol: port === 0 ? 'icmp' : 'tcp',
    port,
    ...more,
  })
}
const without = <T extends { id: string }>(
  list: readonly T[],
  change: Partial<T> & { id: string },
) => list.map((each) => (each.id === change.id ? { ...each, ...change } : each))

describe('a flow from the Internet', () => {
  it('meets gateway, ACL, group, instance and service, and comes back by ACL and route', () => {
    const decision = decide({}, me, 'eni-web')
    expect(decision).toMatchObject({
      verdict: 'allowed',
      source: { address: me },
      destination: { address: '10.0.1.10', networkInterfaceId: 'eni-web', instanceId: 'i-web' },
    })
    expect(decision.path.map(({ kind, way }) => `${way} ${kind}`)).toEqual([
      'there internet',
      'there internet-gateway',
      'there network-acl',
      'there security-group',
      'there network-interface',
      'there instance',
      'there service',
      'back network-acl',
      'back route-table',
    ])
    const group = decision.path.find(({ kind }) => kind === 'security-group')
    expect(group?.rule).toEqual({ kind: 'security-group-rule', id: 'sgr-80', groupId: 'sg-web' })
  })

  it('is dropped where no group rule matches; the fix names caller and port', () => {
    expect(decide({}, '203.0.113.99', 'eni-web', 22)).toMatchObject({
      verdict: 'dropped',
      blockedAt: { kind: 'security-group', id: 'sg-web', reason: 'group-no-rule' },
      fix: {
        kind: 'authorize-ingress',
        groupId: 'sg-web',
        protocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        peer: { cidr: '203.0.113.99/32' },
      },
    })
    expect(decide({}, me, 'eni-web', 0).fix).toMatchObject({
      protocol: 'icmp',
      fromPort: 8,
      toPort: -1,
    })
  })

  it('is refused where nobody listens', () => {
    expect(decide({}, me, 'eni-web', 22)).toMatchObject({
      verdict: 'refused',
      blockedAt: { kind: 'service', reason: 'not-listening', way: 'there' },
      fix: { kind: 'start-service', instanceId: 'i-web', port: 22 },
    })
  })

  it('wants a public address, and says so for an interface without one', () => {
    expect(decide({}, me, 'eni-db', 3306)).toMatchObject({
      blockedAt: { kind: 'internet-gateway', reason: 'no-public-address' },
      fix: { kind: 'associate-address', networkInterfaceId: 'eni-db', privateAddress: '10.0.2.20' },
    })
  })

  it('is dropped when its answers have no way out', () => {
    const subnets = without(world.subnets, { id: 'subnet-public', routes: [local] })
    expect(decide({ subnets }, me, 'eni-web')).toMatchObject({
      verdict: 'dropped',
      blockedAt: { kind: 'route-table', way: 'back', reason: 'no-route' },
      fix: {
        kind: 'create-route',
        routeTableId: 'rtb-subnet-public',
        destination: '0.0.0.0/0',
        target: { gatewayId: 'igw-1' },
      },
    })
  })

  it('meets the ACL by number, and on the way back by the port of the caller', () => {
    const deny = { ...open(false), ruleNumber: 90, action: 'deny', protocol: '6' } as const
    const acl = [{ ...deny, portRange: { from: 80, to: 80 } }, ...openAcl]
    const subnets = without(world.subnets, { id: 'subnet-public', acl })
    expect(decide({ subnets }, me, 'eni-web')).toMatchObject({
      blockedAt: {
        kind: 'network-acl',
        reason: 'acl-denies',
        rule: { ruleNumber: 90, egress: false },
      },
      fix: { kind: 'create-acl-entry', ruleNumber: 89, egress: false, ports: { from: 80, to: 80 } },
    })
    const noAnswers = [open(false), last(false), last(true)]
    const silent = without(world.subnets, { id: 'subnet-public', acl: noAnswers })
    expect(decide({ subnets: silent }, me, 'eni-web')).toMatchObject({
      verdict: 'dropped',
      blockedAt: { kind: 'network-acl', reason: 'acl-no-rule', way: 'back' },
      fix: { ruleNumber: 10, egress: true, ports: { from: 1024, to: 65_535 }, cidr: `${me}/32` },
    })
  })

  it('says that the instance is stopped rather than that it has lost its address', () => {
    const interfaces = without(world.interfaces, {
      id: 'eni-web',
      state: 'stopped',
      publicAddress: undefined,
    })
    expect(decide({ interfaces }, me, 'eni-web')).toMatchObject({
      blockedAt: { kind: 'instance', reason: 'not-running' },
      fix: { kind: 'start-instance', instanceId: 'i-web' },
    })
  })
})

describe('a flow within the VPC', () => {
  it('may be allowed by group, by private address alone', () => {
    expect(decide({}, 'eni-web', '10.0.2.20', 3306).verdict).toBe('allowed')
    expect(decide({}, 'eni-web', '10.0.2.20', 22).fix).toMatchObject({
      peer: { groupId: 'sg-web' },
    })
    const groups = without(world.groups, {
      id: 'sg-web',
      ingress: [{ ...rule(80, ''), cidrs: [], peerGroupId: 'sg-web' }],
    })
    expect(decide({ groups }, 'eni-web', '198.18.0.10').blockedAt).toMatchObject({
      reason: 'group-no-rule',
      end: 'destination',
    })
  })

  it('passes no ACL and no route table in its own subnet', () => {
    const subnets = without(world.subnets, { id: 'subnet-public', acl: [], routes: [] })
    const interfaces = [...world.interfaces, { ...web, id: 'eni-2', address: '10.0.1.11' }]
    const decision = decide({ subnets, interfaces }, 'eni-web', '10.0.1.11')
    expect(decision.verdict).toBe('allowed')
    expect(decision.path.some(({ kind }) => kind === 'network-acl')).toBe(false)
  })
})

describe('a flow to the Internet', () => {
  const nat = {
    id: 'nat-1',
    subnetId: 'subnet-public',
    address: '10.0.1.99',
    publicAddress: '198.18.0.99',
    state: 'available',
    connectivity: 'public',
  } as const

  it('needs a route, and is told of a NAT gateway if there is one', () => {
    expect(decide({}, 'eni-db', '192.0.2.80')).toMatchObject({
      blockedAt: { kind: 'route-table', reason: 'no-route' },
      fix: { kind: 'create-route', target: { gatewayId: 'igw-1' } },
    })
    expect(decide({ natGateways: [nat] }, 'eni-db', '192.0.2.80').fix).toMatchObject({
      target: { natGatewayId: 'nat-1' },
    })
  })

  it('goes through a NAT gateway whose own subnet leads out', () => {
    const throughNat = { destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-1' }
    const subnets = without(world.subnets, { id: 'subnet-private', routes: [local, throughNat] })
    const change = { subnets, natGateways: [nat] }
    expect(decide(change, 'eni-db', '192.0.2.80').verdict).toBe('allowed')
    const cut = without(subnets, { id: 'subnet-public', routes: [local] })
    expect(decide({ ...change, subnets: cut }, 'eni-db', '192.0.2.80')).toMatchObject({
      verdict: 'dropped',
      blockedAt: { id: 'rtb-subnet-public', reason: 'no-route' },
      fix: { target: { gatewayId: 'igw-1' } },
    })
    expect(decide({ subnets }, 'eni-db', '192.0.2.80').blockedAt?.reason).toBe('route-blackhole')
  })

  it('needs a public address at an internet gateway, and somebody at the other end', () => {
    const subnets = without(world.subnets, { id: 'subnet-private', routes: [local, out] })
    expect(decide({ subnets }, 'eni-db', '192.0.2.80').fix?.kind).toBe('associate-address')
    expect(decide({}, 'eni-web', '192.0.2.81').blockedAt?.reason).toBe('nobody-there')
    expect(decide({}, 'eni-web', '10.9.9.9').blockedAt?.reason).toBe('private-address')
    expect(decide({}, 'eni-web', '192.0.2.80', 25).verdict).toBe('refused')
  })

  it('attaches a gateway first where the VPC has none', () => {
    const vpcs = [{ id: 'vpc-1' }]
    expect(decide({ vpcs }, 'eni-web', '192.0.2.80')).toMatchObject({
      blockedAt: { reason: 'route-blackhole' },
      fix: { kind: 'attach-internet-gateway', vpcId: 'vpc-1' },
    })
    expect(decide({ vpcs }, me, 'eni-web').blockedAt?.reason).toBe('no-internet-gateway')
  })
})

it('takes whatever text stands for an address', () => {
  for (const text of ['', 'x', '1.2.3', '999.1.1.1', '::', '0.0.0.0', '255.255.255.255', '1:2:3']) {
    expect(decide({}, 'eni-web', text).verdict).toBe('dropped')
    expect(decide({}, text, 'eni-web').verdict).toMatch(/allowed|dropped/)
  }
})
