import {
  CreateKeyPairCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateDocumentCommand,
  DescribeSessionsCommand,
  type SSMClient,
  UpdateDocumentCommand,
} from '@aws-sdk/client-ssm'
import { createManualClock } from '@brume/clock'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { Client } from 'ssh2'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchInstance } from '../testing/launch-instance.ts'
import { makeSessionClient, type SessionClient } from '../testing/session-client.ts'
import { makeSessionRole } from '../testing/session-role.ts'

let cloud: TestCloud
let ssm: SSMClient
let id = ''
let privateKey = ''

beforeAll(async () => {
  cloud = await startTestCloud()
  ssm = cloud.ssm()
  await makeSessionRole(cloud.iam(), 'web')
  const key = await cloud
    .ec2()
    .send(new CreateKeyPairCommand({ KeyName: 'me', KeyType: 'ed25519' }))
  privateKey = key.KeyMaterial ?? ''
  const { Instances = [] } = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      KeyName: 'me',
      IamInstanceProfile: { Name: 'web' },
    }),
  )
  id = Instances[0]?.InstanceId ?? ''
  await cloud.advance('1m')
})
afterAll(() => cloud.close())

const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 5 })

const clients: SessionClient[] = []
async function open(
  DocumentName: string | undefined,
  Parameters?: Record<string, string[]>,
  forPorts = false,
): Promise<SessionClient> {
  const client = makeSessionClient(ssm, { Target: id, DocumentName, Parameters }, { forPorts })
  clients.push(client)
  await client.session.open()
  return client
}
const isConnected = ({ seen }: SessionClient) =>
  until(() => expect(seen.states.at(-1)).toBe('connected'))
const isClosed = ({ seen }: SessionClient) => until(() => expect(seen.states.at(-1)).toBe('closed'))

describe('port forwarding', () => {
  it('reaches a port of the guest, five connections side by side', async () => {
    const client = await open('AWS-StartPortForwardingSession', { portNumber: ['22'] }, true)
    await isConnected(client)
    const texts = await Promise.all(
      [0, 1, 2, 3, 4].map(async () => {
        const stream = client.session.openConnection()
        const text = await new Promise<string>((resolve) =>
          stream.once('data', (bytes: Buffer) => resolve(bytes.toString())),
        )
        stream.destroy()
        return text
      }),
    )
    for (const text of texts) expect(text).toMatch(/^SSH-2\.0-/)
    await client.session.terminate()
  })

  it('says when nobody listens there', async () => {
    const client = await open('AWS-StartPortForwardingSession', { portNumber: ['81'] }, true)
    await isConnected(client)
    const stream = client.session.openConnection()
    stream.on('error', () => undefined)
    stream.resume()
    await until(() => expect(client.seen.failures).toBe(1))
    await until(() => expect(stream.destroyed || stream.readableEnded).toBe(true))
    await client.session.terminate()
  })
})

describe('port forwarding to another host', () => {
  const remote = (host: string, port: string) =>
    open('AWS-StartPortForwardingSessionToRemoteHost', { host: [host], portNumber: [port] }, true)
  const firstOf = async (client: SessionClient): Promise<string> => {
    await isConnected(client)
    const stream = client.session.openConnection()
    stream.on('error', () => undefined)
    return new Promise((resolve) => {
      stream.once('data', (bytes: Buffer) => resolve(bytes.toString()))
      stream.once('end', () => resolve('ended'))
    })
  }

  it('goes through the instance, as far as the network lets it', async () => {
    const { SecurityGroups = [] } = await cloud.ec2().send(
      new DescribeSecurityGroupsCommand({
        Filters: [{ Name: 'group-name', Values: ['default'] }],
      }),
    )
    const neighbour = await launchInstance(cloud.ec2(), 'web')
    await cloud.advance('1m')
    const { Reservations = [] } = await cloud
      .ec2()
      .send(new DescribeInstancesCommand({ InstanceIds: [neighbour] }))
    const instance = Reservations[0]?.Instances?.[0]
    const address = instance?.PrivateIpAddress ?? ''
    // The default group lets its own members in.
    const open22 = await remote(instance?.PrivateDnsName ?? '', '22')
    expect(await firstOf(open22)).toMatch(/^SSH-2\.0-/)
    await open22.session.terminate()
    const GroupId = SecurityGroups[0]?.GroupId ?? ''
    await cloud.ec2().send(
      new RevokeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }] }],
      }),
    )
    const closed = await remote(address, '22')
    expect(await firstOf(closed)).toBe('ended')
    await until(() => expect(closed.seen.failures).toBe(1))
    await closed.session.terminate()
    const nowhere = await remote('nowhere.invalid', '80')
    expect(await firstOf(nowhere)).toBe('ended')
    await nowhere.session.terminate()
  })
})

