import { text } from 'node:stream/consumers'
import {
  AssignIpv6AddressesCommand,
  AssociateDhcpOptionsCommand,
  CreateDhcpOptionsCommand,
  RebootInstancesCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AttachNetworkInterfaceCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateFlowLogsCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkAclEntryCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  DetachNetworkInterfaceCommand,
  ModifyInstanceMetadataOptionsCommand,
  ModifySubnetAttributeCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const place = { account, region }
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

interface Machine {
  readonly id: string
  readonly eni: string
  readonly privateIp: string
  readonly ipv6: string
}

let cloud: TestCloud
let VpcId = ''
let prefix = ''
let openGroup = ''
let group = ''
let publicSubnet = ''
let innerSubnet = ''
/** In the public subnet, and in one whose way out is an egress-only gateway. */
let web: Machine
let inner: Machine

const ec2 = () => cloud.ec2()
const flows = (FlowLogId: string) => cloud.flowLogs.read(place, FlowLogId) ?? []

beforeAll(async () => {
  cloud = await startTestCloud()
  const made = await ec2().send(
    new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  )
  VpcId = made.Vpc?.VpcId ?? ''
  const block = made.Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? ''
  prefix = block.replace('00::/56', '')
  const { InternetGateway } = await ec2().send(new CreateInternetGatewayCommand({}))
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? ''
  await ec2().send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }))
  const outward = await ec2().send(new CreateEgressOnlyInternetGatewayCommand({ VpcId }))
  const egressId = outward.EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId
  publicSubnet = await makeSubnet('1', { GatewayId: InternetGatewayId })
  innerSubnet = await makeSubnet('2', { EgressOnlyInternetGatewayId: egressId })
  group = await makeGroup('web')
  openGroup = await makeGroup('inner')
  web = await launch(publicSubnet, group)
  inner = await launch(innerSubnet, openGroup)
  await allow(openGroup, { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] })
  await run(
    web,
    'dnf install -y nmap-ncat httpd && systemctl start httpd && echo v6 > /var/www/html/index.html',
  )
  await run(inner, 'dnf install -y nmap-ncat')
})
afterAll(() => cloud.close())

async function makeSubnet(last: string, way: object): Promise<string> {
  const { Subnet } = await ec2().send(
    new CreateSubnetCommand({
      VpcId,
      CidrBlock: `10.0.${last}.0/24`,
      Ipv6CidrBlock: `${prefix}0${last}::/64`,
      AvailabilityZone: `${region}a`,
    }),
  )
  const SubnetId = Subnet?.SubnetId ?? ''
  await ec2().send(
    new ModifySubnetAttributeCommand({ SubnetId, AssignIpv6AddressOnCreation: { Value: true } }),
  )
  const { RouteTable } = await ec2().send(new CreateRouteTableCommand({ VpcId }))
  const RouteTableId = RouteTable?.RouteTableId ?? ''
  await ec2().send(new AssociateRouteTableCommand({ SubnetId, RouteTableId }))
  await ec2().send(
    new CreateRouteCommand({ RouteTableId, DestinationIpv6CidrBlock: '::/0', ...way }),
  )
  return SubnetId
}

async function makeGroup(GroupName: string): Promise<string> {
  const { GroupId = '' } = await ec2().send(
    new CreateSecurityGroupCommand({ VpcId, GroupName, Description: GroupName }),
  )
  await ec2().send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
    }),
  )
  return GroupId
}

const allow = (GroupId: string, permission: IpPermission) =>
  ec2().send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))
const revoke = (GroupId: string, permission: IpPermission) =>
  ec2().send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))

async function launch(SubnetId: string, GroupId: string): Promise<Machine> {
  const { Instances: [made] = [] } = await ec2().send(
    new RunInstancesCommand({
      ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      SecurityGroupIds: [GroupId],
      PrivateDnsNameOptions: { EnableResourceNameDnsAAAARecord: true },
    }),
  )
  await cloud.advance('60s')
  const id = made?.InstanceId ?? ''
  const found = await ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  const instance = found.Reservations?.[0]?.Instances?.[0]
  return {
    id,
    eni: instance?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? '',
    privateIp: instance?.PrivateIpAddress ?? '',
    ipv6: instance?.Ipv6Address ?? '',
  }
}

async function start(machine: Machine, script: string) {
  const guest = cloud.engine.transact(place, (ctx) =>
    ctx.host.findGuest({ ...place, instanceId: machine.id }),
  )
  const process = await guest?.execute({ user: 'root', argv: ['/bin/bash', '-c', script] })
  if (!process) throw new Error('No guest')
  process.stdin.end()
  return process
}

