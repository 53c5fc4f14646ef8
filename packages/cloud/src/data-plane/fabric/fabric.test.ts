import { text } from 'node:stream/consumers'
import type { Duplex } from 'node:stream'
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateFlowLogsCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  DeleteNetworkAclEntryCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import { setMyAddress } from './my-address.ts'
import type { Destination, FlowFailure, Origin } from './fabric.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const place = { account, region }
const myComputer: Origin = { kind: 'internet', account, address: '203.0.113.10' }

interface Machine {
  readonly id: string
  readonly privateIp: string
  readonly publicIp: string
  readonly publicName: string
  readonly privateName: string
  readonly subnetId: string
  readonly vpcId: string
  readonly origin: Origin
}

let cloud: TestCloud
let group: string
let web: Machine
let other: Machine

beforeAll(async () => {
  cloud = await startTestCloud()
  const { GroupId = '' } = await cloud
    .ec2()
    .send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }))
  group = GroupId
  web = await launch(GroupId)
  other = await launch(GroupId)
  await start(web, 'dnf install -y nmap-ncat')
  await start(other, 'dnf install -y nmap-ncat')
  await cloud.advance('60s')
  // A server for each connection, until the guest is stopped.
  await start(web, 'while true; do echo hello from $(hostname) | nc -l 8080; done')
})
afterAll(() => cloud.close())

/** Each test begins with a closed group. */
beforeEach(async () => {
  const all = [...opened.values()]
  opened.clear()
  for (const permission of all) await revoke(permission)
})

async function launch(groupId: string, subnetId?: string): Promise<Machine> {
  const { Instances: [made] = [] } = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SecurityGroupIds: [groupId],
      SubnetId: subnetId,
    }),
  )
  await cloud.advance('60s')
  const found = await cloud
    .ec2()
    .send(new DescribeInstancesCommand({ InstanceIds: [made?.InstanceId ?? ''] }))
  const instance = found.Reservations?.[0]?.Instances?.[0]
  const id = instance?.InstanceId ?? ''
  return {
    id,
    privateIp: instance?.PrivateIpAddress ?? '',
    publicIp: instance?.PublicIpAddress ?? '',
    publicName: instance?.PublicDnsName ?? '',
    privateName: instance?.PrivateDnsName ?? '',
    subnetId: instance?.SubnetId ?? '',
    vpcId: instance?.VpcId ?? '',
    origin: { kind: 'guest', target: { ...place, instanceId: id } },
  }
}

const guestOf = (id: string) =>
  cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId: id }))

async function start(machine: Machine, script: string): Promise<void> {
  await guestOf(machine.id)?.execute({ user: 'root', argv: ['/bin/bash', '-c', script] })
  await cloud.advance('1s')
}

async function run(machine: Machine, script: string): Promise<string> {
  const process = await guestOf(machine.id)?.execute({
    user: 'ec2-user',
    argv: ['/bin/bash', '-c', script],
  })
  if (!process) throw new Error('No guest')
  process.stdin.end()
  const out = text(process.stdout)
  const errors = text(process.stderr)
  await cloud.advance('150s')
  return (await out) + (await errors)
}

const opened = new Map<string, IpPermission>()
const tcp = (port: number, source: Partial<IpPermission>): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  ...source,
})
const everybody = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }

async function authorize(permission: IpPermission, groupId = group): Promise<void> {
  if (groupId === group) opened.set(JSON.stringify(permission), permission)
  await cloud
    .ec2()
    .send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [permission] }),
    )
}
async function revoke(permission: IpPermission): Promise<void> {
  opened.delete(JSON.stringify(permission))
  await cloud
    .ec2()
    .send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [permission] }))
}

