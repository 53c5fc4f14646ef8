import {
  DescribePoliciesCommand,
  ExecutePolicyCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
} from '@aws-sdk/client-auto-scaling'
import {
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch'
import {
  CreateKeyPairCommand,
  DescribeInstancesCommand,
  DescribeSpotPriceHistoryCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  EC2InstanceConnectClient,
  SendSSHPublicKeyCommand,
} from '@aws-sdk/client-ec2-instance-connect'
import { DescribeSessionsCommand, StartSessionCommand } from '@aws-sdk/client-ssm'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuestFetch } from './data-plane/metadata.ts'
import { furnishScaling, groupImage, type ScalingGroup } from './testing/scaling-group.ts'
import { makeSessionRole } from './testing/session-role.ts'

/** The list of what stays with people's own time while an account's clock is wound, and of what goes with that clock. */
const account = '123456789012'
const place = { account, region: 'ap-northeast-2' }
const dayMs = 86_400_000

let cloud: TestCloud
let world: ScalingGroup
let instanceId = ''
let fetchInGuest: ReturnType<ReturnType<typeof createGuestFetch>>
beforeAll(async () => {
  cloud = await startTestCloud()
  world = await furnishScaling(cloud, account)
  await makeSessionRole(cloud.iam(), 'app')
  const { Instances } = await cloud.ec2().send(
    new RunInstancesCommand({
      ...{ ImageId: groupImage, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 },
      IamInstanceProfile: { Name: 'app' },
    }),
  )
  instanceId = Instances?.[0]?.InstanceId ?? ''
  fetchInGuest = createGuestFetch(cloud.engine)({ ...place, instanceId })
  await cloud.advance('2m')
}, 60_000)
afterAll(() => cloud.close())

async function inGuest(command: string): Promise<string> {
  const guest = cloud.engine.transact(place, ({ host }) => host.findGuest({ ...place, instanceId }))
  const process = await guest?.execute({ user: 'root', argv: ['/bin/sh', '-c', command] })
  if (!process) throw new Error('not running')
  process.stdin.end()
  return Buffer.concat(await process.stdout.toArray()).toString()
}

