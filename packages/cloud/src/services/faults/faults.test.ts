import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  GetConsoleOutputCommand,
  RebootInstancesCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam'
import { DescribeParametersCommand } from '@aws-sdk/client-ssm'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const account = '123456789012'
const region = 'us-east-1'
const place = { account, region }
const linux = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ region })
})
afterAll(() => cloud.close())

async function launch(more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const { Instances } = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: linux,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  return Instances?.[0]?.InstanceId ?? ''
}

const vpcs = () => cloud.ec2().send(new DescribeVpcsCommand({}))

async function call(method: string, query = '', body?: object): Promise<[number, unknown]> {
  const reply = await fetch(`${cloud.url}/_brume/faults${query}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  return [reply.status, await reply.json()]
}

describe('faults of calls', () => {
  it('fail the next few calls of one operation, in the words of each protocol, and in one account and Region', async () => {
    const wish = { kind: 'fail-call', operation: 'Describe*', code: 'InternalFailure', times: 2 }
    const { end } = cloud.fault({ ...wish, service: 'ec2', message: 'Out of luck.' })
    await cloud.ec2({ account: '222222222222' }).send(new DescribeVpcsCommand({}))
    for (let time = 0; time < 2; time++) {
      await expect(vpcs()).rejects.toMatchObject({
        name: 'InternalFailure',
        message: 'Out of luck.',
        $metadata: { httpStatusCode: 500 },
      })
    }
    await vpcs()
    end()
    const everywhere = cloud.fault({ kind: 'fail-call', code: 'AccessDenied', region })
    await expect(cloud.ssm().send(new DescribeParametersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    })
    await expect(cloud.iam().send(new ListUsersCommand({}))).rejects.toThrow('AccessDenied')
    await cloud.ec2({ region: 'eu-west-1' }).send(new DescribeVpcsCommand({}))
    everywhere.end()
    await vpcs()
  })

  it('fail some calls by chance', async () => {
    const { end } = cloud.fault({
      kind: 'fail-call',
      service: 'sts',
      code: 'ServiceUnavailable',
      probability: 0.5,
    })
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, () =>
        cloud
          .sts()
          .send(new GetCallerIdentityCommand({}))
          .then(
            () => 200,
            (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode,
          ),
      ),
    )
    end()
    const failed = outcomes.filter((status) => status === 503).length
    expect(failed).toBeGreaterThan(8)
    expect(failed).toBeLessThan(32)
  })

  it('throttle in the words of each service', async () => {
    const { end } = cloud.fault({ kind: 'throttle', ratePerSecond: 0 })
    await expect(vpcs()).rejects.toMatchObject({ name: 'RequestLimitExceeded' })
    await expect(cloud.ssm().send(new DescribeParametersCommand({}))).rejects.toMatchObject({
      name: 'ThrottlingException',
    })
    await expect(cloud.iam().send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'Throttling',
    })
    end()
    const some = cloud.fault({ kind: 'throttle', service: 'ec2', ratePerSecond: 2 })
    const ends = await Promise.allSettled([vpcs(), vpcs(), vpcs(), vpcs(), vpcs(), vpcs()])
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(2)
    expect(ends.some(({ status }) => status === 'rejected')).toBe(true)
    some.end()
  })

  it('take longer by wall time', async () => {
    await vpcs()
    const { end } = cloud.fault({ kind: 'latency', service: 'ec2', minimumMs: 120, maximumMs: 140 })
    const beganAt = performance.now()
    await vpcs()
    expect(performance.now() - beganAt).toBeGreaterThanOrEqual(110)
    end()
  })
})

describe('the list', () => {
  it('names what is under way, survives a restart, runs out on the account’s clock, and is emptied', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'brume-faults-'))
    const first = await startTestCloud({ region, dataDir })
    first.fault({ kind: 'fail-call', service: 'ec2', code: 'InternalError', times: 5 })
    first.fault({ kind: 'zone-outage', region, zone: 'us-east-1a', duration: '1h' })
    first.fault({ kind: 'throttle', account: '222222222222', ratePerSecond: 1 })
    await expect(first.ec2().send(new DescribeVpcsCommand({}))).rejects.toThrow()
    await first.close()
    const again = await startTestCloud({ region, dataDir })
    try {
      const listed = again.listFaults(account)
      expect(listed).toMatchObject([
        { kind: 'fail-call', service: 'ec2', operation: '*', remaining: 4, probability: 1 },
        { kind: 'zone-outage', region, zone: 'us-east-1a' },
      ])
      const [, outage] = listed
      expect(outage && 'until' in outage && outage.until).toBe('2026-01-01T01:00:00.000Z')
      expect(again.listFaults('222222222222')).toMatchObject([{ kind: 'throttle' }])
      await again.advance('1h')
      expect(again.listFaults(account)).toMatchObject([{ kind: 'fail-call' }])
      expect(again.removeFaults(account, 'fault-0')).toMatchObject({ status: 404 })
      expect(again.removeFaults(account)).toMatchObject({ removed: [listed[0]?.id] })
      expect(again.listFaults(account)).toEqual([])
      again.reset('222222222222')
      expect(again.listFaults('222222222222')).toEqual([])
    } finally {
      await again.close()
      rmSync(dataDir, { recursive: true })
    }
  })

  it('is read, written and emptied by HTTP', async () => {
    const [made, body] = await call('POST', '', {
      kind: 'latency',
      ms: 1,
      service: 'servicequotas',
    })
    expect(made).toBe(200)
    expect(body).toMatchObject({
      account,
      fault: { kind: 'latency', service: 'service-quotas', operation: '*' },
    })
    const [, listed] = await call('GET')
    expect(listed).toMatchObject({ faults: [{ kind: 'latency', minimumMs: 1, maximumMs: 1 }] })
    expect(await call('GET', '?account=222222222222')).toEqual([
      200,
      { account: '222222222222', faults: [] },
    ])
    expect((await call('DELETE', '?id=nothing'))[0]).toBe(404)
    expect((await call('DELETE', '?account=222222222222'))[1]).toMatchObject({ removed: [] })
    const [, removed] = await call('DELETE')
    expect(removed).toMatchObject({ account, removed: [expect.stringMatching(/^fault-0/)] })
    expect((await call('PUT'))[0]).toBe(405)
  })

  it.each([
    [{}, 'kind'],
    [{ kind: 'flood' }, 'kind'],
    [{ kind: 'fail-call' }, 'code'],
    [{ kind: 'fail-call', code: 'no good' }, 'code'],
    [{ kind: 'fail-call', code: 'X', service: 's3' }, 's3'],
    [{ kind: 'fail-call', code: 'X', service: 'ec2', operation: 'RunInstance' }, 'RunInstance'],
    [{ kind: 'fail-call', code: 'X', times: 0 }, 'times'],
    [{ kind: 'fail-call', code: 'X', probability: 2 }, 'probability'],
    [{ kind: 'fail-call', code: 'X', region: 'moon-1' }, 'region'],
    [{ kind: 'fail-call', code: 'X', colour: 'red' }, 'colour'],
    [{ kind: 'throttle' }, 'ratePerSecond'],
    [{ kind: 'latency', minimumMs: 5, maximumMs: 1 }, 'maximumMs'],
    [{ kind: 'latency', ms: 5, duration: 'long' }, 'duration'],
    [{ kind: 'zone-outage', zone: 'us-east-1a' }, 'region'],
    [{ kind: 'zone-outage', region, zone: 'eu-west-1a' }, 'us-east-1a'],
    [{ kind: 'impair-instance', region }, 'instanceId'],
    [{ kind: 'impair-instance', region, instanceId: 'i-0' }, 'no such instance'],
    [{ kind: 'fill-disk', region, volumeId: 'vol-0' }, 'no such volume'],
    [{ kind: 'expire-role', region }, 'roleName'],
    [{ kind: 'kill-guest', region, instanceId: 'i-0', duration: '1m' }, 'duration'],
  ])('refuses %j and says what is wrong', async (wish, word) => {
    const [status, body] = await call('POST', '', wish)
    expect([400, 404]).toContain(status)
    expect(JSON.stringify(body)).toContain(word)
  })
})

describe('faults of machines', () => {
  let id = ''
  let publicIp = ''
  const zone = 'us-east-1b'
  const status = async (): Promise<unknown> => {
    const { InstanceStatuses } = await cloud
      .ec2()
      .send(new DescribeInstanceStatusCommand({ InstanceIds: [id] }))
    return [
      InstanceStatuses?.[0]?.InstanceStatus?.Status,
      InstanceStatuses?.[0]?.SystemStatus?.Status,
    ]
  }
  const run = async (line: string): Promise<string> => {
    const guest = cloud.engine.transact(place, (ctx) =>
      ctx.host.findGuest({ ...place, instanceId: id }),
    )
    const started = await guest?.execute({
      user: 'root',
      argv: ['/bin/sh', '-c', `exec 2>&1; ${line}`],
    })
    let output = ''
    started?.stdout.on('data', (bytes) => (output += String(bytes)))
    await started?.exit
    return output
  }
  const verdict = (): string =>
    cloud.fabric.decide(cloud.fabric.myComputer(account), publicIp, 'tcp', 22).blockedAt?.reason ??
    'open'

  beforeAll(async () => {
    const { SecurityGroups } = await cloud.ec2().send(new DescribeSecurityGroupsCommand({}))
    await cloud.ec2().send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: SecurityGroups?.[0]?.GroupId,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ],
      }),
    )
    await cloud.iam().send(
      new CreateRoleCommand({
        RoleName: 'app',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: '*', Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        }),
      }),
    )
    await cloud.iam().send(new CreateInstanceProfileCommand({ InstanceProfileName: 'app' }))
    await cloud
      .iam()
      .send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'app', RoleName: 'app' }))
    id = await launch({
      Placement: { AvailabilityZone: zone },
      IamInstanceProfile: { Name: 'app' },
    })
    await cloud.advance('5m')
    const found = await cloud.ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    publicIp = found.Reservations?.[0]?.Instances?.[0]?.PublicIpAddress ?? ''
  })

  it('an outage takes a zone’s launches, starts, network and status checks, and gives them back', async () => {
    expect(verdict()).toBe('open')
    const { end } = cloud.fault({ kind: 'zone-outage', region, zone })
    await expect(launch({ Placement: { AvailabilityZone: zone } })).rejects.toMatchObject({
      name: 'InsufficientInstanceCapacity',
      message: expect.stringMatching(
        /sufficient t3.micro capacity .* \(us-east-1b\).* choosing us-east-1a,/,
      ),
    })
    const { Subnets } = await cloud
      .ec2()
      .send(
        new DescribeSubnetsCommand({ Filters: [{ Name: 'availability-zone', Values: [zone] }] }),
      )
    await expect(launch({ SubnetId: Subnets?.[0]?.SubnetId })).rejects.toMatchObject({
      name: 'InsufficientInstanceCapacity',
    })
    // Whoever names no zone gets another one.
    for (let time = 0; time < 12; time++) await launch()
    expect(await status()).toEqual(['impaired', 'impaired'])
    expect(verdict()).toBe('zone-unavailable')
    const { AvailabilityZones } = await cloud
      .ec2()
      .send(new DescribeAvailabilityZonesCommand({ ZoneNames: [zone] }))
    expect(AvailabilityZones?.[0]?.State).toBe('unavailable')
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('5m')
    const start = () => cloud.ec2().send(new StartInstancesCommand({ InstanceIds: [id] }))
    await expect(start()).rejects.toMatchObject({ name: 'InsufficientInstanceCapacity' })
    end()
    await start()
    await cloud.advance('5m')
    expect(await status()).toEqual(['ok', 'ok'])
    const found = await cloud.ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    publicIp = found.Reservations?.[0]?.Instances?.[0]?.PublicIpAddress ?? ''
    expect(verdict()).toBe('open')
  })

  it('a failing instance check is mended by a reboot, a system’s by a stop, either by removal', async () => {
    const wish = { kind: 'impair-instance', region, instanceId: id }
    cloud.fault(wish)
    expect(await status()).toEqual(['impaired', 'ok'])
    expect(verdict()).toBe('instance-impaired')
    expect(() => cloud.fault(wish)).toThrow('already')
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('2m')
    expect(await status()).toEqual(['ok', 'ok'])
    expect(cloud.listFaults(account)).toEqual([])
    const { end } = cloud.fault({ ...wish, check: 'system' })
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('2m')
    expect(await status()).toEqual(['ok', 'impaired'])
    expect(verdict()).toBe('system-impaired')
    end()
    expect(await status()).toEqual(['ok', 'ok'])
    cloud.fault({ ...wish, duration: '5m' })
    await cloud.advance('5m')
    expect(await status()).toEqual(['ok', 'ok'])
    expect(verdict()).toBe('open')
  })

  it('a full disk takes nothing more until it is given back', async () => {
    const { end } = cloud.fault({ kind: 'fill-disk', region, instanceId: id })
    expect(await run('df --output=pcent,avail / | tail -1')).toMatch(/100% +0/)
    expect(await run('echo lost > /root/note')).toBe(
      'sh: line 1: echo: write error: No space left on device\n',
    )
    end()
    expect(await run('echo kept > /root/note; cat /root/note')).toBe('kept\n')
    expect(await run('df --output=pcent / | tail -1')).not.toContain('100%')
  })

  it('the keys of an instance’s role, or of a session, are over at once, and new ones are to be had', async () => {
    const keys = (): Promise<string> =>
      run(
        `T=$(curl -sX PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60'); curl -s -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/iam/security-credentials/app`,
      )
    const before = JSON.parse(await keys())
    const as = (given: Record<string, string>) =>
      cloud
        .sts({
          credentials: {
            accessKeyId: given['AccessKeyId'] ?? '',
            secretAccessKey: given['SecretAccessKey'] ?? '',
            sessionToken: given['Token'] ?? '',
          },
        })
        .send(new GetCallerIdentityCommand({}))
    await as(before)
    expect(cloud.fault({ kind: 'expire-role', region, instanceId: id }).made).toMatchObject({
      expired: 1,
    })
    await expect(as(before)).rejects.toMatchObject({ name: 'ExpiredToken' })
    const after = JSON.parse(await keys())
    expect(after.AccessKeyId).not.toBe(before.AccessKeyId)
    await as(after)
    const session = await cloud.sts().send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${account}:role/app`,
        RoleSessionName: 'me',
      }),
    )
    expect(session.Credentials?.AccessKeyId).toMatch(/^ASIA/)
    expect(cloud.fault({ kind: 'expire-role', region, roleName: 'app' }).made).toMatchObject({
      expired: 2,
    })
    await expect(as(after)).rejects.toMatchObject({ name: 'ExpiredToken' })
    expect(cloud.listFaults(account)).toEqual([])
  })

  it('a crash ends all that ran, says so on the console, and is over with a boot', async () => {
    cloud.fault({ kind: 'kill-guest', region, instanceId: id })
    await cloud.advance('1s')
    expect(await status()).toEqual(['impaired', 'ok'])
    await expect(run('true')).rejects.toThrow(/panicked/)
    const { Output = '' } = await cloud
      .ec2()
      .send(new GetConsoleOutputCommand({ InstanceId: id, Latest: true }))
    expect(Buffer.from(Output, 'base64').toString()).toMatch(/Kernel panic - not syncing/)
    expect(cloud.listFaults(account)).toMatchObject([{ kind: 'kill-guest', instanceId: id }])
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('2m')
    expect(await status()).toEqual(['ok', 'ok'])
    expect(await run('cat /root/note')).toBe('kept\n')
    expect(cloud.listFaults(account)).toEqual([])
  })

  it('broken hardware terminates an instance', async () => {
    cloud.fault({ kind: 'kill-guest', region, instanceId: id, how: 'hardware' })
    await cloud.advance('2m')
    const found = await cloud.ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    expect(found.Reservations?.[0]?.Instances?.[0]).toMatchObject({
      State: { Name: 'terminated' },
      StateReason: { Code: 'Server.InternalError' },
      StateTransitionReason: expect.stringMatching(/^Service initiated/),
    })
    expect(cloud.listFaults(account)).toEqual([])
  })

  it('an interruption that is taken back leaves the Spot Instance', async () => {
    id = await launch({ InstanceMarketOptions: { MarketType: 'spot' } })
    await cloud.advance('2m')
    const { end, made } = cloud.fault({
      kind: 'interrupt-spot',
      region,
      instanceId: id,
      before: '5m',
    })
    expect(made).toMatchObject({ kind: 'interrupt-spot', action: 'terminate' })
    expect(cloud.listFaults(account)).toEqual([made])
    end()
    expect(cloud.listFaults(account)).toEqual([])
    await cloud.advance('1h')
    expect(await status()).toEqual(['ok', 'ok'])
  })
})
