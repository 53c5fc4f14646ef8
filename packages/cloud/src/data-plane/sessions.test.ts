import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StopInstancesCommand } from '@aws-sdk/client-ec2'
import { DetachRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  DescribeInstanceInformationCommand,
  DescribeSessionsCommand,
  GetConnectionStatusCommand,
  ResumeSessionCommand,
  SSMClient,
  StartSessionCommand,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { echoDriver } from '../testing/echo-driver.ts'
import { launchInstance } from '../testing/launch-instance.ts'
import { makeSessionClient, type SessionClient } from '../testing/session-client.ts'
import { makeSessionRole, sessionPolicy } from '../testing/session-role.ts'

let id = ''

let cloud: TestCloud
const sockets: WebSocket[] = []
const clients: SessionClient[] = []
beforeEach(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterEach(async () => {
  const opened = clients.splice(0).flatMap((client) => client.sockets)
  for (const socket of [...opened, ...sockets.splice(0)]) socket.terminate()
  await cloud.close()
})

/** Launches `id`, with a role that lets its agent offer sessions. */
async function makeReachable(): Promise<void> {
  await makeSessionRole(cloud.iam(), 'web')
  id = await launchInstance(cloud.ec2(), 'web')
  await cloud.advance('1m')
}

/** A client whose sockets the tests can cut. */
function makeClient() {
  const ssm = cloud.ssm()
  const client = makeSessionClient(ssm, { Target: id })
  clients.push(client)
  return { ...client, ssm }
}

const newestSocket = () => clients.at(-1)?.sockets.at(-1)

const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 5 })

describe('StartSession', () => {
  const expectRefusal = async (target: string) => {
    await expect(
      cloud.ssm().send(new StartSessionCommand({ Target: target })),
    ).rejects.toMatchObject({
      name: 'TargetNotConnected',
      message: `${target} is not connected.`,
    })
    const status = await cloud.ssm().send(new GetConnectionStatusCommand({ Target: target }))
    expect(status).toMatchObject({ Target: target, Status: 'notconnected' })
  }

  it('refuses what does not exist, has no profile, still boots, or is stopped', async () => {
    await expectRefusal('i-00000000000000000')
    await expectRefusal('mi-0123456789abcdef0')
    await makeSessionRole(cloud.iam(), 'web')
    const bare = await launchInstance(cloud.ec2())
    const booting = await launchInstance(cloud.ec2(), 'web')
    await expectRefusal(booting)
    await cloud.advance('1m')
    await expectRefusal(bare)
    const started = await cloud.ssm().send(new StartSessionCommand({ Target: booting }))
    expect(started.SessionId).toBeDefined()
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [booting] }))
    await expectRefusal(booting)
  })

  it('asks the role anew each time: policy attached, detached, written by the customer, denied', async () => {
    await makeReachable()
    const status = async () =>
      (await cloud.ssm().send(new GetConnectionStatusCommand({ Target: id }))).Status
    expect(await status()).toBe('connected')
    await cloud
      .iam()
      .send(new DetachRolePolicyCommand({ RoleName: 'web', PolicyArn: sessionPolicy }))
    expect(await status()).toBe('notconnected')
    const write = (Effect: string, PolicyName: string) =>
      cloud.iam().send(
        new PutRolePolicyCommand({
          RoleName: 'web',
          PolicyName,
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: { Effect, Action: 'ssmmessages:*', Resource: '*' },
          }),
        }),
      )
    await write('Allow', 'sessions')
    expect(await status()).toBe('connected')
    await write('Deny', 'no-sessions')
    expect(await status()).toBe('notconnected')
  })

  it('needs a document for sessions, and parameters that it knows', async () => {
    await makeReachable()
    const start = (DocumentName: string, Parameters?: Record<string, string[]>) =>
      cloud.ssm().send(new StartSessionCommand({ Target: id, DocumentName, Parameters }))
    expect((await start('SSM-SessionManagerRunShell')).SessionId).toMatch(/^root-[0-9a-f]{17}$/)
    await expect(start('Nothing')).rejects.toMatchObject({
      name: 'InvalidDocument',
      message: 'Document with name Nothing does not exist.',
    })
    await expect(start('AWS-RunShellScript', { commands: ['ls'] })).rejects.toMatchObject({
      name: 'InvalidDocument',
    })
    await expect(start('SSM-SessionManagerRunShell', { any: ['x'] })).rejects.toMatchObject({
      name: 'InvalidParameters',
      message: 'Parameter "any" is not defined in document SSM-SessionManagerRunShell.',
    })
    await expect(
      start('AWS-StartPortForwardingSession', { portNumber: ['70000'] }),
    ).rejects.toMatchObject({ name: 'InvalidParameters' })
    await expect(start('AWS-StartPortForwardingSession', { port: ['80'] })).rejects.toMatchObject({
      name: 'InvalidParameters',
    })
  })
})

