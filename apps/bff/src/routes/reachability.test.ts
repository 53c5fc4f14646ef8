import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { routes } from '@brume/console-api'
import type { OpenConnection } from '../connections/connection.ts'
import { ClientPool } from '../sdk/clients.ts'
import { startTestConsole, type Tab, type TestConsole } from '../testing/test-console.ts'

const work: OpenConnection = {
  info: {
    id: 'aws-work',
    kind: 'aws',
    name: 'work',
    defaultRegion: 'us-east-1',
    readOnly: false,
    source: 'profile "work"',
  },
  // The embedded cloud's own endpoint in the part of AWS.
  clients: new ClientPool((_service, region) => ({
    region,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'none' },
    endpoint: brume.cloud.url,
    maxAttempts: 1,
  })),
}

const region = '/api/embedded/us-east-1'
const reachability = `${region}/reachability`
const launched = z.object({ Instances: z.array(z.object({ InstanceId: z.string() })) })
const images = z.object({ Images: z.array(z.object({ ImageId: z.string() })).min(1) })

let brume: TestConsole
let tab: Tab
let instanceId = ''
beforeAll(async () => {
  brume = await startTestConsole({ connections: [work] })
  tab = await brume.tab()
  const found = await tab.post(`${region}/ec2/DescribeImages`, {
    Owners: ['amazon'],
    Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
  })
  const made = await tab.post(`${region}/ec2/RunInstances`, {
    ImageId: images.parse(found.body).Images[0]?.ImageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
  })
  instanceId = launched.parse(made.body).Instances[0]?.InstanceId ?? ''
  await tab.post('/api/embedded/cloud/clock', { advance: '60s' })
})
afterAll(() => brume.close())

test('a closed port is named with its group and the rule that would open it', async () => {
  const reply = await tab.post(reachability, {
    from: { kind: 'my-computer' },
    to: { kind: 'instance', instanceId },
    protocol: 'tcp',
    port: 80,
  })
  expect(reply.status).toBe(200)
  expect(reply.body).toMatchObject({
    verdict: 'dropped',
    source: { address: '203.0.113.10' },
    destination: { instanceId },
    blockedAt: { kind: 'security-group', reason: 'group-no-rule' },
    fix: { kind: 'authorize-ingress', fromPort: 80, peer: { cidr: '203.0.113.10/32' } },
  })
})

test('"My IP" is shown, changed, and what questions start from', async () => {
  const network = '/api/embedded/cloud/network'
  expect((await tab.get(network)).body).toEqual({ myAddress: '203.0.113.10' })
  expect((await tab.post(network, { myAddress: '203.0.113.44' })).body).toEqual({
    myAddress: '203.0.113.44',
  })
  const reply = await tab.post(reachability, {
    from: { kind: 'my-computer' },
    to: { kind: 'instance', instanceId },
    protocol: 'icmp',
  })
  expect(reply.body).toMatchObject({ fix: { peer: { cidr: '203.0.113.44/32' } } })
  for (const myAddress of ['10.0.0.1', '198.18.3.4', 'localhost']) {
    expect((await tab.post(network, { myAddress })).status).toBe(400)
  }
})

test('a host name is looked up as the source would', async () => {
  const ask = (name: string) =>
    tab.post(reachability, {
      from: { kind: 'instance', instanceId },
      to: { kind: 'host-name', name },
      protocol: 'tcp',
      port: 443,
    })
  expect((await ask('ssm.ap-northeast-2.amazonaws.com')).body).toMatchObject({ verdict: 'allowed' })
  expect((await ask('nowhere.internal')).status).toBe(404)
})

test('a flow log’s records are read, of the connection’s own account alone', async () => {
  const made = await tab.post('/api/embedded/ap-northeast-2/ec2/DescribeVpcs', {})
  const vpcs = z.looseObject({ Vpcs: z.array(z.looseObject({ VpcId: z.string() })) })
  const created = await tab.post('/api/embedded/ap-northeast-2/ec2/CreateFlowLogs', {
    ResourceType: 'VPC',
    ResourceIds: [vpcs.parse(made.body).Vpcs[0]?.VpcId],
    LogDestinationType: 's3',
    LogDestination: 'arn:aws:s3:::flows',
  })
  const { FlowLogIds } = z.looseObject({ FlowLogIds: z.array(z.string()) }).parse(created.body)
  const records = (id: string | undefined) => `/api/embedded/ap-northeast-2/flow-logs/${id}/records`
  expect((await tab.get(records(FlowLogIds[0]))).body).toEqual({ records: [] })
  expect((await tab.get(records('fl-0'))).status).toBe(404)
})