async function run(machine: Machine, script: string): Promise<string> {
  const process = await start(machine, script)
  const out = text(process.stdout)
  const errors = text(process.stderr)
  await cloud.advance('20s')
  return (await out) + (await errors)
}

const http6 = (CidrIpv6 = '::/0'): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: 80,
  ToPort: 80,
  Ipv6Ranges: [{ CidrIpv6 }],
})
const page = () =>
  run(inner, `curl -sg -m 5 -o /dev/stdout -w '%{exitcode}' 'http://[${web.ipv6}]/'`)
const origin = (machine: Machine) =>
  ({ kind: 'guest', target: { ...place, instanceId: machine.id } }) as const

describe('IPv6 between guests', () => {
  it('is given at launch where the subnet says so, and follows groups', async () => {
    expect(web.ipv6.startsWith(prefix.replace(/^(.*?):0*/, '$1:'))).toBe(true)
    expect(await run(web, 'ip -6 addr show ens5')).toContain(`inet6 ${web.ipv6}/128`)
    expect(await page()).toBe('28')
    await allow(group, http6(`${inner.ipv6}/128`))
    expect(await page()).toBe('v6\n0')
    await revoke(group, http6(`${inner.ipv6}/128`))
    expect(await page()).toBe('28')
    const fromGroup = {
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      UserIdGroupPairs: [{ GroupId: openGroup }],
    }
    await allow(group, fromGroup)
    expect(await page()).toBe('v6\n0')
    expect(await run(web, 'tail -1 /var/log/httpd/access_log')).toContain(inner.ipv6)
    await revoke(group, fromGroup)
  })

  it('pings by ICMPv6 rules alone, and says who opens the way', async () => {
    const ping = () => run(inner, `ping -6 -c 1 -W 2 ${web.ipv6} | grep -c 'bytes from'`)
    const icmp = {
      IpProtocol: 'icmp',
      FromPort: -1,
      ToPort: -1,
      IpRanges: [{ CidrIp: '0.0.0.0/0' }],
    }
    await allow(group, icmp)
    expect(await ping()).toBe('0\n')
    expect(cloud.fabric.decide(origin(inner), web.ipv6, 'icmp', 0)).toMatchObject({
      verdict: 'dropped',
      blockedAt: { reason: 'group-no-rule' },
      fix: { protocol: 'icmpv6', peer: { groupId: openGroup } },
    })
    await allow(group, { IpProtocol: 'icmpv6', Ipv6Ranges: [{ CidrIpv6: '::/0' }] })
    expect(await ping()).toBe('1\n')
  })

  it('ACLs deny by IPv6 block, and flow logs tell of it', async () => {
    const { FlowLogIds: [logId = ''] = [] } = await ec2().send(
      new CreateFlowLogsCommand({
        ResourceIds: [web.eni],
        ResourceType: 'NetworkInterface',
        TrafficType: 'ALL',
        LogGroupName: 'flows',
        DeliverLogsPermissionArn: `arn:aws:iam::${account}:role/flows`,
        LogFormat: '${srcaddr} ${dstaddr} ${dstport} ${protocol} ${type} ${action}',
      }),
    )
    await allow(group, http6())
    const { NetworkAcls } = await ec2().send(
      new DescribeNetworkAclsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
    )
    const NetworkAclId = NetworkAcls?.[0]?.NetworkAclId ?? ''
    expect(await page()).toBe('v6\n0')
    const entry = { NetworkAclId, RuleNumber: 50, Egress: false }
    await ec2().send(
      new CreateNetworkAclEntryCommand({
        ...entry,
        RuleAction: 'deny',
        Protocol: '-1',
        Ipv6CidrBlock: `${inner.ipv6}/128`,
      }),
    )
    expect(await page()).toBe('28')
    await ec2().send(new DeleteNetworkAclEntryCommand(entry))
    await run(inner, `ping -6 -c 1 ${web.ipv6}`)
    const lines = flows(logId)
    expect(lines).toContain(`${inner.ipv6} ${web.ipv6} 80 6 IPv6 ACCEPT`)
    expect(lines).toContain(`${inner.ipv6} ${web.ipv6} 80 6 IPv6 REJECT`)
  })

  it('has names of its own, and reaches instance metadata where it may', async () => {
    const name = `${web.id}.${region}.compute.internal`
    expect(await run(inner, `dig +short AAAA ${name}; dig +short A ${name}`)).toBe(`${web.ipv6}\n`)
    expect(await run(inner, `getent ahosts ${name} | head -1`)).toContain(web.ipv6)
    const ask =
      "echo > /tmp/t; curl -sg -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' 'http://[fd00:ec2::254]/latest/api/token' -o /tmp/t; echo $?; curl -sg -m 2 -H \"X-aws-ec2-metadata-token: $(cat /tmp/t)\" 'http://[fd00:ec2::254]/latest/meta-data/ipv6'"
    expect(await run(web, ask)).toBe('28\n')
    await ec2().send(
      new ModifyInstanceMetadataOptionsCommand({ InstanceId: web.id, HttpProtocolIpv6: 'enabled' }),
    )
    expect(await run(web, ask)).toBe(`0\n${web.ipv6}`)
  })
})