async function failure(from: Origin, to: Destination): Promise<FlowFailure> {
  const answer = await cloud.fabric.connect(from, to)
  if (!('unreachable' in answer)) throw new Error('It got through')
  return answer
}
async function stream(from: Origin, to: Destination): Promise<Duplex> {
  const answer = await cloud.fabric.connect(from, to)
  if ('unreachable' in answer) {
    throw new Error(`${answer.unreachable}: ${JSON.stringify(answer.decision.blockedAt)}`)
  }
  return answer
}
/** All that the other end says. */
async function read(from: Origin, to: Destination): Promise<string> {
  const socket = await stream(from, to)
  socket.end()
  return text(socket)
}

describe('security groups', () => {
  it('let nothing in until a rule does, and then only what it names', async () => {
    const to = { address: web.publicIp, port: 8080 }
    expect(await failure(myComputer, to)).toMatchObject({
      unreachable: 'timed-out',
      decision: {
        blockedAt: { kind: 'security-group', id: group },
        fix: { kind: 'authorize-ingress', groupId: group, peer: { cidr: '203.0.113.10/32' } },
      },
    })
    await authorize(tcp(8080, { IpRanges: [{ CidrIp: '203.0.113.10/32' }] }))
    expect(await read(myComputer, to)).toContain('hello from ip-')
    expect((await failure({ ...myComputer, address: '203.0.113.11' }, to)).unreachable).toBe(
      'timed-out',
    )
    expect((await failure(myComputer, { ...to, port: 22 })).unreachable).toBe('timed-out')
  })

  it('let members of a group in by private address', async () => {
    await authorize(tcp(8080, { UserIdGroupPairs: [{ GroupId: group }] }))
    expect(await run(other, `nc -w 5 ${web.privateIp} 8080 < /dev/null`)).toContain('hello from')
    const byPublic = await failure(other.origin, { address: web.publicIp, port: 8080 })
    expect(byPublic.decision.blockedAt?.reason).toBe('group-no-rule')
    expect(byPublic.decision.seenAs).toBe(other.publicIp)
  })

  it('refuse with nobody listening only where the group lets the caller as far', async () => {
    await authorize(tcp(8081, everybody))
    expect(await failure(myComputer, { address: web.publicIp, port: 8081 })).toMatchObject({
      unreachable: 'refused',
      decision: { verdict: 'refused', fix: { kind: 'start-service', instanceId: web.id } },
    })
    expect(await run(other, `nc -v -w 5 ${web.publicIp} 8081 < /dev/null`)).toContain('refused')
  })

  it('keep a connection that they follow after a revoke', async () => {
    const rule = tcp(22, { IpRanges: [{ CidrIp: '203.0.113.10/32' }] })
    await authorize(rule)
    const socket = await stream(myComputer, { address: web.publicIp, port: 22 })
    await once(socket, /SSH-2\.0/)
    await revoke(rule)
    socket.write('SSH-2.0-test\r\n')
    await once(socket, /curve25519/)
    socket.destroy()
    expect((await failure(myComputer, { address: web.publicIp, port: 22 })).unreachable).toBe(
      'timed-out',
    )
  })

  it('cut one that they do not follow at once, and let it go on when it is allowed again', async () => {
    const rule = tcp(22, everybody)
    await authorize(rule)
    const socket = await stream(myComputer, { address: web.publicIp, port: 22 })
    await once(socket, /SSH-2\.0/)
    await revoke(rule)
    let heard = 0
    socket.on('data', () => (heard += 1))
    socket.write('SSH-2.0-test\r\n')
    await cloud.advance('10s')
    expect(heard).toBe(0)
    await authorize(rule)
    await cloud.advance('1s')
    expect(heard).toBeGreaterThan(0)
    socket.destroy()
  })
})

