import { text } from 'node:stream/consumers'
import {
  AcceptVpcPeeringConnectionCommand,
  AssociateRouteTableCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeInstancesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  ModifyInstanceAttributeCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import type { Origin } from './fabric.ts'

const account = '123456789012'
const them = '222222222222'
const region = 'ap-northeast-2'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

interface Machine {
  readonly account: string
  readonly id: string
  readonly privateIp: string
  readonly publicIp: string
  readonly vpcId: string
  readonly origin: Origin
}

let cloud: TestCloud
let web: Machine
beforeAll(async () => {
  cloud = await startTestCloud()
  web = await launch(account)
})
afterAll(() => cloud.close())

async function launch(owner: string, SubnetId?: string): Promise<Machine> {
  const ec2 = cloud.ec2({ account: owner })
  const { Instances: [made] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId,
      SubnetId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    }),
  )
  const id = made?.InstanceId ?? ''
  await cloud.advance(owner, '60s')
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  const instance = found.Reservations?.[0]?.Instances?.[0]
  return {
    account: owner,
    id,
    privateIp: instance?.PrivateIpAddress ?? '',
    publicIp: instance?.PublicIpAddress ?? '',
    vpcId: instance?.VpcId ?? '',
    origin: { kind: 'guest', target: { account: owner, region, instanceId: id } },
  }
}

async function run(machine: Machine, script: string): Promise<string> {
  const place = { account: machine.account, region }
  const guest = cloud.engine.transact(place, (ctx) =>
    ctx.host.findGuest({ ...place, instanceId: machine.id }),
  )
  const process = await guest?.execute({ user: 'root', argv: ['/bin/bash', '-c', script] })
  if (!process) throw new Error('No guest')
  process.stdin.end()
  const out = text(process.stdout)
  const errors = text(process.stderr)
  await cloud.advance(machine.account, '20s')
  return (await out) + (await errors)
}

/** A subnet of its own in the VPC, with a table that has only the local route. */
async function makeSubnet(owner: string, VpcId: string, CidrBlock: string) {
  const ec2 = cloud.ec2({ account: owner })
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
  const SubnetId = Subnet?.SubnetId ?? ''
  const RouteTableId = RouteTable?.RouteTableId ?? ''
  await ec2.send(new AssociateRouteTableCommand({ SubnetId, RouteTableId }))
  return { SubnetId, RouteTableId }
}

async function groupOf(owner: string, vpcId: string): Promise<string> {
  const { SecurityGroups } = await cloud
    .ec2({ account: owner })
    .send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }))
  return SecurityGroups?.[0]?.GroupId ?? ''
}

const reasonAt = (from: Machine, to: string, port = 80) =>
  cloud.fabric.decide(from.origin, to, 'tcp', port).blockedAt?.reason

describe('a NAT instance', () => {
  it('passes packets on in its own name when nobody checks and its system forwards', async () => {
    const ec2 = cloud.ec2()
    const { SubnetId, RouteTableId } = await makeSubnet(account, web.vpcId, '172.31.200.0/24')
    const inner = await launch(account, SubnetId)
    expect(inner.publicIp).toBe('')
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId,
        DestinationCidrBlock: '0.0.0.0/0',
        InstanceId: web.id,
      }),
    )
    const outside = '8.8.8.8'
    expect(cloud.fabric.decide(inner.origin, outside, 'icmp', 0)).toMatchObject({
      blockedAt: { reason: 'source-dest-check' },
      fix: { kind: 'disable-source-dest-check' },
    })
    await ec2.send(
      new ModifyInstanceAttributeCommand({
        InstanceId: web.id,
        SourceDestCheck: { Value: false },
      }),
    )
    expect(reasonAt(inner, outside)).toBe('not-forwarding')
    expect(await run(web, 'cat /proc/sys/net/ipv4/ip_forward')).toBe('0\n')
    expect(await run(web, 'sysctl -w net.ipv4.ip_forward=1')).toBe('net.ipv4.ip_forward = 1\n')
    expect(await run(inner, 'curl -s http://checkip.amazonaws.com')).toBe(`${web.publicIp}\n`)
    expect(cloud.fabric.decide(inner.origin, outside, 'icmp', 0)).toMatchObject({
      verdict: 'allowed',
      seenAs: web.publicIp,
    })
    await run(web, 'echo 0 > /proc/sys/net/ipv4/ip_forward')
    expect(reasonAt(inner, outside)).toBe('not-forwarding')
  })
})