describe('IPv6 and the Internet', () => {
  it('goes out through both gateways, and comes in through an internet gateway alone', async () => {
    const seen = (machine: Machine) => run(machine, 'curl -6 -s -m 5 http://ifconfig.me')
    expect((await seen(web)).trim()).toBe(web.ipv6)
    expect((await seen(inner)).trim()).toBe(inner.ipv6)
    const outside = { kind: 'internet', account, address: '3fff:1::1' } as const
    expect(cloud.fabric.decide(outside, web.ipv6, 'tcp', 80).verdict).toBe('allowed')
    expect(cloud.fabric.decide(outside, inner.ipv6, 'tcp', 80)).toMatchObject({
      verdict: 'dropped',
      blockedAt: { reason: 'return-asymmetric' },
    })
    expect(await run(web, 'dig +short AAAA example.com @2001:4860:4860::8888')).toMatch(/^3fff:b:/)
    expect(await run(web, 'ping -6 -c 1 2001:4860:4860::8888 | grep -c ttl')).toBe('1\n')
  })
})

describe('a running guest', () => {
  it('sees an address that it is assigned, and an interface that is attached', async () => {
    const { AssignedIpv6Addresses: [added = ''] = [] } = await ec2().send(
      new AssignIpv6AddressesCommand({ NetworkInterfaceId: web.eni, Ipv6AddressCount: 1 }),
    )
    expect(await run(web, 'ip -6 addr show ens5')).toContain(`inet6 ${added}/128`)
    expect(await run(inner, `curl -sg -m 5 'http://[${added}]/'`)).toBe('v6\n')
    const { NetworkInterface } = await ec2().send(
      new CreateNetworkInterfaceCommand({ SubnetId: innerSubnet, Groups: [openGroup] }),
    )
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? ''
    const second = NetworkInterface?.PrivateIpAddress ?? ''
    const { AttachmentId } = await ec2().send(
      new AttachNetworkInterfaceCommand({ NetworkInterfaceId, InstanceId: web.id, DeviceIndex: 1 }),
    )
    await cloud.advance('10s')
    expect(await run(web, 'ip -br addr show ens6')).toContain(`${second}/24`)
    await allow(openGroup, { IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/16' }] })
    // Its neighbour is reached by it, and hears its address.
    await start(inner, 'nc -lv 9000 > /dev/null 2> /tmp/who')
    await cloud.advance('1s')
    expect(
      await run(web, `nc -z ${inner.privateIp} 9000; ip route get ${inner.privateIp}`),
    ).toContain(`dev ens6 src ${second}`)
    expect(await run(inner, 'cat /tmp/who')).toContain(`Connection from ${second}`)
    expect(await run(inner, `curl -s -m 5 http://${second}/`)).toBe('v6\n')
    await ec2().send(new DetachNetworkInterfaceCommand({ AttachmentId }))
    await cloud.advance('10s')
    expect(await run(web, 'ip link | grep -c ens6')).toBe('0\n')
  })
})

describe('DHCP options', () => {
  it('are what a guest is told at its next boot', async () => {
    expect(await run(inner, 'cat /etc/resolv.conf')).toBe(
      `nameserver 10.0.0.2\nsearch ${region}.compute.internal\n`,
    )
    const { DhcpOptions } = await ec2().send(
      new CreateDhcpOptionsCommand({
        DhcpConfigurations: [
          { Key: 'domain-name', Values: ['school.example'] },
          { Key: 'domain-name-servers', Values: ['10.0.1.9', 'AmazonProvidedDNS'] },
          { Key: 'ntp-servers', Values: ['10.0.1.8'] },
        ],
      }),
    )
    const DhcpOptionsId = DhcpOptions?.DhcpOptionsId ?? ''
    await ec2().send(new AssociateDhcpOptionsCommand({ VpcId, DhcpOptionsId }))
    await ec2().send(new RebootInstancesCommand({ InstanceIds: [inner.id] }))
    await cloud.advance('60s')
    expect(await run(inner, 'cat /etc/resolv.conf; chronyc sources | tail -1')).toMatch(
      /^nameserver 10\.0\.1\.9\nnameserver 10\.0\.0\.2\nsearch school\.example\n\^\? 10\.0\.1\.8 /,
    )
    // The first one does not answer; the VPC's own does.
    expect(await run(inner, `dig +short AAAA ${web.id}.${region}.compute.internal`)).toBe(
      `${web.ipv6}\n`,
    )
  })
})

describe('UDP', () => {
  const udp = (port: number): IpPermission => ({
    IpProtocol: 'udp',
    FromPort: port,
    ToPort: port,
    Ipv6Ranges: [{ CidrIpv6: `${inner.ipv6}/128` }],
  })
  const say = (words: string) =>
    run(inner, `echo ${words} | nc -u -p 4000 -w 1 ${web.ipv6} 5140; echo "<$?>"`)
  const heard = () => run(web, 'cat /tmp/heard 2>/dev/null')

  it('passes where groups let it, and just times out where they do not', async () => {
    const listener = await start(web, 'nc -6 -ukl 5140 > /tmp/heard')
    await cloud.advance('1s')
    expect(await say('closed')).toBe('<0>\n')
    expect(await heard()).toBe('')
    await allow(group, udp(5140))
    expect(await say('open')).toBe('<0>\n')
    // Its group follows an exchange for half a minute after a revoke, not longer.
    await revoke(group, udp(5140))
    await say('tracked')
    expect(await heard()).toBe('open\ntracked\n')
    await cloud.advance('60s')
    await say('forgotten')
    expect(await heard()).toBe('open\ntracked\n')
    listener.kill('TERM')
    await cloud.advance('1s')
    await allow(group, udp(5140))
    expect(await say('nobody')).toContain('Ncat: Connection refused.')
    await revoke(group, udp(5140))
  })

  it('comes from outside and goes back there, as long as its group remembers', async () => {
    const outside = { kind: 'internet', account, address: '3fff:1::1' } as const
    const heardOutside: string[] = []
    const call = (words: string) =>
      cloud.fabric.send(
        outside,
        {
          localAddress: outside.address,
          localPort: 4001,
          remoteAddress: web.ipv6,
          remotePort: 5142,
          bytes: Buffer.from(words),
        },
        ({ remoteAddress, remotePort, bytes }) =>
          heardOutside.push(`${remoteAddress} ${remotePort} ${Buffer.from(bytes).toString()}`),
      )
    await start(web, '(sleep 20; echo soon; sleep 60; echo late) | nc -6 -ul 5142 > /tmp/called')
    await cloud.advance('1s')
    const anyone: IpPermission = {
      IpProtocol: 'udp',
      FromPort: 5142,
      ToPort: 5142,
      Ipv6Ranges: [{ CidrIpv6: `${outside.address}/128` }],
    }
    expect(call('dropped')).toBeUndefined()
    await allow(group, anyone)
    await revoke(group, {
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
    })
    call('hello\n')
    await cloud.advance('25s')
    expect(heardOutside).toEqual([`${web.ipv6} 5142 soon\n`])
    await cloud.advance('70s')
    expect(heardOutside).toHaveLength(1)
    expect(await run(web, 'cat /tmp/called')).toBe('hello\n')
  })

  it('brings answers back without a rule of their own, and flow logs count its packets', async () => {
    const { FlowLogIds: [logId = ''] = [] } = await ec2().send(
      new CreateFlowLogsCommand({
        ResourceIds: [inner.eni],
        ResourceType: 'NetworkInterface',
        TrafficType: 'ALL',
        LogGroupName: 'flows',
        DeliverLogsPermissionArn: `arn:aws:iam::${account}:role/flows`,
        LogFormat: '${srcaddr} ${dstport} ${protocol} ${packets} ${bytes} ${action}',
      }),
    )
    await revoke(openGroup, { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] })
    await allow(group, udp(5141))
    await start(web, '(sleep 5; echo pong) | nc -6 -ul 5141 > /tmp/asked')
    await cloud.advance('1s')
    expect(await run(inner, `echo ping | nc -u -w 10 ${web.ipv6} 5141`)).toBe('pong\n')
    expect(await run(web, 'cat /tmp/asked')).toBe('ping\n')
    await cloud.advance('240s')
    expect(flows(logId)).toContain(`${inner.ipv6} 5141 17 1 33 ACCEPT`)
    expect(
      flows(logId).some(
        (line) => line.startsWith(`${web.ipv6} `) && line.endsWith(' 17 1 33 ACCEPT'),
      ),
    ).toBe(true)
  })
})