describe('the SSH mode', () => {
  it('carries an SSH client to the guest’s own server', async () => {
    const client = await open('AWS-StartSSHSession', undefined, true)
    await isConnected(client)
    const ssh = new Client()
    const output = await new Promise<string>((resolve, reject) => {
      ssh.once('error', reject)
      ssh.once('ready', () =>
        ssh.exec('whoami; hostname', (error, channel) => {
          if (error) return reject(error)
          let text = ''
          channel.on('data', (bytes: Buffer) => (text += bytes.toString()))
          channel.once('close', () => resolve(text))
        }),
      )
      ssh.connect({ sock: client.session.openConnection(), username: 'ec2-user', privateKey })
    })
    expect(output).toMatch(/^ec2-user\nip-172-31-/)
    ssh.end()
    await isClosed(client)
    expect(client.seen.reasons.at(-1)).toBe('')
  })

  it('tells why there is no connection', async () => {
    const client = await open('AWS-StartSSHSession', { portNumber: ['2200'] }, true)
    await isClosed(client)
    expect(client.seen.reasons.at(-1)).toBe(
      'Unable to connect to specified port: dial tcp 127.0.0.1:2200: connect: connection refused',
    )
  })
})

describe('commands', () => {
  it('with a terminal: typed into, over with the command', async () => {
    const client = await open('AWS-StartInteractiveCommand', {
      command: ['stty size; whoami; read line; echo "got $line"'],
    })
    await until(() => expect(client.seen.output).toContain('31 101\r\nssm-user\r\n'))
    client.session.write(Buffer.from('a word\r'))
    await isClosed(client)
    expect(client.seen.output).toContain('got a word\r\n')
  })

  it('without one: cut into words, no shell, streams together', async () => {
    const client = await open('AWS-StartNonInteractiveCommand', {
      command: ['sh -c "echo out; echo err >&2; tty" \'$HOME\''],
    })
    await isClosed(client)
    expect(client.seen.output).toBe('out\nerr\nnot a tty\n')
    const plain = await open('AWS-StartNonInteractiveCommand', { command: ['echo $HOME && id'] })
    await isClosed(plain)
    expect(plain.seen.output).toBe('$HOME && id\n')
  })

  it('with their streams apart, prefixed, and their exit code', async () => {
    const client = await open('AWS-StartNonInteractiveCommand', {
      command: ['sh -c "echo out; echo err >&2; exit 5"'],
      separateOutputStream: ['True'],
      stdoutSeparatorPrefix: ['OUT: '],
      stderrSeparatorPrefix: ['ERR: '],
    })
    await isClosed(client)
    expect(client.seen.errors).toBe('ERR: err\n')
    expect(client.seen.output).toBe('OUT: out\nEXIT_CODE: 5')
  })

  it('hear Ctrl-C as a signal', async () => {
    const client = await open('AWS-StartNonInteractiveCommand', {
      command: ['sh -c "echo ready; exec sleep 100000"'],
      separateOutputStream: ['true'],
    })
    await until(() => expect(client.seen.output).toBe('ready\n'))
    client.session.write(Buffer.from('ignored\x03'))
    await isClosed(client)
    expect(client.seen.output).toBe('ready\nEXIT_CODE: 130')
  })
})

