import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
  type CreateTargetGroupCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const region = 'ap-northeast-2'
const place = { account: '123456789012', region }
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const page = `#!/bin/bash
dnf install -y httpd
hostname > /var/www/html/index.html
cp /var/www/html/index.html /var/www/html/health
systemctl enable --now httpd
`

let cloud: TestCloud
let vpc = ''
let subnetIds: string[] = []
let publicGroup = ''
let webGroup = ''
let webs: string[] = []
let client = ''
let balancer = ''
let listener = ''
let dnsName = ''
let group = ''

beforeAll(async () => {
  cloud = await startTestCloud({ gatewayPort: 0 })
  const ec2 = cloud.ec2()
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  vpc = Subnets[0]?.VpcId ?? ''
  subnetIds = Subnets.slice(0, 2).map(({ SubnetId = '' }) => SubnetId)
  publicGroup = await makeGroup('public')
  webGroup = await makeGroup('web')
  await allow(publicGroup, 80, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })
  await allow(publicGroup, 443, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })
  // The course's way: the servers take nobody but the balancer.
  await allow(webGroup, 80, { UserIdGroupPairs: [{ GroupId: publicGroup }] })
  webs = [await launch(0, page), await launch(1, page)]
  client = await launch(0, '')
  await cloud.advance('3m')
  const elb = cloud.elbv2()
  const { LoadBalancers: [made] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'course',
      Subnets: subnetIds,
      SecurityGroups: [publicGroup],
    }),
  )
  balancer = made?.LoadBalancerArn ?? ''
  dnsName = made?.DNSName ?? ''
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerArn: balancer,
      Attributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: 'logs' },
      ],
    }),
  )
  group = await makeTargets('web', webs)
  const made80 = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
    }),
  )
  listener = made80.Listeners?.[0]?.ListenerArn ?? ''
  await cloud.advance('5m')
})
afterAll(() => cloud.close())

async function makeGroup(name: string): Promise<string> {
  const made = await cloud
    .ec2()
    .send(new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId: vpc }))
  return made.GroupId ?? ''
}

async function allow(GroupId: string, port: number, whom: object): Promise<void> {
  await cloud.ec2().send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...whom }],
    }),
  )
}

async function launch(subnet: number, userData: string): Promise<string> {
  const { Instances: [made] = [] } = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnetIds[subnet],
      SecurityGroupIds: [webGroup],
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  return made?.InstanceId ?? ''
}

async function makeTargets(
  Name: string,
  ids: readonly string[],
  more: Partial<CreateTargetGroupCommandInput> = {},
): Promise<string> {
  const elb = cloud.elbv2()
  const { TargetGroups: [made] = [] } = await elb.send(
    new CreateTargetGroupCommand({ Name, Protocol: 'HTTP', Port: 80, VpcId: vpc, ...more }),
  )
  const TargetGroupArn = made?.TargetGroupArn ?? ''
  if (ids.length === 0) return TargetGroupArn
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: ids.map((Id) => ({ Id })) }))
  return TargetGroupArn
}