describe('a session', () => {
  it('is a terminal of ssm-user: typed into, resized, cut, resumed, terminated', async () => {
    await makeReachable()
    const { session, seen, ssm } = makeClient()
    let changes = 0
    cloud.onChange(({ type }) => (changes += type === 'ssm/session' ? 1 : 0))
    const { sessionId, streamUrl } = await session.open()
    // It was started, and then its client came: who follows the list hears of both.
    await until(() => expect(changes).toBe(2))
    expect(streamUrl).toBe(
      `${cloud.url.replace('http', 'ws')}/v1/data-channel/${sessionId}?role=publish_subscribe`,
    )
    await until(() => expect(seen.output).toBe('ssm-user 101x31\r\n'))
    const active = await ssm.send(new DescribeSessionsCommand({ State: 'Active' }))
    expect(active.Sessions).toMatchObject([
      {
        SessionId: sessionId,
        Target: id,
        Status: 'Connected',
        DocumentName: 'SSM-SessionManagerRunShell',
        Owner: 'arn:aws:iam::123456789012:root',
        StartDate: new Date(cloud.now()),
      },
    ])
    session.write(Buffer.from('echo hällo\r'))
    session.resize({ cols: 120, rows: 40 })
    await until(() => expect(seen.output).toContain('echo hällo\r120x40\r\n'))

    newestSocket()?.terminate()
    session.write(Buffer.from('typed while the network was down\r'))
    await until(() => expect(seen.states).toEqual(['connected', 'reconnecting', 'connected']))
    await until(() => expect(seen.output.endsWith('was down\r')).toBe(true))
    expect(changes).toBe(4)
    expect(seen.output.match(/ssm-user/g)).toHaveLength(1)

    await session.terminate()
    expect(seen.states.at(-1)).toBe('closed')
    const past = await ssm.send(new DescribeSessionsCommand({ State: 'History' }))
    expect(past.Sessions).toMatchObject([
      { SessionId: sessionId, Status: 'Terminated', EndDate: new Date(cloud.now()) },
    ])
    await expect(
      ssm.send(new ResumeSessionCommand({ SessionId: sessionId })),
    ).rejects.toMatchObject({ name: 'DoesNotExistException' })
    expect(await ssm.send(new TerminateSessionCommand({ SessionId: sessionId }))).toMatchObject({
      SessionId: sessionId,
    })
  })

  it('ends with its shell', async () => {
    await makeReachable()
    const { session, seen, ssm } = makeClient()
    await session.open()
    await until(() => expect(seen.states).toEqual(['connected']))
    session.write(Buffer.from('\x04'))
    await until(() => expect(seen.states.at(-1)).toBe('closed'))
    const { Sessions } = await ssm.send(new DescribeSessionsCommand({ State: 'Active' }))
    expect(Sessions).toEqual([])
  })

  it('carries 8 MB whole through cut sockets', async () => {
    await makeReachable()
    const { session, seen } = makeClient()
    await session.open()
    await until(() => expect(seen.states).toEqual(['connected']))
    const header = 'ssm-user 101x31\r\n'.length
    const total = 8 * 1024 * 1024
    session.write(Buffer.from(`flood ${total}\r`))
    for (const share of [0.2, 0.5, 0.8]) {
      await until(() => expect(seen.output.length).toBeGreaterThan(total * share))
      newestSocket()?.terminate()
    }
    await until(() => expect(seen.output.length).toBe(header + total))
    expect(seen.output.slice(header)).toBe('0123456789abcde\n'.repeat(total / 16))
    await session.terminate()
  })

  it('ends when its instance stops', async () => {
    await makeReachable()
    const { session, seen } = makeClient()
    await session.open()
    await until(() => expect(seen.states).toEqual(['connected']))
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await until(() => expect(seen.reasons.at(-1)).toBe('The instance is no longer running.'))
  })

  it('ends when its account is reset', async () => {
    await makeReachable()
    const { session, seen } = makeClient()
    await session.open()
    await until(() => expect(seen.states).toEqual(['connected']))
    cloud.reset()
    await until(() => expect(seen.states.at(-1)).toBe('closed'))
  })

  it('has a socket for nobody but the holder of its token', async () => {
    await makeReachable()
    const { session, seen } = makeClient()
    const { streamUrl } = await session.open()
    await until(() => expect(seen.states).toEqual(['connected']))
    const knock = async (url: string, origin?: string) => {
      const socket = new WebSocket(url, origin === undefined ? {} : { headers: { origin } })
      sockets.push(socket)
      return new Promise<number | string>((resolve) => {
        socket.on('open', () => socket.send('{"TokenValue":"guessed"}'))
        socket.on('close', (code) => resolve(code))
        socket.on('error', (error) => resolve(error.message))
      })
    }
    expect(await knock(streamUrl)).toBe(1008)
    expect(await knock(streamUrl.replace(/root-[0-9a-f]+/, 'root-nobody'))).toBe(1008)
    expect(await knock(streamUrl.replace(/root-[0-9a-f]+/, '%E0%A4%A'))).toBe(1008)
    expect(await knock(streamUrl.replace('/v1/data-channel/', '/elsewhere/'))).toMatch(/403/)
    expect(await knock(streamUrl, 'https://evil.example')).toMatch(/403/)
    expect(session.state).toBe('connected')
  })

  it('is reached by the name under which its client knows the cloud', async () => {
    await makeReachable()
    const url = cloud.url.replace('127.0.0.1', 'localhost')
    const ssm = new SSMClient({ ...cloud.config(), endpoint: url })
    const started = await ssm.send(new StartSessionCommand({ Target: id }))
    expect(started.StreamUrl?.startsWith(url.replace('http', 'ws'))).toBe(true)
    const { SessionId } = started
    const resumed = await ssm.send(new ResumeSessionCommand({ SessionId }))
    expect(resumed.StreamUrl).toBe(started.StreamUrl)
    expect(resumed.TokenValue).not.toBe(started.TokenValue)
    ssm.destroy()
  })

  it('is over when Brume was stopped meanwhile', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'brume-sessions-'))
    await cloud.close()
    cloud = await startTestCloud({ driver: echoDriver, dataDir })
    await makeReachable()
    const { SessionId } = await cloud.ssm().send(new StartSessionCommand({ Target: id }))
    await cloud.close()
    cloud = await startTestCloud({ driver: echoDriver, dataDir })
    const past = await cloud.ssm().send(new DescribeSessionsCommand({ State: 'History' }))
    expect(past.Sessions).toMatchObject([{ SessionId, Status: 'Terminated' }])
    expect(past.Sessions?.[0]?.EndDate).toBeInstanceOf(Date)
    const again = await cloud.ssm().send(new StartSessionCommand({ Target: id }))
    expect(again.SessionId).not.toBe(SessionId)
    rmSync(dataDir, { recursive: true })
  })

  it('belongs to its account', async () => {
    await makeReachable()
    const { session, ssm } = makeClient()
    const { sessionId } = await session.open()
    const other = cloud.ssm({ account: '210987654321' })
    await expect(
      other.send(new ResumeSessionCommand({ SessionId: sessionId })),
    ).rejects.toMatchObject({ name: 'DoesNotExistException' })
    await other.send(new TerminateSessionCommand({ SessionId: sessionId }))
    const { Sessions } = await ssm.send(new DescribeSessionsCommand({ State: 'Active' }))
    expect(Sessions?.map((each) => each.SessionId)).toEqual([sessionId])
    await session.terminate()
  })
})

