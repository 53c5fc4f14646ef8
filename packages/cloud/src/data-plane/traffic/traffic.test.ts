import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import type { TrafficText } from '../../control-traffic.ts'

const region = 'ap-northeast-2'
const page = `#!/bin/bash
dnf install -y httpd
echo hello > /var/www/html/index.html
systemctl enable --now httpd
`
const rule = {
  IpProtocol: 'tcp',
  FromPort: 80,
  ToPort: 80,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
}

let cloud: TestCloud
let instanceId = ''
let address = ''
let groupId = ''

beforeAll(async () => {
  cloud = await startTestCloud()
  const ec2 = cloud.ec2()
  const { Subnets: [subnet] = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({
      GroupName: 'web',
      Description: 'web',
      VpcId: subnet?.VpcId ?? '',
    }),
  )
  groupId = GroupId
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }))
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnet?.SubnetId,
      SecurityGroupIds: [groupId],
      UserData: Buffer.from(page).toString('base64'),
    }),
  )
  instanceId = Instances[0]?.InstanceId ?? ''
  await cloud.advance('3m')
  const { Reservations = [] } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  )
  address = Reservations[0]?.Instances?.[0]?.PublicIpAddress ?? ''
})
afterAll(() => cloud.close())

async function control(method: string, path: string, body?: object) {
  const answer = await fetch(`${cloud.url}/_brume/traffic${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const said: Said = JSON.parse(await answer.text())
  return { status: answer.status, body: said }
}

interface Said {
  readonly message: string
  readonly run: TrafficText
  readonly runs: readonly TrafficText[]
}

/** Of the run begun last. */
async function total(member: 'succeeded' | 'unanswered'): Promise<number> {
  const { runs } = (await control('GET', '')).body
  return (runs.at(-1)?.seconds ?? []).reduce((sum, second) => sum + second[member], 0)
}

it('sends so many requests a second of the account’s time, and tells who answered', async () => {
  const wish = { host: address, perSecond: 10, from: 'internet', lasts: '5s' }
  const { status, body } = await control('POST', '', wish)
  expect(status).toBe(200)
  expect(body.run).toMatchObject({ host: address, port: 80, path: '/', running: true })
  await cloud.advance('10s')
  const { runs } = (await control('GET', '')).body
  expect(runs).toHaveLength(1)
  expect(runs[0]).toMatchObject({ running: false, sent: 50, answered: 50 })
  expect(await total('succeeded')).toBe(50)
  const byInstance = runs[0]?.seconds.map(({ answeredBy }) => answeredBy[instanceId] ?? 0)
  expect(byInstance?.reduce((sum, count) => sum + count, 0)).toBe(50)
})

it('says that nobody answers when the network lets nothing through, and can be ended', async () => {
  const ec2 = cloud.ec2()
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [rule] }))
  const { body } = await control('POST', '', { host: address, perSecond: 5, lasts: '1h' })
  await cloud.advance('2s')
  expect(await total('unanswered')).toBeGreaterThanOrEqual(10)
  expect((await control('DELETE', `?id=${body.run.id}`)).body.runs.at(-1)?.running).toBe(false)
  const before = await total('unanswered')
  await cloud.advance('5s')
  expect(await total('unanswered')).toBe(before)
})

it.each([
  [{}, '"host" is'],
  [{ host: 'a b' }, '"host" is'],
  [{ host: 'web', perSecond: 5000 }, '"perSecond" is'],
  [{ host: 'web', path: 'x' }, '"path" begins'],
  [{ host: 'web', from: 'mars' }, '"from" is'],
  [{ host: 'web', lasts: '30d' }, '"lasts" is'],
  [{ host: 'web', more: 1 }, 'Unknown member "more"'],
])('refuses %o with its reason', async (wish, reason) => {
  const { status, body } = await control('POST', '', wish)
  expect(status).toBe(400)
  expect(body.message).toContain(reason)
})