async function healthOf(TargetGroupArn: string): Promise<(string | undefined)[]> {
  const { TargetHealthDescriptions = [] } = await cloud
    .elbv2()
    .send(new DescribeTargetHealthCommand({ TargetGroupArn }))
  return TargetHealthDescriptions.map(({ TargetHealth: { State, Reason } = {} }) =>
    Reason === undefined ? State : `${State} ${Reason}`,
  )
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

const localHost = (): string => dnsName.replace('.amazonaws.com', '.localhost')

/** Through the gateway, as a browser does. */
async function ask(path: string, more: Record<string, string> = {}): Promise<Answer> {
  const { port = 0 } = cloud.gateway ?? {}
  const headers = { Host: `${localHost()}:${port}`, Connection: 'close', ...more }
  const socket = connect(port, '127.0.0.1')
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  return readAnswer(await text(socket))
}

function readAnswer(raw: string): Answer {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const [line = '', ...fields] = head.split('\r\n')
  const headers = new Headers()
  for (const field of fields) {
    const [name = '', ...value] = field.split(': ')
    headers.append(name, value.join(': '))
  }
  return { status: Number(line.split(' ')[1]), headers, body: body.join('\r\n\r\n') }
}

/** What the command writes, once it has ended. */
async function begin(command: string, instanceId: string): Promise<() => Promise<string>> {
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const process = await guest?.execute({ user: 'root', argv: ['/bin/bash', '-c', command] })
  if (!process) throw new Error(`${instanceId} does not run`)
  process.stdin.end()
  const output = text(process.stdout)
  return () => output
}

async function inClient(command: string, instanceId = client): Promise<string> {
  const output = await begin(command, instanceId)
  await cloud.advance('1m')
  return output()
}

it('serves the page of its targets in turn, from this computer and from inside', async () => {
  expect(await healthOf(group)).toEqual(['healthy', 'healthy'])
  const pages = []
  for (let at = 0; at < 6; at += 1) pages.push((await ask('/')).body)
  expect(new Set(pages).size).toBe(2)
  for (const each of new Set(pages)) expect(pages.filter((one) => one === each)).toHaveLength(3)
  const curl = `for i in 1 2 3 4; do curl -sS http://${dnsName}/; done`
  expect(new Set((await inClient(curl)).trim().split('\n')).size).toBe(2)
  // A target is nobody's but the balancer's.
  expect(await inClient(`curl -sS -m 5 http://${pages[0]?.trim()}/ 2>&1`)).toContain('timed out')
})

it('tells the target of the client, and the log of both', async () => {
  const answer = await ask('/?log=1', { 'User-Agent': 'probe', 'X-Forwarded-For': '10.1.2.3' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('connection')).toBe('close')
  const asked = await fetch(
    `${cloud.url}/_brume/balancer-logs?region=${region}&id=${encodeURIComponent(balancer)}`,
  )
  const { records } = (await asked.json()) as { records: string[] }
  const line = records.find((each) => each.includes('?log=1')) ?? ''
  expect(line).toMatch(
    /^http 2026-\S+Z app\/course\/\w{16} 203\.0\.113\.10:\d+ 172\.31\.\d+\.\d+:80 0\.000 0\.000 0\.000 200 200 \d+ \d+ "GET http:\/\/course-\d+\.ap-northeast-2\.elb\.localhost:80\/\?log=1 HTTP\/1\.1" "probe" - - arn:aws:\S+:targetgroup\/web\/\w+ "Root=1-[0-9a-f]{8}-[0-9a-f]{24}" "-" "-" 0 2026-\S+Z "forward" "-" "-" "172\.31\.\d+\.\d+:80" "200" "-" "-"$/,
  )
  expect(cloud.balancerLogs.readLog({ ...place, region: 'us-east-1' }, balancer)).toBeUndefined()
})

it('does what its rules say: answers itself, sends elsewhere, keeps a client with a target', async () => {
  const elb = cloud.elbv2()
  const rule = (Priority: number, path: string, action: Action) =>
    elb.send(
      new CreateRuleCommand({
        ListenerArn: listener,
        Priority,
        Conditions: [{ Field: 'path-pattern', Values: [path] }],
        Actions: [action],
      }),
    )
  const nobody = await makeTargets('nobody', [])
  await rule(1, '/teapot', {
    Type: 'fixed-response',
    FixedResponseConfig: { StatusCode: '418', ContentType: 'application/json', MessageBody: '{}' },
  })
  await rule(2, '/old/*', {
    Type: 'redirect',
    RedirectConfig: {
      StatusCode: 'HTTP_301',
      Protocol: 'HTTPS',
      Port: '443',
      Path: '/new/#{path}',
    },
  })
  await rule(3, '/nobody', { Type: 'forward', TargetGroupArn: nobody })
  const teapot = await ask('/teapot')
  expect([teapot.status, teapot.body]).toEqual([418, '{}'])
  expect(teapot.headers.get('content-type')).toBe('application/json')
  expect(teapot.headers.get('server')).toBe('awselb/2.0')
  const moved = await ask('/old/a?b=c')
  const { port } = cloud.gateway ?? {}
  expect(moved.status).toBe(301)
  expect(moved.headers.get('location')).toBe(`https://${localHost()}:${port}/new/old/a?b=c`)
  expect(await inClient(`curl -sSi http://${dnsName}/old/a`)).toContain(
    `ocation: https://${dnsName}:443/new/old/a\r\n`,
  )
  const none = await ask('/nobody')
  expect([none.status, none.body]).toEqual([
    503,
    '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n</body>\r\n</html>\r\n',
  ])

  await elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: group,
      Attributes: [{ Key: 'stickiness.enabled', Value: 'true' }],
    }),
  )
  const first = await ask('/')
  const [cookie = ''] = first.headers.getSetCookie()
  expect(cookie).toMatch(/^AWSALB=[\w+/=]+; Expires=.* GMT; Path=\/$/)
  for (let at = 0; at < 3; at += 1) {
    expect((await ask('/', { Cookie: cookie.split(';')[0] ?? '' })).body).toBe(first.body)
  }
  await elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: group,
      Attributes: [{ Key: 'stickiness.enabled', Value: 'false' }],
    }),
  )
})