describe('a document of one’s own', () => {
  it('gives out one command with a parameter, elevated', async () => {
    await ssm.send(
      new CreateDocumentCommand({
        Name: 'ShowFile',
        DocumentType: 'Session',
        Content: JSON.stringify({
          schemaVersion: '1.0',
          sessionType: 'InteractiveCommands',
          parameters: { path: { type: 'String', allowedPattern: '^[a-z/]+$' } },
          properties: { linux: { commands: 'id -un; cat {{ path }}', runAsElevated: true } },
        }),
      }),
    )
    const client = await open('ShowFile', { path: ['/etc/hostname'] })
    await isClosed(client)
    expect(client.seen.output).toMatch(/^root\r\nip-172-31-/)
    await expect(open('ShowFile', { path: ['/etc; rm -rf /'] })).rejects.toMatchObject({
      name: 'InvalidParameters',
    })
  })
})

describe('the preferences', () => {
  const preferences = (inputs: object) =>
    JSON.stringify({ schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs })

  it('say as whom a session runs, what it begins with, and how long it may last', async () => {
    await ssm.send(
      new CreateDocumentCommand({
        Name: 'SSM-SessionManagerRunShell',
        DocumentType: 'Session',
        Content: preferences({
          runAsEnabled: true,
          runAsDefaultUser: 'ec2-user',
          idleSessionTimeout: '20',
          maxSessionDuration: '90',
          s3BucketName: 'logs',
          shellProfile: { linux: 'cd /tmp; echo profiled' },
        }),
      }),
    )
    const client = await open(undefined)
    await until(() => expect(client.seen.output).toMatch(/[\r\n]profiled\r\n/))
    expect(client.seen.output).toMatch(/^The embedded cloud keeps no logs of sessions in S3/)
    client.session.write(Buffer.from('whoami; pwd\r'))
    await until(() => expect(client.seen.output).toMatch(/ec2-user\r\n\/tmp\r\n/))
    const { Sessions } = await ssm.send(new DescribeSessionsCommand({ State: 'Active' }))
    expect(Sessions?.[0]).toMatchObject({ MaxSessionDuration: '90' })
    await client.session.terminate()
    // The newest version counts, though the first stays the default one.
    const update = (inputs: object) =>
      ssm.send(
        new UpdateDocumentCommand({
          Name: 'SSM-SessionManagerRunShell',
          Content: preferences(inputs),
          DocumentVersion: '$LATEST',
        }),
      )
    await update({ runAsEnabled: true, runAsDefaultUser: 'nobody-here' })
    const stranger = await open(undefined)
    await isClosed(stranger)
    expect(stranger.seen.reasons.at(-1)).toBe(
      'Unable to start command: failed to start pty since RunAs user nobody-here does not exist',
    )
    await update({ runAsEnabled: true })
    const unset = await open(undefined)
    await isClosed(unset)
    expect(unset.seen.reasons.at(-1)).toBe(
      'Unable to start command: please set the RunAs default user',
    )
  })

  it('end idle sessions sooner', async () => {
    const wall = createManualClock(Date.UTC(2026, 0, 1))
    const other = await startTestCloud({ wall })
    const theirs = other.ssm()
    await makeSessionRole(other.iam(), 'web')
    const target = await launchInstance(other.ec2(), 'web')
    await other.advance('1m')
    await theirs.send(
      new CreateDocumentCommand({
        Name: 'SSM-SessionManagerRunShell',
        DocumentType: 'Session',
        Content: preferences({ idleSessionTimeout: '2' }),
      }),
    )
    const client = makeSessionClient(theirs, { Target: target })
    clients.push(client)
    await client.session.open()
    await isConnected(client)
    wall.advance(1000)
    await until(() => expect(client.seen.output).toContain('$ '))
    wall.advance(118_000)
    expect(client.seen.states.at(-1)).toBe('connected')
    wall.advance(2000)
    await isClosed(client)
    expect(client.seen.reasons.at(-1)).toBe('Your session timed out due to inactivity.')
    await other.close()
  })
})