describe('network ACLs', () => {
  it('deny in either direction, at once, also what groups follow', async () => {
    await authorize(tcp(22, { IpRanges: [{ CidrIp: '203.0.113.10/32' }] }))
    const { NetworkAcls: [acl] = [] } = await cloud.ec2().send(
      new DescribeNetworkAclsCommand({
        Filters: [{ Name: 'association.subnet-id', Values: [web.subnetId] }],
      }),
    )
    const deny = async (egress: boolean, from: number, to: number) => {
      const entry = { NetworkAclId: acl?.NetworkAclId ?? '', RuleNumber: 50, Egress: egress }
      await cloud.ec2().send(
        new CreateNetworkAclEntryCommand({
          ...entry,
          Protocol: '6',
          RuleAction: 'deny',
          CidrBlock: '203.0.113.0/24',
          PortRange: { From: from, To: to },
        }),
      )
      return () => cloud.ec2().send(new DeleteNetworkAclEntryCommand(entry))
    }
    const to = { address: web.publicIp, port: 22 }
    const socket = await stream(myComputer, to)
    await once(socket, /SSH-2\.0/)
    for (const [egress, way, from, last] of [
      [true, 'back', 1024, 65_535],
      [false, 'there', 22, 22],
    ] as const) {
      const lift = await deny(egress, from, last)
      const { decision, unreachable } = await failure(myComputer, to)
      expect(unreachable).toBe('timed-out')
      expect(decision.blockedAt).toMatchObject({
        kind: 'network-acl',
        id: acl?.NetworkAclId,
        way,
        rule: { ruleNumber: 50, egress },
      })
      expect(decision.fix).toMatchObject({ kind: 'create-acl-entry', ruleNumber: 49, egress })
      if (!egress) {
        const answered = once(socket, /curve25519/)
        socket.write('SSH-2.0-test\r\n')
        await cloud.advance('10s')
        expect(await Promise.race([answered, Promise.resolve('nothing')])).toBe('nothing')
        await lift()
        await answered
      } else await lift()
    }
    socket.destroy()
  })
})

describe('a private subnet', () => {
  it('reaches the Internet through a NAT gateway alone, and is reached by nobody from there', async () => {
    const ec2 = cloud.ec2()
    const { Subnet: made } = await ec2.send(
      new CreateSubnetCommand({ VpcId: web.vpcId, CidrBlock: '172.31.200.0/24' }),
    )
    const { RouteTable: table } = await ec2.send(new CreateRouteTableCommand({ VpcId: web.vpcId }))
    await ec2.send(
      new AssociateRouteTableCommand({
        SubnetId: made?.SubnetId,
        RouteTableId: table?.RouteTableId,
      }),
    )
    const hidden = await launch(group, made?.SubnetId)
    expect(hidden.publicIp).toBe('')
    const mirror = 'al2023-repos-ap-northeast-2-de612dc2.s3.dualstack.ap-northeast-2.amazonaws.com'
    const addressOf = (name: string) => {
      const found = cloud.fabric.resolve(hidden.origin, name)
      return 'unreachable' in found ? '' : (found[0] ?? '')
    }
    const address = addressOf(mirror)
    const closed = await failure(hidden.origin, { address, port: 80 })
    expect(closed.decision).toMatchObject({
      blockedAt: { kind: 'route-table', id: table?.RouteTableId, reason: 'no-route' },
    })

    const { AllocationId, PublicIp } = await ec2.send(new AllocateAddressCommand({}))
    const { NatGateway: gateway } = await ec2.send(
      new CreateNatGatewayCommand({ SubnetId: web.subnetId, AllocationId }),
    )
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: table?.RouteTableId,
        DestinationCidrBlock: '0.0.0.0/0',
        NatGatewayId: gateway?.NatGatewayId,
      }),
    )
    const pending = await failure(hidden.origin, { address, port: 80 })
    expect(pending.decision.blockedAt?.reason).toBe('nat-gateway-not-available')
    await cloud.advance('5m')
    const get = async (host: string) => {
      const socket = await stream(hidden.origin, { address: addressOf(host), port: 80 })
      socket.end(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      return text(socket)
    }
    expect(await get(mirror)).toContain('200 OK')
    expect(await get('checkip.amazonaws.com')).toContain(`\r\n\r\n${PublicIp}`)
    await authorize({ IpProtocol: '-1', ...everybody })
    expect(await failure(myComputer, { address: PublicIp ?? '', port: 22 })).toMatchObject({
      decision: { blockedAt: { reason: 'nat-gateway-inbound' } },
    })
    expect(await failure(myComputer, { address: hidden.privateIp, port: 22 })).toMatchObject({
      decision: { blockedAt: { reason: 'private-address' } },
    })
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [hidden.id] }))
  })
})

