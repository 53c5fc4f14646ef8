import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  AllocateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  DescribeSubnetsCommand,
  AssociateRouteTableCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const region = 'ap-northeast-2'
const place = { account: '123456789012', region }
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
/** Apache at 80 and, with its own certificate, at 443; an application with a session at 8080. */
const userData = `#!/bin/bash
dnf install -y httpd mod_ssl nginx
hostname > /var/www/html/index.html
systemctl enable --now httpd
cat > /etc/nginx/nginx.conf <<EOF
events {}
http {
  server {
    listen 8080;
    location / { add_header Set-Cookie "session=$(hostname)"; return 200 "$(hostname)"; }
    location /plain { return 200 "$(hostname)"; }
  }
}
EOF
systemctl enable --now nginx
`

let cloud: TestCloud
let vpc = ''
let subnetIds: string[] = []
let zones: string[] = []
let webs: string[] = []
let securityGroup = ''
let balancer = ''
let dnsName = ''
let plain = ''

beforeAll(async () => {
  cloud = await startTestCloud({ gatewayPort: 0 })
  const ec2 = cloud.ec2()
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const [one, two] = Subnets
  vpc = one?.VpcId ?? ''
  subnetIds = [one?.SubnetId ?? '', two?.SubnetId ?? '']
  zones = [one?.AvailabilityZone ?? '', two?.AvailabilityZone ?? '']
  const made = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'all', Description: 'all', VpcId: vpc }),
  )
  securityGroup = made.GroupId ?? ''
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: securityGroup,
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
  )
  webs = [await launch(0), await launch(1)]
  await cloud.advance('3m')
  const { LoadBalancers: [created] = [] } = await cloud.elbv2().send(
    new CreateLoadBalancerCommand({
      Name: 'zones',
      Subnets: subnetIds,
      SecurityGroups: [securityGroup],
    }),
  )
  balancer = created?.LoadBalancerArn ?? ''
  dnsName = created?.DNSName ?? ''
  plain = await serve('plain', 'HTTP', 80, 80)
  await serve('secure', 'HTTPS', 443, 8443)
  const sticky = await serve('sticky', 'HTTP', 8080, 8080)
  await cloud.elbv2().send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: sticky,
      Attributes: [
        { Key: 'stickiness.enabled', Value: 'true' },
        { Key: 'stickiness.type', Value: 'app_cookie' },
        { Key: 'stickiness.app_cookie.cookie_name', Value: 'session' },
        { Key: 'stickiness.app_cookie.duration_seconds', Value: '600' },
      ],
    }),
  )
  await cloud.advance('5m')
}, 90_000)
afterAll(() => cloud.close())

async function launch(subnet: number): Promise<string> {
  const { Instances: [made] = [] } = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnetIds[subnet],
      SecurityGroupIds: [securityGroup],
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  return made?.InstanceId ?? ''
}

/** A group of both servers, and a listener before it. */
async function serve(
  Name: string,
  Protocol: 'HTTP' | 'HTTPS',
  Port: number,
  at: number,
): Promise<string> {
  const elb = cloud.elbv2()
  const { TargetGroups: [made] = [] } = await elb.send(
    new CreateTargetGroupCommand({
      ...{ Name, Protocol, Port, VpcId: vpc },
      HealthCheckIntervalSeconds: 10,
      HealthyThresholdCount: 2,
    }),
  )
  const TargetGroupArn = made?.TargetGroupArn ?? ''
  await elb.send(
    new RegisterTargetsCommand({ TargetGroupArn, Targets: webs.map((Id) => ({ Id })) }),
  )
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer,
      Protocol: 'HTTP',
      Port: at,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  )
  return TargetGroupArn
}

async function healthOf(TargetGroupArn: string): Promise<string[]> {
  const { TargetHealthDescriptions = [] } = await cloud
    .elbv2()
    .send(new DescribeTargetHealthCommand({ TargetGroupArn }))
  const health = new Map(
    TargetHealthDescriptions.map(({ Target, TargetHealth }) => [
      Target?.Id,
      [TargetHealth?.State, TargetHealth?.Reason].filter(Boolean).join(' '),
    ]),
  )
  return webs.map((id) => health.get(id) ?? '')
}