describe('a peering connection', () => {
  it('leads into another account’s VPC, by routes on both sides and rules that name its groups', async () => {
    const [ec2, theirs] = [cloud.ec2(), cloud.ec2({ account: them })]
    const { Vpc } = await theirs.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }))
    const VpcId = Vpc?.VpcId ?? ''
    const there = await makeSubnet(them, VpcId, '10.9.1.0/24')
    const server = await launch(them, there.SubnetId)
    const { VpcPeeringConnection } = await ec2.send(
      new CreateVpcPeeringConnectionCommand({
        VpcId: web.vpcId,
        PeerVpcId: VpcId,
        PeerOwnerId: them,
      }),
    )
    const VpcPeeringConnectionId = VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    const { RouteTables: [main] = [] } = await ec2.send(
      new DescribeRouteTablesCommand({
        Filters: [
          { Name: 'vpc-id', Values: [web.vpcId] },
          { Name: 'association.main', Values: ['true'] },
        ],
      }),
    )
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: main?.RouteTableId,
        DestinationCidrBlock: '10.9.0.0/16',
        VpcPeeringConnectionId,
      }),
    )
    expect(reasonAt(web, server.privateIp)).toBe('route-blackhole')
    await theirs.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    expect(reasonAt(web, server.privateIp)).toBe('group-no-rule')
    await theirs.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: await groupOf(them, VpcId),
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 80,
            ToPort: 80,
            UserIdGroupPairs: [{ GroupId: await groupOf(account, web.vpcId), UserId: account }],
          },
        ],
      }),
    )
    await run(server, 'mkdir -p /srv && echo peered > /srv/index.html')
    const place = { account: them, region }
    const guest = cloud.engine.transact(place, (ctx) =>
      ctx.host.findGuest({ ...place, instanceId: server.id }),
    )
    await guest?.execute({
      user: 'root',
      argv: ['/bin/bash', '-c', 'cd /srv && python3 -m http.server 80'],
    })
    await cloud.advance(them, '1s')
    expect(cloud.fabric.decide(web.origin, server.privateIp, 'tcp', 80)).toMatchObject({
      blockedAt: { reason: 'no-route', way: 'back' },
      fix: { kind: 'create-route', target: { vpcPeeringConnectionId: VpcPeeringConnectionId } },
    })
    await theirs.send(
      new CreateRouteCommand({
        RouteTableId: there.RouteTableId,
        DestinationCidrBlock: '172.31.0.0/16',
        VpcPeeringConnectionId,
      }),
    )
    expect(await run(web, `curl -s http://${server.privateIp}/`)).toBe('peered\n')
    const nameOf = async () => {
      const { PublicDnsName } =
        (await ec2.send(new DescribeInstancesCommand({ InstanceIds: [web.id] }))).Reservations?.[0]
          ?.Instances?.[0] ?? {}
      return cloud.fabric.resolve(server.origin, PublicDnsName ?? '')
    }
    expect(await nameOf()).toEqual([web.publicIp])
    await ec2.send(
      new ModifyVpcPeeringConnectionOptionsCommand({
        VpcPeeringConnectionId,
        RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true },
      }),
    )
    expect(await nameOf()).toEqual([web.privateIp])
    // The way ends in the peer VPC.
    expect(reasonAt(server, '8.8.8.8')).toBe('no-route')
  })
})