describe('ping', () => {
  it('asks for an ICMP rule', async () => {
    expect(cloud.fabric.ping(myComputer, web.publicIp)).toMatchObject({ unreachable: 'timed-out' })
    await authorize({ IpProtocol: 'icmp', FromPort: 8, ToPort: -1, ...everybody })
    expect(cloud.fabric.ping(myComputer, web.publicIp)).toMatchObject({ ttl: expect.any(Number) })
    expect(cloud.fabric.ping(other.origin, web.privateIp)).toMatchObject({ ttl: 127 })
    expect(cloud.fabric.trace(other.origin, web.privateIp)).toMatchObject([
      { address: web.privateIp },
    ])
  })
})

describe('names', () => {
  it('lead to the private address inside the VPC and to the public one outside', () => {
    const ask = (from: Origin, name: string) => cloud.fabric.resolve(from, name)
    expect(ask(other.origin, web.publicName)).toEqual([web.privateIp])
    expect(ask(myComputer, web.publicName)).toEqual([web.publicIp])
    expect(ask(other.origin, web.privateName)).toEqual([web.privateIp])
    expect(ask(myComputer, web.privateName)).toEqual({ unreachable: 'unknown-host' })
    expect(ask(other.origin, 'nothing.invalid')).toEqual({ unreachable: 'unknown-host' })
    expect(ask(other.origin, 'example.com')).toEqual(ask(myComputer, 'example.com.'))
  })
})

describe('ends', () => {
  it('take their connections with them', async () => {
    await authorize(tcp(22, { IpRanges: [{ CidrIp: '203.0.113.10/32' }] }))
    const gone = await launch(group)
    const socket = await stream(myComputer, { address: gone.publicIp, port: 22 })
    await once(socket, /SSH-2\.0/)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [gone.id] }))
    await closed
    await cloud.advance('30s')
    expect(
      cloud.fabric.decide(
        myComputer,
        { kind: 'guest', target: { ...place, instanceId: gone.id } },
        'tcp',
        22,
      ),
    ).toMatchObject({
      blockedAt: { reason: 'not-running' },
      fix: { kind: 'start-instance', instanceId: gone.id },
    })
    await cloud.ec2().send(new TerminateInstancesCommand({ InstanceIds: [gone.id] }))
  })

  it('are counted, and written into flow logs', async () => {
    const { Reservations } = await cloud
      .ec2()
      .send(new DescribeInstancesCommand({ InstanceIds: [web.id] }))
    const eni = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? ''
    const { FlowLogIds: [flowLog = ''] = [] } = await cloud.ec2().send(
      new CreateFlowLogsCommand({
        ResourceType: 'Subnet',
        ResourceIds: [web.subnetId],
        LogGroupName: 'flows',
        DeliverLogsPermissionArn: `arn:aws:iam::${account}:role/flows`,
        LogFormat:
          '${interface-id} ${srcaddr} ${dstaddr} ${dstport} ${protocol} ${bytes} ${action} ${flow-direction}',
      }),
    )
    const before = cloud.fabric.counters(place, eni)
    const to = { address: web.publicIp, port: 8080 }
    await failure(myComputer, to)
    await authorize(tcp(8080, everybody))
    const said = await read(myComputer, to)
    await cloud.advance('1s')
    const lines = cloud.flowLogs.read(place, flowLog)?.filter((line) => line.startsWith(eni))
    const mine = '203.0.113.10'
    expect(lines?.[0]).toBe(`${eni} ${mine} ${web.privateIp} 8080 6 40 REJECT ingress`)
    expect(lines?.[1]).toBe(`${eni} ${mine} ${web.privateIp} 8080 6 120 ACCEPT ingress`)
    const answered = 120 + said.length + 40
    expect(lines?.[2]).toMatch(
      new RegExp(`^${eni} ${web.privateIp} ${mine} \\d+ 6 ${answered} ACCEPT egress$`),
    )
    expect(cloud.fabric.counters(place, eni)).toEqual({
      bytesIn: before.bytesIn,
      bytesOut: before.bytesOut + said.length,
    })
  })
})

