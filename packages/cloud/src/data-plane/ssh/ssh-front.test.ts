import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateKeyPairCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  EnableSerialConsoleAccessCommand,
  RebootInstancesCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  EC2InstanceConnectClient,
  SendSerialConsoleSSHPublicKeyCommand,
} from '@aws-sdk/client-ec2-instance-connect'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultAccount } from '../../engine/default-account.ts'

/** The judge: OpenSSH as it comes with the machine. */
const hasOpenSsh = spawnSync('ssh', ['-V']).status === 0
const region = 'ap-northeast-2'

let cloud: TestCloud
let folder = ''
let key = ''
let groupId = ''
let instanceId = ''

beforeAll(async () => {
  cloud = await startTestCloud({ sshPort: 0, speed: 'instant' })
  folder = mkdtempSync(join(tmpdir(), 'brume-ssh-'))
  const { KeyMaterial = '' } = await cloud
    .ec2()
    .send(new CreateKeyPairCommand({ KeyName: 'course' }))
  key = join(folder, 'course.pem')
  writeFileSync(key, KeyMaterial, { mode: 0o400 })
  instanceId = await launch('al2023-ami-2023*-x86_64')
  await openPort(true)
})
afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

async function launch(imageName: string): Promise<string> {
  const ec2 = cloud.ec2()
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({ Filters: [{ Name: 'name', Values: [imageName] }] }),
  )
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images[0]?.ImageId,
      InstanceType: 't3.micro',
      KeyName: 'course',
      MinCount: 1,
      MaxCount: 1,
    }),
  )
  const id = Instances[0]?.InstanceId ?? ''
  await cloud.advance('5m')
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  groupId = Reservations[0]?.Instances?.[0]?.SecurityGroups?.[0]?.GroupId ?? ''
  return id
}

async function openPort(open: boolean): Promise<void> {
  const rule = {
    GroupId: groupId,
    IpProtocol: 'tcp',
    FromPort: 22,
    ToPort: 22,
    CidrIp: '203.0.113.10/32',
  }
  if (open) await cloud.ec2().send(new AuthorizeSecurityGroupIngressCommand(rule))
  else await cloud.ec2().send(new RevokeSecurityGroupIngressCommand(rule))
}

function endpoint(id = instanceId) {
  const found = cloud.ssh?.endpointOf({ account: defaultAccount, region, instanceId: id })
  if (!found) throw new Error(`no way to ${id}`)
  return found
}

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function runs(program: string, args: readonly string[], stdin = ''): Promise<Ran> {
  const child = spawn(program, args, { cwd: folder })
  let [out, err] = ['', '']
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()))
  child.stdin.end(stdin)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

/** Options that every call takes; the port by its own letter. */
function options(portLetter: 'p' | 'P', alias = instanceId, identity = key): string[] {
  return [
    ...['-F', 'none', '-i', identity, `-${portLetter}`, String(cloud.ssh?.port)],
    ...[
      'IdentitiesOnly=yes',
      'StrictHostKeyChecking=accept-new',
      'BatchMode=yes',
      `HostKeyAlias=${alias}`,
    ]
      .concat(`UserKnownHostsFile=${join(folder, 'known_hosts')}`, 'LogLevel=ERROR')
      .flatMap((each) => ['-o', each]),
  ]
}

const ssh = (user: string, command: string, stdin?: string): Promise<Ran> =>
  runs('ssh', [...options('p'), `${user}@${endpoint().host}`, command], stdin)