test('a load balancer’s access log is read, of the connection’s own account alone', async () => {
  const post = (call: string, input: object) =>
    tab.post(`/api/embedded/ap-northeast-2/${call}`, input)
  const listed = await post('ec2/DescribeSubnets', {})
  const { Subnets } = z
    .looseObject({ Subnets: z.array(z.looseObject({ SubnetId: z.string() })) })
    .parse(listed.body)
  const made = await post('elastic-load-balancing-v2/CreateLoadBalancer', {
    Name: 'logged',
    Subnets: Subnets.slice(0, 2).map(({ SubnetId }) => SubnetId),
  })
  const { LoadBalancers } = z
    .looseObject({ LoadBalancers: z.array(z.looseObject({ LoadBalancerArn: z.string() })) })
    .parse(made.body)
  const arn = LoadBalancers[0]?.LoadBalancerArn ?? ''
  const log = (region: string) => tab.get(routes.accessLog('embedded', region, arn))
  expect((await log('ap-northeast-2')).body).toEqual({ lines: [] })
  expect((await log('us-east-1')).status).toBe(404)
  expect((await tab.get('/api/embedded/ap-northeast-2/load-balancers/access-log')).status).toBe(400)
})

test('ends that are not there are not found, and half a question is refused', async () => {
  const to = { kind: 'instance', instanceId }
  const ask = async (question: object) => (await tab.post(reachability, question)).status
  const from = { kind: 'network-interface', networkInterfaceId: 'eni-0' }
  expect(await ask({ from, to, protocol: 'tcp', port: 80 })).toBe(404)
  const mine = { kind: 'my-computer' }
  for (const question of [
    {},
    { from: mine, to, protocol: 'tcp' },
    { from: mine, to, protocol: 'icmp', port: 1 },
    { from: mine, to, protocol: 'tcp', port: 70_000 },
    { from: mine, to: mine, protocol: 'tcp', port: 80 },
    { from: { kind: 'address', address: 'here' }, to, protocol: 'tcp', port: 80 },
  ]) {
    expect(await ask(question), JSON.stringify(question)).toBe(400)
  }
})

test('on AWS the same is worked out from what EC2 describes', async () => {
  const unlocked = await brume.tab({ code: brume.code.current })
  const ask = async (connection: string, question: object) => {
    const path = `/api/${connection}/us-east-1/reachability`
    const { status, body } = await unlocked.post(path, question)
    return { status, body: z.looseObject({}).parse(body) }
  }
  const to = { kind: 'instance', instanceId }
  const stranger = { kind: 'address', address: '203.0.113.10' }
  const everywhere = { kind: 'address', address: '192.0.2.80' }
  const nobody = { kind: 'address', address: '10.9.9.9' }
  for (const question of [
    { from: stranger, to, protocol: 'tcp', port: 22 },
    { from: stranger, to, protocol: 'icmp' },
    { from: to, to: nobody, protocol: 'tcp', port: 80 },
    { from: to, to, protocol: 'udp', port: 53 },
  ]) {
    const there = await ask('embedded', question)
    const here = await ask('aws-work', question)
    expect(here.status, JSON.stringify(question)).toBe(200)
    // What listens is not described.
    const known = (body: object) => JSON.stringify({ ...body, verdict: '' })
    if (there.body['verdict'] === 'dropped') expect(here.body).toEqual(there.body)
    else expect(known(here.body)).toContain('listening-unknown')
  }
  expect(
    (await ask('aws-work', { from: to, to: everywhere, protocol: 'icmp' })).body,
  ).toMatchObject({
    verdict: 'allowed',
    seenAs: expect.stringMatching(/^198\./),
  })
  const mine = { from: { kind: 'my-computer' }, to, protocol: 'icmp' }
  expect((await ask('aws-work', mine)).status).toBe(400)
  const unknown = { kind: 'network-interface', networkInterfaceId: 'eni-0123456789abcdef0' }
  expect((await ask('aws-work', { from: unknown, to, protocol: 'icmp' })).status).toBe(404)
})
