import { request } from 'node:http'
import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import {
  GetVpnConnectionDeviceTypesCommand,
  DescribeRegionsCommand,
  RunInstancesCommand,
  DescribeInstancesCommand,
  GetConsoleOutputCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm'
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

interface Reply {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** A plain request with exactly these headers (fetch would not let Host through). */
function call(
  method: string,
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
  body = '',
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(`${cloud.url}${path}`, { method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const role = {
  RoleName: 'r',
  AssumeRolePolicyDocument: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  }),
}
const whoAmI = 'Action=GetCallerIdentity&Version=2011-06-15'

describe('the AWS port', () => {
  it('answers when ready', async () => {
    expect((await call('GET', '/healthz', {})).status).toBe(200)
  })

  it('takes any key as the default account, a 12-digit key as that account', async () => {
    const any = { accessKeyId: 'AKIAANYTHING', secretAccessKey: 'x' }
    const someone = await cloud.sts({ credentials: any }).send(new GetCallerIdentityCommand())
    expect(someone.Account).toBe('123456789012')
    const named = cloud.sts({ account: '210987654321' })
    const identity = await named.send(new GetCallerIdentityCommand())
    expect(identity.Account).toBe('210987654321')
    expect(identity.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect((await call('POST', '/', form, whoAmI)).body).toContain('123456789012')
  })

  it('keeps accounts apart and account-wide records together', async () => {
    const account = '333333333333'
    await cloud.iam({ account, region: 'us-east-1' }).send(new CreateRoleCommand(role))
    const elsewhere = cloud.iam({ account, region: 'eu-west-1' })
    expect((await elsewhere.send(new GetRoleCommand({ RoleName: 'r' }))).Role?.RoleName).toBe('r')
    await expect(cloud.iam().send(new GetRoleCommand({ RoleName: 'r' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })

  it('refuses Regions that do not exist, and keys of its own that are over or switched off', async () => {
    const account = '777777777777'
    await expect(
      cloud.ec2({ region: 'mars-north-1' }).send(new DescribeRegionsCommand({})),
    ).rejects.toMatchObject({ name: 'AuthFailure', message: /valid region/ })
    const session = await cloud.sts({ account }).send(new GetSessionTokenCommand({}))
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = session.Credentials ?? {}
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    }
    const identity = await cloud.sts({ credentials }).send(new GetCallerIdentityCommand())
    expect(identity.Account).toBe(account)
    await cloud.advance(account, '13h')
    await expect(
      cloud.sts({ credentials }).send(new GetCallerIdentityCommand()),
    ).rejects.toMatchObject({ name: 'ExpiredToken' })
    await expect(
      cloud.ec2({ credentials }).send(new DescribeRegionsCommand({})),
    ).rejects.toMatchObject({ name: 'RequestExpired' })
  })

  it('refuses what it does not support before reading it', async () => {
    await expect(cloud.ec2().send(new GetVpnConnectionDeviceTypesCommand())).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: 'The GetVpnConnectionDeviceTypes operation is not supported by the embedded cloud.',
      $metadata: { httpStatusCode: 501 },
    })
    const broken =
      'Action=GetVpnConnectionDeviceTypes&Version=2016-11-15&MaxResults=many&Nonsense=1'
    expect((await call('POST', '/', form, broken)).body).toContain('UnsupportedOperation')
    const unknown = await call('POST', '/', form, 'Action=Fly&Version=2016-11-15')
    expect(unknown.body).toContain('<Code>InvalidAction</Code>')
  })

  it('refuses what a web page could send', async () => {
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { host: 'evil.example' },
      { host: 'localhost.evil.example:4566' },
    ]) {
      expect((await call('POST', '/', { ...form, ...headers }, whoAmI)).status).toBe(403)
      expect((await call('POST', '/_brume/reset', { ...json, ...headers }, '{}')).status).toBe(403)
    }
    for (const host of ['localhost:1', `127.0.0.1:${cloud.port}`, '[::1]:80', 'LOCALHOST']) {
      expect((await call('POST', '/', { ...form, host }, whoAmI)).status).toBe(200)
    }
  })

  it('caps bodies', async () => {
    const reply = await call('POST', '/', form, `${whoAmI}&x=${'a'.repeat(11 * 1024 * 1024)}`)
    expect(reply.status).toBe(413)
  })
})

describe('control calls', () => {
  const post = (path: string, body: unknown) => call('POST', path, json, JSON.stringify(body))

  it('take JSON alone', async () => {
    expect((await call('POST', '/_brume/reset', form, 'account=1')).status).toBe(415)
    expect(
      (await call('POST', '/_brume/clock', { 'content-type': 'text/plain' }, '{}')).status,
    ).toBe(415)
  })

  it('read and set the clock of one account', async () => {
    const account = '444444444444'
    const before = JSON.parse((await call('GET', `/_brume/clock?account=${account}`, {})).body)
    expect(before).toMatchObject({ account, paused: true })
    const wound = JSON.parse((await post('/_brume/clock', { account, advance: '1.5h' })).body)
    expect(Date.parse(wound.now) - Date.parse(before.now)).toBe(5_400_000)
    const to = '2030-01-01T00:00:00.000Z'
    expect(JSON.parse((await post('/_brume/clock', { account, advanceTo: to })).body).now).toBe(to)
    const fast = JSON.parse((await post('/_brume/clock', { account, speed: 60 })).body)
    expect(fast).toMatchObject({ speed: 60, paused: false })
    const paused = JSON.parse((await post('/_brume/clock', { account, pause: true })).body)
    expect(paused).toMatchObject({ paused: true })
    const other = JSON.parse((await call('GET', '/_brume/clock', {})).body)
    expect(other.now).toBe(before.now)
  })

  it('tell how far a winding is, go on with others’ requests meanwhile, and stop it', async () => {
    const account = '888888888888'
    const { clock } = cloud.engine.world(account)
    // A program without end: every millisecond of the account has something to do.
    const tick = (): void => void clock.after(1, tick)
    tick()
    const asked = await post('/_brume/clock', { account, advance: '365d', wait: false })
    const begun = JSON.parse(asked.body)
    expect(Date.parse(begun.advancing.to) - Date.parse(begun.advancing.from)).toBe(365 * 86_400_000)
    const look = async () =>
      JSON.parse((await call('GET', `/_brume/clock?account=${account}`, {})).body)
    const first = await look()
    expect(first.advancing).toEqual({ ...begun.advancing, now: first.now })
    const second = await look()
    expect(Date.parse(second.now)).toBeGreaterThan(Date.parse(first.now))
    const stopped = JSON.parse((await post('/_brume/clock', { account, stop: true })).body)
    expect(stopped).toMatchObject({ advancing: null, paused: true })
    expect(stopped.now < begun.advancing.to).toBe(true)
    expect((await look()).now).toBe(stopped.now)
    await post('/_brume/reset', { account })
  })

  it('read and set "My IP" of one account', async () => {
    const account = '777777777777'
    const read = async (query = '') =>
      JSON.parse((await call('GET', `/_brume/network${query}`, {})).body)
    const mine = `?account=${account}`
    expect(await read(mine)).toEqual({ account, myAddress: '203.0.113.10' })
    const set = await post('/_brume/network', { account, myAddress: '203.0.113.99' })
    expect(JSON.parse(set.body)).toEqual({ account, myAddress: '203.0.113.99' })
    expect(await read(mine)).toMatchObject({ myAddress: '203.0.113.99' })
    expect(await read()).toMatchObject({ myAddress: '203.0.113.10' })
    for (const myAddress of ['10.0.0.1', '198.18.0.1', '192.0.2.1', '127.0.0.1', 'me', 7]) {
      expect((await post('/_brume/network', { account, myAddress })).status).toBe(400)
    }
    await post('/_brume/reset', { account })
    expect(await read(mine)).toMatchObject({ myAddress: '203.0.113.10' })
  })

  it('refuse what they do not understand', async () => {
    for (const body of [
      { advance: 'soon' },
      { speed: 0 },
      { speed: 3601 },
      { advanceTo: '2020-01-01T00:00:00Z' },
      { account: 'me' },
      { warp: 9 },
      { stop: 'now' },
      { stop: true, advance: '1s' },
      { advance: '1s', wait: 'no' },
      { advance: '1s', advanceTo: '2030-01-01T00:00:00Z' },
    ]) {
      expect((await post('/_brume/clock', body)).status, JSON.stringify(body)).toBe(400)
    }
    expect((await post('/_brume/other', {})).status).toBe(404)
  })

  it('reset one account and leave the others alone', async () => {
    const here = cloud.iam({ account: '555555555555' })
    const there = cloud.iam({ account: '666666666666' })
    await here.send(new CreateRoleCommand(role))
    await there.send(new CreateRoleCommand(role))
    expect((await post('/_brume/reset', { account: '555555555555' })).status).toBe(200)
    await expect(here.send(new GetRoleCommand({ RoleName: 'r' }))).rejects.toThrow()
    await there.send(new GetRoleCommand({ RoleName: 'r' }))
  })
})

describe('an instant cloud', () => {
  it('has each step of a life cycle over by the next call', async () => {
    const instant = await startTestCloud({ speed: 'instant' })
    try {
      const ec2 = instant.ec2()
      const made = await ec2.send(
        new RunInstancesCommand({
          ImageId:
            'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
          InstanceType: 't3.micro',
          MinCount: 1,
          MaxCount: 1,
        }),
      )
      expect(made.Instances?.[0]?.State?.Name).toBe('pending')
      const ids = { InstanceIds: [made.Instances?.[0]?.InstanceId ?? ''] }
      const state = async () =>
        (await ec2.send(new DescribeInstancesCommand(ids))).Reservations?.[0]?.Instances?.[0]?.State
      expect((await state())?.Name).toBe('running')
      const known = await instant.ssm().send(new DescribeInstanceInformationCommand({}))
      expect(known.InstanceInformationList, 'no profile, no managed node').toEqual([])
      const text = await ec2.send(new GetConsoleOutputCommand({ InstanceId: ids.InstanceIds[0] }))
      expect(Buffer.from(text.Output ?? '', 'base64').toString()).toMatch(/login: $/)
      await ec2.send(new TerminateInstancesCommand(ids))
      expect((await state())?.Name).toBe('terminated')
    } finally {
      await instant.close()
    }
  })
})