async function metadata(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<{ status: number; text: string }> {
  const url = `http://169.254.169.254/latest/${path}`
  const answer = await fetchInGuest({ method, url, headers, body: new Uint8Array() })
  if (!('status' in answer)) throw new Error(answer.unreachable)
  return { status: answer.status, text: Buffer.from(answer.body).toString() }
}

const newToken = async (seconds: number) => ({
  'X-aws-ec2-metadata-token': (
    await metadata('api/token', { 'X-aws-ec2-metadata-token-ttl-seconds': String(seconds) }, 'PUT')
  ).text,
})

describe('wall time is kept by', () => {
  it('the HTTP date, and the signatures of requests', async () => {
    await cloud.advance('30d')
    const answer = await fetch(`${cloud.url}/`)
    const told = Date.parse(answer.headers.get('date') ?? '')
    expect(Math.abs(told - Date.now())).toBeLessThan(60_000)
    // Signed by this computer's clock, a month and more from the account's: an SDK that was told of a skew would say so.
    const sts = cloud.sts()
    await sts.send(new GetCallerIdentityCommand({}))
    expect(Math.abs(sts.config.systemClockOffset)).toBeLessThan(60_000)
    expect(Math.abs(cloud.now() - Date.now())).toBeGreaterThan(dayMs)
  })

  it('terminals: a session is not idle because a clock is wound', async () => {
    const { SessionId } = await cloud.ssm().send(new StartSessionCommand({ Target: instanceId }))
    await cloud.advance('2d')
    const { Sessions } = await cloud.ssm().send(new DescribeSessionsCommand({ State: 'Active' }))
    expect(Sessions?.map((each) => each.SessionId)).toContain(SessionId)
  })

  it('logins: a key that was pushed for a minute is good for that minute', async () => {
    const { KeyMaterial } = await cloud
      .ec2()
      .send(new CreateKeyPairCommand({ KeyName: 'clocks', KeyType: 'ed25519' }))
    expect(KeyMaterial).toContain('PRIVATE KEY')
    const connect = new EC2InstanceConnectClient(cloud.config())
    await connect.send(
      new SendSSHPublicKeyCommand({
        InstanceId: instanceId,
        InstanceOSUser: 'ec2-user',
        SSHPublicKey:
          'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEuJ9NpFhCwcjJcjsc5BYCQ7tyfo2xKfEoKyGFdOjZ8n me',
      }),
    )
    connect.destroy()
    await cloud.advance('1h')
    const { text } = await metadata('meta-data/managed-ssh-keys/active-keys/', await newToken(60))
    expect(text).toBe('ec2-user')
  })
})

describe('the account’s clock is followed by', () => {
  it('what a guest takes for the time, and when it was launched', async () => {
    await cloud.advance('1d')
    const told = Number(await inGuest('date +%s')) * 1000
    expect(Math.abs(told - cloud.now())).toBeLessThan(2000)
    const { Reservations } = await cloud
      .ec2()
      .send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }))
    const launched = Reservations?.[0]?.Instances?.[0]?.LaunchTime?.getTime() ?? 0
    expect(cloud.now() - launched).toBeGreaterThan(30 * dayMs)
  })

  it('tokens of the metadata service', async () => {
    const token = await newToken(3600)
    expect((await metadata('meta-data/', token)).status).toBe(200)
    await cloud.advance('59m')
    expect((await metadata('meta-data/', token)).status).toBe(200)
    await cloud.advance('2m')
    expect((await metadata('meta-data/', token)).status).toBe(401)
  })

  it('the credentials of an instance’s role, and of a role that was taken on', async () => {
    const path = 'meta-data/iam/security-credentials/app'
    const keys = async () => JSON.parse((await metadata(path, await newToken(60))).text)
    const before = await keys()
    expect(Date.parse(before.Expiration)).toBeGreaterThan(cloud.now())
    const { Credentials: taken } = await cloud.sts().send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${account}:role/app`,
        RoleSessionName: 'me',
        DurationSeconds: 900,
      }),
    )
    const as = (accessKeyId = '', secretAccessKey = '', sessionToken = '') =>
      cloud
        .sts({ credentials: { accessKeyId, secretAccessKey, sessionToken } })
        .send(new GetCallerIdentityCommand({}))
    const again = () => as(taken?.AccessKeyId, taken?.SecretAccessKey, taken?.SessionToken)
    expect((await again()).Arn).toContain('role/app/me')
    await cloud.advance('7h')
    await expect(again()).rejects.toMatchObject({ name: 'ExpiredToken' })
    await expect(
      as(before.AccessKeyId, before.SecretAccessKey, before.Token),
    ).rejects.toMatchObject({ name: 'ExpiredToken' })
    expect((await keys()).AccessKeyId).not.toBe(before.AccessKeyId)
  })

  it('prices', async () => {
    const newest = async () => {
      const { SpotPriceHistory = [] } = await cloud.ec2().send(
        new DescribeSpotPriceHistoryCommand({
          InstanceTypes: ['t3.micro'],
          ProductDescriptions: ['Linux/UNIX'],
        }),
      )
      return Math.max(...SpotPriceHistory.map(({ Timestamp }) => Timestamp?.getTime() ?? 0))
    }
    const before = await newest()
    expect(before).toBeLessThanOrEqual(cloud.now())
    await cloud.advance('30d')
    expect(await newest()).toBeGreaterThan(before)
    expect(await newest()).toBeLessThanOrEqual(cloud.now())
  })

  it('schedules and cool-downs of groups', async () => {
    const { scaling } = world
    const AutoScalingGroupName = 'web'
    await world.create({ DesiredCapacity: 0, MaxSize: 5, DefaultCooldown: 300 })
    await scaling.send(
      new PutScheduledUpdateGroupActionCommand({
        AutoScalingGroupName,
        ScheduledActionName: 'morning',
        Recurrence: '0 9 * * *',
        DesiredCapacity: 1,
      }),
    )
    const desired = async () => (await world.group()).DesiredCapacity
    expect(await desired()).toBe(0)
    await cloud.advance('1d')
    expect(await desired()).toBe(1)
    await cloud.advance('10m')
    const PolicyName = 'grow'
    await scaling.send(
      new PutScalingPolicyCommand({
        ...{ AutoScalingGroupName, PolicyName, AdjustmentType: 'ChangeInCapacity' },
        ScalingAdjustment: 1,
      }),
    )
    const { ScalingPolicies } = await scaling.send(new DescribePoliciesCommand({}))
    expect(ScalingPolicies).toHaveLength(1)
    const execute = () =>
      scaling.send(
        new ExecutePolicyCommand({ AutoScalingGroupName, PolicyName, HonorCooldown: true }),
      )
    await execute()
    expect(await desired()).toBe(2)
    await cloud.advance('2m')
    await expect(execute()).rejects.toMatchObject({ name: 'ScalingActivityInProgressFault' })
    await cloud.advance('5m')
    await execute()
    expect(await desired()).toBe(3)
  })

  it('alarms, and the metrics that they watch', async () => {
    const metric = { Namespace: 'Shop', MetricName: 'queue' }
    await world.cloudwatch.send(
      new PutMetricAlarmCommand({
        ...metric,
        AlarmName: 'queue',
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 10,
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        TreatMissingData: 'notBreaching',
      }),
    )
    const state = async () => {
      const { MetricAlarms } = await world.cloudwatch.send(new DescribeAlarmsCommand({}))
      return MetricAlarms?.find(({ AlarmName }) => AlarmName === 'queue')?.StateValue
    }
    await world.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'queue', Value: 20, Timestamp: new Date(cloud.now()) }],
      }),
    )
    await cloud.advance('2m')
    expect(await state()).toBe('ALARM')
    await cloud.advance('10m')
    expect(await state()).toBe('OK')
  })
})
