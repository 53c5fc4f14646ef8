import { text } from 'node:stream/consumers'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateTrafficMirrorFilterCommand,
  CreateTrafficMirrorFilterRuleCommand,
  CreateTrafficMirrorSessionCommand,
  CreateTrafficMirrorTargetCommand,
  DeleteNetworkInterfaceCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTrafficMirrorFilterRulesCommand,
  DescribeTrafficMirrorSessionsCommand,
  ModifyTrafficMirrorSessionCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const place = { account, region }
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

interface Machine {
  readonly id: string
  readonly eni: string
  readonly privateIp: string
}

let cloud: TestCloud
/** Who asks, who answers, and where the copies go. */
let client: Machine
let web: Machine
let sink: Machine
let TrafficMirrorFilterId = ''
let TrafficMirrorSessionId = ''
/** How much of what came has been looked at. */
let seen = 0

const ec2 = () => cloud.ec2()

beforeAll(async () => {
  cloud = await startTestCloud()
  const groups = await ec2().send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }))
  const GroupId = groups.SecurityGroups?.[0]?.GroupId ?? ''
  const everyone = [{ CidrIp: '0.0.0.0/0' }]
  await ec2().send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: 'udp', FromPort: 4789, ToPort: 4789, IpRanges: everyone }],
    }),
  )
  const { Instances = [] } = await ec2().send(
    new RunInstancesCommand({ ImageId, InstanceType: 't3.micro', MinCount: 3, MaxCount: 3 }),
  )
  await cloud.advance('90s')
  const InstanceIds = Instances.map(({ InstanceId }) => InstanceId ?? '')
  const found = await ec2().send(new DescribeInstancesCommand({ InstanceIds }))
  const machines = (found.Reservations?.[0]?.Instances ?? []).map((instance) => ({
    id: instance.InstanceId ?? '',
    eni: instance.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? '',
    privateIp: instance.PrivateIpAddress ?? '',
  }))
  const [one, two, three] = machines
  if (!one || !two || !three) throw new Error('no machines')
  client = one
  web = two
  sink = three
  await run(
    web,
    'dnf install -y httpd && echo mirrored > /var/www/html/index.html && systemctl start httpd',
  )
  await run(sink, 'dnf install -y nmap-ncat')
  await start(sink, 'nc -u -l -k 4789 > /root/copies')
  await cloud.advance('1s')
}, 60_000)
afterAll(() => cloud.close())

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
  await cloud.advance('20s')
  return out
}

/** What came to the sink since the last look, a character a byte. */
async function copies(): Promise<string> {
  const all = await run(sink, 'base64 -w0 /root/copies')
  const bytes = Buffer.from(all.trim(), 'base64').toString('latin1')
  const fresh = bytes.slice(seen)
  seen = bytes.length
  return fresh
}

it('what passes an interface is copied to the target, as far as the filter takes it', async () => {
  const filter = await ec2().send(new CreateTrafficMirrorFilterCommand({}))
  TrafficMirrorFilterId = filter.TrafficMirrorFilter?.TrafficMirrorFilterId ?? ''
  const rule = (TrafficDirection: 'ingress' | 'egress', DestinationPort: number | undefined) =>
    ec2().send(
      new CreateTrafficMirrorFilterRuleCommand({
        TrafficMirrorFilterId,
        TrafficDirection,
        RuleNumber: 100,
        RuleAction: 'accept',
        Protocol: 6,
        SourceCidrBlock: '0.0.0.0/0',
        DestinationCidrBlock: '0.0.0.0/0',
        ...(DestinationPort !== undefined && {
          DestinationPortRange: { FromPort: DestinationPort, ToPort: DestinationPort },
        }),
      }),
    )
  await rule('ingress', 80)
  const target = await ec2().send(
    new CreateTrafficMirrorTargetCommand({ NetworkInterfaceId: sink.eni }),
  )
  const session = await ec2().send(
    new CreateTrafficMirrorSessionCommand({
      NetworkInterfaceId: web.eni,
      TrafficMirrorTargetId: target.TrafficMirrorTarget?.TrafficMirrorTargetId,
      TrafficMirrorFilterId,
      SessionNumber: 1,
      VirtualNetworkId: 0x5151,
    }),
  )
  TrafficMirrorSessionId = session.TrafficMirrorSession?.TrafficMirrorSessionId ?? ''
  const get = () => run(client, `curl -s http://${web.privateIp}/`)
  expect(await get()).toBe('mirrored\n')
  const incoming = await copies()
  expect(incoming).toContain('GET / HTTP/1.1')
  expect(incoming).not.toContain('mirrored')
  // The VXLAN network's number in the header.
  expect(incoming).toContain('\u0008\0\0\0\0QQ\0')
  await rule('egress', undefined)
  await get()
  expect(await copies()).toContain('mirrored')
})

it('a session is changed, and cut to so many bytes of a packet', async () => {
  const modify = (more: object) =>
    ec2().send(new ModifyTrafficMirrorSessionCommand({ TrafficMirrorSessionId, ...more }))
  const changed = await modify({ PacketLength: 40, Description: 'headers', SessionNumber: 7 })
  expect(changed.TrafficMirrorSession).toMatchObject({
    PacketLength: 40,
    Description: 'headers',
    SessionNumber: 7,
    VirtualNetworkId: 0x5151,
  })
  await run(client, `curl -s http://${web.privateIp}/`)
  const cut = await copies()
  expect(cut.length).toBeGreaterThan(0)
  expect(cut).not.toContain('GET')
  const bare = await modify({ RemoveFields: ['packet-length', 'description'] })
  expect(bare.TrafficMirrorSession?.PacketLength).toBeUndefined()
  await expect(modify({ SessionNumber: 0 })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(
    ec2().send(
      new ModifyTrafficMirrorSessionCommand({ TrafficMirrorSessionId: 'tms-0123456789abcdef0' }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidTrafficMirrorSessionId.NotFound' })
})

it('rules are listed by filter, and by what they say', async () => {
  const list = async (input: object) =>
    (await ec2().send(new DescribeTrafficMirrorFilterRulesCommand(input))).TrafficMirrorFilterRules
  expect(await list({ TrafficMirrorFilterId })).toHaveLength(2)
  const ingress = [{ Name: 'traffic-direction', Values: ['ingress'] }]
  expect(await list({ Filters: ingress })).toMatchObject([
    { TrafficMirrorFilterId, DestinationPortRange: { FromPort: 80, ToPort: 80 } },
  ])
  await expect(list({ TrafficMirrorFilterId: 'tmf-0123456789abcdef0' })).rejects.toMatchObject({
    name: 'InvalidTrafficMirrorFilterId.NotFound',
  })
})

it('a session ends with its interface, whose target is not deleted under it', async () => {
  await expect(
    ec2().send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: sink.eni })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await ec2().send(new TerminateInstancesCommand({ InstanceIds: [web.id] }))
  await cloud.advance('2m')
  const left = await ec2().send(new DescribeTrafficMirrorSessionsCommand({}))
  expect(left.TrafficMirrorSessions).toEqual([])
})