describe('accounts', () => {
  it('meet by public address alone', async () => {
    await authorize(tcp(8080, everybody))
    const stranger: Origin = { kind: 'internet', account: '210987654321', address: '203.0.113.10' }
    expect(await read(stranger, { address: web.publicIp, port: 8080 })).toContain('hello from')
    expect(await failure(stranger, { address: web.privateIp, port: 8080 })).toMatchObject({
      decision: { blockedAt: { reason: 'private-address' } },
    })
  })

  it('have their own "My IP", which must be an address of the outside', () => {
    const { engine } = cloud
    expect(setMyAddress(engine, account, '198.18.0.1')).toContain('another use')
    expect(setMyAddress(engine, account, '10.0.0.1')).toContain('not an address')
    expect(setMyAddress(engine, account, 'me')).toContain('Give an IPv4')
    expect(setMyAddress(engine, '210987654321', '203.0.113.77')).toBeUndefined()
  })
})

it('forgets an account that is reset, with its connections', async () => {
  const account = '333333333333'
  const mine = { kind: 'internet', account, address: '203.0.113.10' } as const
  const ec2 = cloud.ec2({ account })
  const { Instances: [made] = [] } = await ec2.send(
    new RunInstancesCommand({ ImageId: image, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }),
  )
  await cloud.advance(account, '60s')
  const target = { account, region, instanceId: made?.InstanceId ?? '' }
  const end = { kind: 'guest', target } as const
  const { fix } = cloud.fabric.decide(mine, end, 'tcp', 22)
  if (fix?.kind !== 'authorize-ingress') throw new Error(`Another fix: ${fix?.kind}`)
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: fix.groupId,
      IpPermissions: [tcp(22, { IpRanges: [{ CidrIp: '203.0.113.10/32' }] })],
    }),
  )
  const { destination } = cloud.fabric.decide(mine, end, 'tcp', 22)
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
  const address = Reservations?.[0]?.Instances?.[0]?.PublicIpAddress ?? ''
  expect(destination.address).toBe(Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress)
  const socket = await stream(mine, { address, port: 22 })
  await once(socket, /SSH-2\.0/)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  cloud.reset(account)
  await closed
  expect(() => cloud.fabric.decide(mine, end, 'tcp', 22)).toThrow(target.instanceId)
  expect((await failure(mine, { address, port: 22 })).decision.blockedAt?.reason).toBe(
    'nobody-there',
  )
})

it('bears hostile callers', async () => {
  for (const address of ['', '::1', '999.1.1.1', '0.0.0.0', '169.254.169.254', 'x'.repeat(9999)]) {
    for (const port of [-1, 0, 65_536, Number.NaN]) {
      expect(await failure(web.origin, { address, port })).toMatchObject({
        unreachable: 'timed-out',
      })
    }
    cloud.fabric.trace(web.origin, address)
    cloud.fabric.resolve(web.origin, address)
  }
})

/** Reads until the text has come. */
async function once(socket: Duplex, expected: RegExp): Promise<string> {
  let heard = ''
  return new Promise((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      heard += chunk.toString('latin1')
      if (!expected.test(heard)) return
      socket.off('data', onData)
      resolve(heard)
    }
    socket.on('data', onData)
    socket.once('error', reject)
  })
}
