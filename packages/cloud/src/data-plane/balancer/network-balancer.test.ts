import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
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
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import { loadBalancers } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'

const region = 'ap-northeast-2'
const place = { account: '123456789012', region }
const mine = '203.0.113.10'

let cloud: TestCloud
let web = ''
let webAddress = ''
let dnsName = ''
let balancer = ''
let group = ''

beforeAll(async () => {
  cloud = await startTestCloud({ gatewayPort: 0 })
  const ec2 = cloud.ec2()
  const elb = cloud.elbv2()
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const [{ VpcId, CidrBlock, SubnetId } = {}] = Subnets
  const made = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId }),
  )
  // Of the balancer's own subnet for its health checks, and of one client: not of everybody.
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: made.GroupId,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 80,
          ToPort: 80,
          IpRanges: [{ CidrIp: `${mine}/32` }, { CidrIp: CidrBlock }],
        },
      ],
    }),
  )
  const userData =
    '#!/bin/bash\ndnf install -y httpd\nhostname > /var/www/html/index.html\nsystemctl enable --now httpd\n'
  const { Instances: [instance] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      SecurityGroupIds: [made.GroupId ?? ''],
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  web = instance?.InstanceId ?? ''
  await cloud.advance('3m')
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [web] }))
  webAddress = found.Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress ?? ''
  const { LoadBalancers: [nlb] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'streams',
      Type: 'network',
      Subnets: [SubnetId ?? ''],
    }),
  )
  dnsName = nlb?.DNSName ?? ''
  balancer = nlb?.LoadBalancerArn ?? ''
  const { TargetGroups: [tg] = [] } = await elb.send(
    new CreateTargetGroupCommand({ Name: 'streams', Protocol: 'TCP', Port: 80, VpcId }),
  )
  group = tg?.TargetGroupArn ?? ''
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets: [{ Id: web }] }))
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: group }]
  const LoadBalancerArn = balancer
  await elb.send(
    new CreateListenerCommand({ LoadBalancerArn, Protocol: 'TCP', Port: 80, DefaultActions }),
  )
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: 'TLS',
      Port: 443,
      Certificates: [{ CertificateArn: `arn:aws:acm:${region}:${place.account}:certificate/s` }],
      DefaultActions,
    }),
  )
  await cloud.advance('4m')
})
afterAll(() => cloud.close())

async function ask(port: number, tls?: { serverName: string }): Promise<string> {
  const from = cloud.fabric.myComputer(place.account)
  const [address = ''] = [cloud.fabric.resolve(from, dnsName)].flat().map(String)
  const stream = await cloud.fabric.connect(from, { address, port, ...(tls && { tls }) })
  if ('unreachable' in stream) return stream.unreachable
  stream.write(`GET / HTTP/1.1\r\nHost: ${dnsName}\r\nConnection: close\r\n\r\n`)
  return text(stream)
}

/** From whom the server saw requests of this client, in its own log. */
async function lastClient(): Promise<string> {
  const guest = cloud.engine.transact(place, ({ host }) =>
    host.findGuest({ ...place, instanceId: web }),
  )
  const argv = ['/bin/bash', '-c', 'grep -v ELB-Health /var/log/httpd/access_log | tail -n 1']
  const process = await guest?.execute({ user: 'root', argv })
  if (!process) throw new Error('not running')
  process.stdin.end()
  const output = text(process.stdout)
  await cloud.advance('10s')
  return (await output).split(' ')[0] ?? ''
}

const nodeAddress = (): string => {
  const node = cloud.engine.transact(place, ({ db }) => db.by(loadBalancers, 'name', 'streams'))[0]
    ?.nodes[0]
  const id = node?.networkInterfaceId ?? ''
  return cloud.engine.peek(place, networkInterfaces, id)?.privateIpAddress ?? ''
}

async function keepClients(isKept: boolean): Promise<void> {
  const Attributes = [{ Key: 'preserve_client_ip.enabled', Value: String(isKept) }]
  await cloud
    .elbv2()
    .send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: group, Attributes }))
}

it('hands connections on, and the target and its group see the client', async () => {
  const health = await cloud
    .elbv2()
    .send(new DescribeTargetHealthCommand({ TargetGroupArn: group }))
  expect(health.TargetHealthDescriptions?.[0]?.TargetHealth?.State).toBe('healthy')
  expect(await ask(80)).toContain('ip-172-31-')
  expect(await lastClient()).toBe(mine)
  await keepClients(false)
  expect(await ask(80)).toContain('ip-172-31-')
  expect(await lastClient()).toBe(nodeAddress())
  await keepClients(true)
  // Another client is nobody whom the target's group knows.
  cloud.setMyAddress(place.account, '203.0.113.99')
  expect(await ask(80)).toBe('timed-out')
  await keepClients(false)
  expect(await ask(80)).toContain('ip-172-31-')
  await keepClients(true)
  cloud.setMyAddress(place.account, mine)
})

it('ends TLS for a listener of TLS, and takes nothing else there', async () => {
  expect(await ask(443, { serverName: dnsName })).toContain('ip-172-31-')
  expect(await ask(443)).toBe('refused')
  expect(await ask(8080)).toBe('refused')
})

it('is found at the gateway by its name', async () => {
  const host = dnsName.replace('.amazonaws.com', '.localhost')
  const socket = connect(cloud.gateway?.port ?? 0, '127.0.0.1')
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  expect(await text(socket)).toContain(webAddress.replaceAll('.', '-'))
  const secure = connectTls({
    port: cloud.gateway?.port ?? 0,
    host: '127.0.0.1',
    servername: host,
    rejectUnauthorized: false,
  })
  secure.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  expect(await text(secure)).toContain(webAddress.replaceAll('.', '-'))
})

it('counts flows', async () => {
  await cloud.advance('1m')
  await ask(80)
  await cloud.advance('1m')
  const untilMs = Math.floor(cloud.now() / 60_000) * 60_000
  const name = balancer.slice(balancer.indexOf('/') + 1)
  const read = (metricName: string) =>
    cloud.engine.transact(place, ({ host }) =>
      host.metrics.read(
        place,
        {
          namespace: 'AWS/NetworkELB',
          metricName,
          dimensions: [{ name: 'LoadBalancer', value: name }],
        },
        { fromMs: untilMs - 60_000, untilMs, periodMs: 60_000 },
      ),
    )[0]?.sum
  expect(read('NewFlowCount')).toBe(1)
  expect(read('ProcessedBytes')).toBeGreaterThan(100)
})