it('finds a target unhealthy whose group does not admit it, says why, and asks all where none is left', async () => {
  const rule = {
    GroupId: webGroup,
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 80,
        ToPort: 80,
        UserIdGroupPairs: [{ GroupId: publicGroup }],
      },
    ],
  }
  await cloud.ec2().send(new RevokeSecurityGroupIngressCommand(rule))
  await cloud.advance('2m')
  expect(await healthOf(group)).toEqual(['unhealthy Target.Timeout', 'unhealthy Target.Timeout'])
  const { NetworkInterfaces: [node] = [] } = await cloud.ec2().send(
    new DescribeNetworkInterfacesCommand({
      Filters: [{ Name: 'requester-id', Values: ['amazon-elb'] }],
    }),
  )
  const decision = cloud.fabric.decide(
    { kind: 'network-interface', ...place, id: node?.NetworkInterfaceId ?? '' },
    { kind: 'guest', target: { ...place, instanceId: webs[0] ?? '' } },
    'tcp',
    80,
  )
  expect(decision.blockedAt).toMatchObject({ kind: 'security-group', id: webGroup })
  expect(decision.fix).toMatchObject({ kind: 'authorize-ingress', groupId: webGroup })
  await cloud.ec2().send(new AuthorizeSecurityGroupIngressCommand(rule))
  // Nobody is healthy yet, and all are asked.
  expect((await ask('/')).status).toBe(200)
  await cloud.advance('150s')
  expect(await healthOf(group)).toEqual(['healthy', 'healthy'])
})

it('lets a target go when its requests have ended, and sends it nothing new', async () => {
  const [gone = ''] = webs
  const elb = cloud.elbv2()
  const Targets = [{ Id: gone }]
  await elb.send(new DeregisterTargetsCommand({ TargetGroupArn: group, Targets }))
  expect(await healthOf(group)).toContain('draining Target.DeregistrationInProgress')
  const pages = new Set<string>()
  for (let at = 0; at < 4; at += 1) pages.add((await ask('/')).body)
  expect(pages.size).toBe(1)
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets }))
  await cloud.advance('3m')
  expect(await healthOf(group)).toEqual(['healthy', 'healthy'])
})