describe('DescribeSessions', () => {
  it('filters and pages, newest first', async () => {
    await makeReachable()
    const ssm = cloud.ssm()
    const ids: string[] = []
    for (let index = 0; index < 3; index += 1) {
      const { SessionId = '' } = await ssm.send(
        new StartSessionCommand({ Target: id, Reason: `reason ${index}` }),
      )
      ids.unshift(SessionId)
      await cloud.advance('1m')
    }
    const list = async (key: 'Target' | 'SessionId' | 'InvokedAfter' | 'Status', value: string) =>
      (
        await ssm.send(new DescribeSessionsCommand({ State: 'Active', Filters: [{ key, value }] }))
      ).Sessions?.map((session) => session.SessionId)
    expect(await list('Target', id)).toEqual(ids)
    expect(await list('Target', 'i-other')).toEqual([])
    expect(await list('SessionId', ids[1] ?? '')).toEqual([ids[1]])
    expect(await list('Status', 'Connecting')).toEqual(ids)
    expect(await list('Status', 'Connected')).toEqual([])
    const after = new Date(cloud.now() - 90_000).toISOString()
    expect(await list('InvokedAfter', after)).toEqual([ids[0]])
    const first = await ssm.send(new DescribeSessionsCommand({ State: 'Active', MaxResults: 2 }))
    expect(first.Sessions?.map((session) => session.Reason)).toEqual(['reason 2', 'reason 1'])
    const second = await ssm.send(
      new DescribeSessionsCommand({ State: 'Active', MaxResults: 2, NextToken: first.NextToken }),
    )
    expect(second.Sessions?.map((session) => session.SessionId)).toEqual([ids[2]])
    expect(second.NextToken).toBeUndefined()
    await expect(
      ssm.send(new DescribeSessionsCommand({ State: 'Active', NextToken: 'made up' })),
    ).rejects.toMatchObject({ name: 'InvalidNextToken' })
    await cloud.advance('31d')
    expect((await ssm.send(new DescribeSessionsCommand({ State: 'History' }))).Sessions).toEqual([])
  })
})