/** Through the gateway, as a browser does, on a connection of its own. */
async function ask(port: number, path = '/', cookie = ''): Promise<{ body: string; head: string }> {
  const { port: gateway = 0 } = cloud.gateway ?? {}
  const prefix = port === 80 ? '' : `p${port}.`
  const host = `${prefix}${dnsName.replace('.amazonaws.com', '.localhost')}:${gateway}`
  const socket = connect(gateway, '127.0.0.1')
  const jar = cookie === '' ? '' : `Cookie: ${cookie}\r\n`
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${jar}\r\n`)
  const raw = await text(socket)
  const [head = '', body = ''] = raw.split('\r\n\r\n')
  return { head, body: body.trim() }
}

async function askTimes(count: number, port: number): Promise<string[]> {
  const pages = []
  for (let at = 0; at < count; at += 1) pages.push((await ask(port)).body)
  return pages
}

it('speaks TLS with the targets of an HTTPS group, its health checks too', async () => {
  const elb = cloud.elbv2()
  const { TargetHealthDescriptions } = await elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: plain }),
  )
  expect(TargetHealthDescriptions).toHaveLength(2)
  const { head } = await ask(8443)
  expect(head).toMatch(/^HTTP\/1\.1 200 /)
  expect(new Set(await askTimes(4, 8443)).size).toBe(2)
})

it('keeps a client with its target for as long as the application keeps its own cookie', async () => {
  const { head, body } = await ask(8080)
  const cookies = [...head.matchAll(/^set-cookie: ([^;\r\n]*)/gim)].map(([, one = '']) => one)
  expect(cookies.map((one) => one.split('=')[0]).toSorted()).toEqual(['AWSALBAPP-0', 'session'])
  for (let at = 0; at < 3; at += 1) {
    expect((await ask(8080, '/', cookies.join('; '))).body).toBe(body)
  }
  // Without the application's cookie nobody is kept, and where it sets none none is given.
  expect(new Set(await askTimes(4, 8080)).size).toBe(2)
  expect((await ask(8080, '/plain')).head.toLowerCase()).not.toContain('awsalbapp')
  await cloud.advance('11m')
  const later = []
  for (let at = 0; at < 4; at += 1) {
    later.push((await ask(8080, '/plain', cookies.join('; '))).body)
  }
  expect(new Set(later).size).toBe(2)
})

it('goes through no node of a zone that is away, and finds the targets there unhealthy', async () => {
  const mine = cloud.fabric.myComputer(place.account)
  const nodes = () => [cloud.fabric.resolve(mine, dnsName)].flat().map(String)
  expect(nodes()).toHaveLength(2)
  const [first, second] = await askTimes(2, 80)
  expect(first).not.toBe(second)
  const { end } = cloud.fault({ kind: 'zone-outage', region, zone: zones[0] })
  expect(nodes()).toHaveLength(1)
  await cloud.advance('1m')
  expect(await healthOf(plain)).toEqual(['unhealthy Target.Timeout', 'healthy'])
  const answers = []
  for (let at = 0; at < 4; at += 1) answers.push(await ask(80))
  expect(answers.map(({ head }) => head.split('\r\n')[0])).toEqual(
    Array.from({ length: 4 }, () => 'HTTP/1.1 200 OK'),
  )
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  end()
  await cloud.advance('3m')
  expect(nodes()).toHaveLength(2)
  expect(await healthOf(plain)).toEqual(['healthy', 'healthy'])
  expect(new Set(await askTimes(2, 80)).size).toBe(2)
})

it('lets nothing out through a NAT gateway of a zone that is away, wherever it comes from', async () => {
  const ec2 = cloud.ec2()
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({}))
  const { NatGateway } = await ec2.send(
    new CreateNatGatewayCommand({ SubnetId: subnetIds[0], AllocationId }),
  )
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpc }))
  const RouteTableId = RouteTable?.RouteTableId
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId,
      DestinationCidrBlock: '0.0.0.0/0',
      NatGatewayId: NatGateway?.NatGatewayId,
    }),
  )
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: subnetIds[1] }))
  await cloud.advance('5m')
  const mine = cloud.fabric.myComputer(place.account)
  const [service = ''] = [cloud.fabric.resolve(mine, `ssm.${region}.amazonaws.com`)]
    .flat()
    .map(String)
  const out = () => {
    const from = { kind: 'guest', target: { ...place, instanceId: webs[1] ?? '' } } as const
    const { verdict, blockedAt } = cloud.fabric.decide(from, service, 'tcp', 443)
    return [verdict, blockedAt?.reason, blockedAt?.kind]
  }
  expect(out()).toEqual(['allowed', undefined, undefined])
  const { end } = cloud.fault({ kind: 'zone-outage', region, zone: zones[0] })
  expect(out()).toEqual(['dropped', 'zone-unavailable', 'nat-gateway'])
  end()
  expect(out()).toEqual(['allowed', undefined, undefined])
})