it('asks while time is wound only where something may have changed, and misses no change', async () => {
  const [one = '', other = ''] = webs
  const count = async (id: string) =>
    Number(await inClient('grep -c ELB-HealthChecker/2.0 /var/log/httpd/access_log', id))
  const before = await count(other)
  await cloud.advance('6h')
  // Of 720 in that time.
  expect((await count(other)) - before).toBeLessThan(12)
  const stopped = await begin('sleep 5400; systemctl stop httpd; echo stopped', one)
  await cloud.advance('1h')
  expect(await healthOf(group)).toEqual(['healthy', 'healthy'])
  await cloud.advance('1h')
  expect((await healthOf(group)).toSorted()).toEqual([
    'healthy',
    'unhealthy Target.FailedHealthChecks',
  ])
  expect(await stopped()).toBe('stopped\n')
  await inClient('systemctl start httpd', one)
  await cloud.advance('3m')
  expect(await healthOf(group)).toEqual(['healthy', 'healthy'])
})

it('opens TLS on the same port, with the certificate of its listener', async () => {
  const elb = cloud.elbv2()
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer,
      Protocol: 'HTTPS',
      Port: 443,
      Certificates: [
        { CertificateArn: `arn:aws:acm:${region}:${place.account}:certificate/course` },
      ],
      DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
    }),
  )
  const { port = 0 } = cloud.gateway ?? {}
  const socket = connectTls({
    port,
    host: '127.0.0.1',
    servername: localHost(),
    rejectUnauthorized: false,
  })
  await once(socket, 'secureConnect')
  expect(socket.getPeerX509Certificate()?.checkHost(localHost())).toBe(localHost())
  socket.write(`GET / HTTP/1.1\r\nHost: ${localHost()}:${port}\r\nConnection: close\r\n\r\n`)
  const answer = readAnswer(await text(socket))
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('ip-172-31-')])
  expect((await ask('/', { Host: `p443.${localHost()}` })).status).toBe(400)
  expect(await inClient(`curl -sSk https://${dnsName}/`)).toContain('ip-172-31-')
  const stranger = connectTls({ port, host: '127.0.0.1', servername: 'other.example' })
  expect(await text(stranger)).toBe('')
  expect(stranger.getProtocol()).toBeNull()
})

it('tells CloudWatch what it did, by zone and by group', async () => {
  await cloud.advance('1m')
  await ask('/')
  await ask('/teapot')
  await cloud.advance('1m')
  const name = balancer.slice(balancer.indexOf('/') + 1)
  const own = { name: 'LoadBalancer', value: name }
  const targets = { name: 'TargetGroup', value: group.slice(group.indexOf('targetgroup/')) }
  const read = (metricName: string, ...dimensions: { name: string; value: string }[]) =>
    cloud.engine.transact(place, ({ host }) =>
      host.metrics.read(
        place,
        { namespace: 'AWS/ApplicationELB', metricName, dimensions },
        lastMinute(),
      ),
    )[0]?.sum
  expect(read('RequestCount', own)).toBe(1)
  expect(read('RequestCount', targets, own)).toBe(1)
  expect(read('RequestCountPerTarget', targets, own)).toBe(0.5)
  expect(read('HTTPCode_Target_2XX_Count', own)).toBe(1)
  expect(read('HTTPCode_ELB_4XX_Count', own)).toBe(1)
  expect(read('HTTP_Fixed_Response_Count', own)).toBe(1)
  expect(read('NewConnectionCount', own)).toBe(2)
  expect(read('TargetResponseTime', own)).toBe(0)
  expect(read('HealthyHostCount', targets, own)).toBe(2)
  expect(read('UnHealthyHostCount', targets, own)).toBe(0)
  await cloud.advance('1m')
  expect(read('RequestCount', own)).toBeUndefined()
  expect(read('HealthyHostCount', targets, own)).toBe(2)
})

function lastMinute() {
  const untilMs = Math.floor(cloud.now() / 60_000) * 60_000
  return { fromMs: untilMs - 60_000, untilMs, periodMs: 60_000 }
}