describe('DescribeInstanceInformation', () => {
  it('lists instances whose agent may register, and says which answer', async () => {
    await makeReachable()
    await launchInstance(cloud.ec2())
    await cloud.advance('1m')
    const list = async (filter?: { Key: string; Values: string[] }) =>
      (
        await cloud
          .ssm()
          .send(new DescribeInstanceInformationCommand({ Filters: filter ? [filter] : [] }))
      ).InstanceInformationList
    expect(await list()).toMatchObject([
      {
        InstanceId: id,
        PingStatus: 'Online',
        AgentVersion: '3.3.2299.0',
        PlatformType: 'Linux',
        PlatformName: 'Amazon Linux',
        PlatformVersion: '2023',
        ResourceType: 'EC2Instance',
        ComputerName: expect.stringMatching(/^ip-172-31-.*\.ap-northeast-2\.compute\.internal$/),
        IPAddress: expect.stringMatching(/^172\.31\./),
      },
    ])
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('1m')
    expect(await list({ Key: 'InstanceIds', Values: [id] })).toMatchObject([
      { PingStatus: 'ConnectionLost' },
    ])
    expect(await list({ Key: 'PingStatus', Values: ['Online'] })).toEqual([])
    expect(await list({ Key: 'IamRole', Values: ['web'] })).toHaveLength(1)
    await expect(list({ Key: 'Colour', Values: ['red'] })).rejects.toMatchObject({
      name: 'InvalidFilterKey',
    })
  })
})