describe.runIf(hasOpenSsh)('OpenSSH at the instance’s own address', () => {
  test('each instance has an address of its own', () => {
    expect(endpoint()).toMatchObject({ own: true, port: cloud.ssh?.port })
    expect(endpoint().host).toMatch(/^127\.\d+\.\d+\.\d+$/)
    expect(endpoint().host).not.toBe('127.0.0.1')
  })

  test('runs a command with its input, output, errors and exit code', async () => {
    expect(
      await ssh('ec2-user', 'whoami; echo $SSH_CLIENT; cat; echo bad >&2; exit 3', 'in'),
    ).toEqual({
      code: 3,
      out: expect.stringMatching(/^ec2-user\n203\.0\.113\.10 \d+ 22\nin$/),
      err: 'bad\n',
    })
  })

  test('gives a terminal', async () => {
    const args = ['-tt', ...options('p'), `ec2-user@${endpoint().host}`]
    const { code, out } = await runs('ssh', args, 'tty; exit 5\r')
    expect(out).toContain('/dev/pts/0')
    expect(code).toBe(5)
  })

  test('scp copies up and down, by the new protocol and the old; sftp lists', async () => {
    const big = join(folder, 'big')
    writeFileSync(big, Buffer.alloc(2_000_000, 'brume '))
    for (const old of [[], ['-O']]) {
      const remote = `ec2-user@${endpoint().host}:up.bin`
      expect(await runs('scp', [...old, ...options('P'), big, remote])).toMatchObject({
        code: 0,
        err: '',
      })
      expect(await runs('scp', [...old, ...options('P'), remote, 'down.bin'])).toMatchObject({
        code: 0,
        err: '',
      })
      expect(readFileSync(join(folder, 'down.bin')).equals(readFileSync(big))).toBe(true)
    }
    const { out } = await runs(
      'sftp',
      [...options('P'), '-b', '-', `ec2-user@${endpoint().host}`],
      'mkdir d\nls -l\n',
    )
    expect(out).toMatch(/-rw-r--r-- .* ec2-user .* 2000000 .* up\.bin/)
  })

  test('listens back: what connects to a port of the instance comes to this computer', async () => {
    const args = [...options('p'), '-R', `8099:127.0.0.1:${cloud.ssh?.port}`]
    const command = 'ssh-keyscan -p 8099 localhost'
    const { out } = await runs('ssh', [...args, `ec2-user@${endpoint().host}`, command])
    // Not the instance's own key: this computer's front answers.
    expect(out).toMatch(/^\[localhost\]:8099 ssh-ed25519 AAAA/)
    expect((await ssh('ec2-user', 'cat /etc/ssh/ssh_host_ed25519_key.pub')).out).not.toContain(
      out.split(' ')[2]?.trim(),
    )
  })

  test.runIf(process.getuid?.() === 0)('answers at port 22 too, where it may', async () => {
    const banner = await new Promise((resolve, reject) => {
      const socket = connect(22, endpoint().host)
      socket.on('error', reject)
      socket.once('data', (bytes) => {
        resolve(bytes.toString())
        socket.destroy()
      })
    })
    expect(banner).toContain('SSH-2.0-OpenSSH_8.7')
  })

  test('forwards a port', async () => {
    const listener = 20_000 + (process.pid % 20_000)
    const args = [...options('p'), '-N', '-L', `${listener}:127.0.0.1:22`, '-v']
    const child = spawn('ssh', [...args, '-o', 'LogLevel=DEBUG', `ec2-user@${endpoint().host}`])
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (bytes: Buffer) => {
        if (bytes.toString().includes('Entering interactive session')) resolve()
      })
    })
    const banner = await new Promise<string>((resolve, reject) => {
      const socket = connect(listener, '127.0.0.1')
      socket.on('error', reject)
      socket.once('data', (bytes) => {
        resolve(bytes.toString())
        socket.destroy()
      })
    })
    child.kill()
    expect(banner).toContain('SSH-2.0-OpenSSH_8.7')
  })

  test('a wrong key and a wrong user are refused as in life', async () => {
    const other = join(folder, 'other')
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', other])
    const wrongKey = await runs('ssh', [
      ...options('p', instanceId, other),
      `ec2-user@${endpoint().host}`,
      'true',
    ])
    expect(wrongKey).toMatchObject({
      code: 255,
      err: expect.stringContaining('Permission denied (publickey,gssapi-keyex,gssapi-with-mic).'),
    })
    expect(await ssh('ubuntu', 'true')).toMatchObject({
      code: 255,
      err: expect.stringContaining('Permission denied'),
    })
  })

  test('the host key lives through a reboot, and is another for another instance', async () => {
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [instanceId] }))
    await cloud.advance('2m')
    // Strict against what the first connections have written down.
    expect(await ssh('ec2-user', 'uptime -p')).toMatchObject({ code: 0, err: '' })
    const second = await launch('al2023-ami-2023*-x86_64')
    expect(endpoint(second).host).not.toBe(endpoint().host)
    const args = [...options('p'), `ec2-user@${endpoint(second).host}`, 'true']
    expect(await runs('ssh', args)).toMatchObject({
      code: 255,
      err: expect.stringContaining('REMOTE HOST IDENTIFICATION HAS CHANGED'),
    })
  })

  test('by the name with the instance’s id', async () => {
    const by = (user: string, command: string, identity = key, more: string[] = []) =>
      runs('ssh', [
        ...more,
        ...options('p', 'front', identity),
        `${user}+${instanceId}@127.0.0.1`,
        command,
      ])
    expect(await by('ec2-user', 'whoami; echo bad >&2; exit 4')).toEqual({
      code: 4,
      out: 'ec2-user\n',
      err: 'bad\n',
    })
    expect(await by('ec2-user', 'tty', key, ['-tt'])).toMatchObject({
      code: 0,
      out: '/dev/pts/0\r\n',
    })
    expect(await by('ubuntu', 'true')).toMatchObject({
      code: 255,
      err: expect.stringContaining('Permission denied (publickey)'),
    })
    expect(await by('ec2-user', 'true', join(folder, 'other'))).toMatchObject({ code: 255 })
    const big = join(folder, 'big')
    const remote = `ec2-user+${instanceId}@127.0.0.1:named.bin`
    expect(await runs('scp', [...options('P', 'front'), big, remote])).toMatchObject({ code: 0 })
    expect(await ssh('ec2-user', 'stat -c %s named.bin')).toMatchObject({ out: '2000000\n' })
  })

  test('the serial port, with a key that was pushed for it', async () => {
    const own = join(folder, 'serial')
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', own])
    const args = ['-tt', ...options('p', 'front', own), `${instanceId}.port0@127.0.0.1`]
    expect(await runs('ssh', args)).toMatchObject({ code: 255 })
    await cloud.ec2().send(new EnableSerialConsoleAccessCommand({}))
    const connectClient = new EC2InstanceConnectClient(cloud.config())
    const SSHPublicKey = readFileSync(`${own}.pub`, 'utf8')
    await connectClient.send(
      new SendSerialConsoleSSHPublicKeyCommand({ InstanceId: instanceId, SSHPublicKey }),
    )
    connectClient.destroy()
    const child = spawn('ssh', args)
    const text = await new Promise<string>((resolve) => {
      let seen = ''
      child.stdout.on('data', (bytes: Buffer) => {
        seen += bytes.toString()
        if (seen.includes('Password: ')) resolve(seen)
      })
      child.stdin.write('\rec2-user\r')
    })
    child.kill()
    expect(text).toMatch(/Amazon Linux 2023[^]* login: [^]*Password: /)
  })

  test('a closed port is silence, and one where nobody listens a reset', async () => {
    await ssh('ec2-user', 'sudo systemctl stop sshd')
    const args = ['-o', 'LogLevel=INFO', ...options('p'), `ec2-user@${endpoint().host}`, 'true']
    expect(await runs('ssh', args)).toMatchObject({
      code: 255,
      err: expect.stringMatching(/Connection reset|Connection closed/),
    })
    await openPort(false)
    const late = await runs('ssh', [
      ...options('p'),
      '-o',
      'ConnectTimeout=2',
      `ec2-user@${endpoint().host}`,
      'true',
    ])
    expect(late).toMatchObject({ code: 255, err: expect.stringContaining('timed out') })
    await openPort(true)
  })

  test('an address goes with its instance', async () => {
    const { host, port } = endpoint()
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [instanceId] }))
    await cloud.advance('2m')
    expect(cloud.ssh?.endpointOf({ account: defaultAccount, region, instanceId })).toBeUndefined()
    const refused = new Promise((resolve) => connect(port, host).on('error', resolve))
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' })
  })
})
