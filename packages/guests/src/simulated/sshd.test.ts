import { createHash, randomBytes } from 'node:crypto'
import ssh2 from 'ssh2'
import { afterEach, expect, test } from 'vitest'
import type { GuestSpec } from '../driver.ts'
import { makeEd25519Pair } from '../ed25519-pair.ts'
import { personKey, run, sftp, shell, sshTo } from './ssh-client.ts'
import { createTestWorld, type TestWorld } from './test-world.ts'

let world: TestWorld
afterEach(() => world.close())

async function booted(extra: Partial<GuestSpec> = {}, id = 'i-0ssh') {
  world = createTestWorld()
  const guest = await world.launch(world.spec(id, { sshKeys: [personKey.public], ...extra }))
  await world.pass(30_000)
  return guest
}

test('a command comes back with its output, its errors and its exit code', async () => {
  const guest = await booted()
  const client = await sshTo(guest)
  expect(await run(client, 'whoami; pwd; cat; echo oops >&2; exit 7', 'typed')).toEqual({
    code: 7,
    signal: undefined,
    stdout: 'ec2-user\n/home/ec2-user\ntyped',
    stderr: 'oops\n',
  })
  const { stdout } = await run(client, 'echo $SSH_CONNECTION; ps aux | grep sshd:')
  expect(stdout).toContain('203.0.113.10 50123 172.31.5.6 22')
  expect(stdout).toContain('sshd: ec2-user@notty')
  client.end()
})

test('a guest that sleeps is woken by a connection, and sleeps again after it', async () => {
  const guest = await booted()
  expect(guest.listens(22)).toBe(true)
  const client = await sshTo(guest)
  await run(client, 'true')
  client.end()
  await world.driver.settle('123456789012')
  expect(guest.listens(22)).toBe(true)
  const again = await sshTo(guest)
  expect((await run(again, 'echo back')).stdout).toBe('back\n')
})

test('a shell on a terminal: message of the day, size and its changes, who, last login, log', async () => {
  const guest = await booted()
  const client = await sshTo(guest)
  const first = await shell(client, 100)
  expect(await first.sees(/\$ /)).toContain('Amazon Linux 2023')
  first.type('stty size; echo $TERM $SSH_TTY; who\r')
  expect(await first.sees(/ec2-user pts\/0 .*\(203\.0\.113\.10\)/)).toMatch(
    /24 100\r\nvt100 \/dev\/pts\/0/,
  )
  first.resize(40, 132)
  first.type('stty size; logout\r')
  await first.sees(/40 132\r\n/)
  await first.closed
  await world.pass(60_000)
  const second = await shell(client)
  expect(await second.sees(/\$ /)).toContain(
    'Last login: Mon Jan  5 09:00:30 2026 from 203.0.113.10',
  )
  second.type('last -2; sudo journalctl -u sshd\r')
  expect(await second.sees(/session closed for user ec2-user/)).toMatch(
    /still logged in[\s\S]*09:00 - 09:00 {2}\(00:00\)[\s\S]*Accepted publickey for ec2-user from 203\.0\.113\.10 port 50123 ssh2: ED25519 SHA256:/,
  )
})

test('a connection that goes takes what ran on its terminal with it', async () => {
  const guest = await booted()
  const client = await sshTo(guest)
  const screen = await shell(client)
  await screen.sees(/\$ /)
  screen.type('nohup sleep 5000 > /dev/null & sleep 4000\r')
  const other = await sshTo(guest)
  const sleepers = async () => (await run(other, 'pgrep -a sleep; who')).stdout
  let both = ''
  while (!both.includes('sleep 5000') || !both.includes('sleep 4000')) both = await sleepers()
  client.destroy()
  await world.driver.settle('123456789012')
  const stdout = await sleepers()
  expect(stdout).toContain('sleep 5000')
  expect(stdout).not.toContain('sleep 4000')
  expect(stdout).not.toContain('pts/')
})

test('a signal sent to a command ends it, and is said to have', async () => {
  const guest = await booted()
  const client = await sshTo(guest)
  const outcome = await new Promise((resolve, reject) =>
    client.exec('echo on; sleep 1000', (error, channel) => {
      if (error) return reject(error)
      channel.once('data', () => channel.signal('TERM'))
      channel.on('exit', (code: number | null, name?: string) => resolve([code, name]))
    }),
  )
  expect(outcome).toEqual([null, 'SIGTERM'])
})

test.each([
  ['a wrong key', { privateKey: makeEd25519Pair(ssh2.utils).private }],
  ['an unknown user', { username: 'ubuntu' }],
  ['a password', { password: 'secret', privateKey: undefined }],
])('%s is refused', async (_, config) => {
  const guest = await booted()
  await expect(sshTo(guest, config)).rejects.toThrow('All configured authentication methods failed')
})

test('root is told whom to come as', async () => {
  const guest = await booted({ distribution: 'ubuntu-24.04' })
  const client = await sshTo(guest, { username: 'root' })
  const ended = run(client, 'id')
  await world.pass(11_000)
  expect(await ended).toMatchObject({
    code: 142,
    stdout: 'Please login as the user "ubuntu" rather than the user "root".\n\n',
  })
})

test('the configuration on the disk counts: port, users, passwords, forced commands', async () => {
  const guest = await booted()
  const client = await sshTo(guest)
  const script = [
    'sudo useradd ada && echo ada:Lovelace1815 | sudo chpasswd',
    'printf "Port 2022\\nPasswordAuthentication yes\\nAllowUsers ada ec2-user\\nMatch User ada\\n  ForceCommand echo only this\\n" | sudo tee /etc/ssh/sshd_config.d/01-course.conf',
    'sudo sshd -t && sudo systemctl restart sshd',
  ].join(' && ')
  expect((await run(client, script)).stderr).toBe('')
  // Who was in stays in.
  expect((await run(client, 'echo still')).stdout).toBe('still\n')
  await expect(sshTo(guest)).rejects.toThrow('refused')
  expect(guest.listens(2022)).toBe(true)
  const ada = await sshTo(guest, { username: 'ada', password: 'Lovelace1815' }, 2022)
  expect((await run(ada, 'id')).stdout).toBe('only this\n')
  await expect(sshTo(guest, { username: 'ada', password: 'wrong' }, 2022)).rejects.toThrow('failed')
  const broken =
    'echo Prot 22 | sudo tee /etc/ssh/sshd_config.d/02.conf; sudo systemctl restart sshd'
  expect(await run(client, broken)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Job for sshd.service failed'),
  })
  expect((await run(client, 'sudo journalctl -u sshd')).stdout).toContain(
    '/etc/ssh/sshd_config.d/02.conf: line 1: Bad configuration option: Prot',
  )
  expect(guest.listens(2022)).toBe(false)
})

test('StrictModes: a key file that others may write does not count', async () => {
  const guest = await booted()
  const client = await sshTo(guest)
  await run(client, 'chmod 666 ~/.ssh/authorized_keys')
  await expect(sshTo(guest)).rejects.toThrow('failed')
  expect((await run(client, 'sudo journalctl -u sshd')).stdout).toContain(
    'Authentication refused: bad ownership or modes for file /home/ec2-user/.ssh/authorized_keys',
  )
  await run(client, 'chmod 600 ~/.ssh/authorized_keys')
  await sshTo(guest)
})

test('the host key is the one that the console shows, lives through reboots, and is another for another instance', async () => {
  const guest = await booted()
  const seen: string[] = []
  const look = {
    hostVerifier: (key: Buffer) => {
      seen.push(createHash('sha256').update(key).digest('base64').replace(/=+$/, ''))
      return true
    },
  }
  await sshTo(guest, look)
  expect(Buffer.from(guest.consoleOutput()).toString()).toContain(`SHA256:${seen[0]}`)
  await guest.reboot()
  await world.pass(30_000)
  await sshTo(guest, look)
  const other = await world.launch(world.spec('i-0other', { sshKeys: [personKey.public] }))
  await world.pass(30_000)
  await sshTo(other, look)
  expect(seen[1]).toBe(seen[0])
  expect(seen[2]).not.toBe(seen[0])
})

test('sftp works on the files of the guest with the rights of the user', async () => {
  const guest = await booted()
  const client = await sshTo(guest)
  const files = await sftp(client)
  const bytes = randomBytes(3_000_000)
  const call = <T>(
    fn: (done: (error: unknown, value?: T) => void) => void,
  ): Promise<T | undefined> =>
    new Promise((resolve, reject) =>
      fn((error, value) =>
        error ? reject(error instanceof Error ? error : new Error('failed')) : resolve(value),
      ),
    )
  await call((done) => files.mkdir('site', done))
  await call((done) => files.writeFile('site/a.bin', bytes, done))
  await call((done) => files.rename('site/a.bin', 'site/b.bin', done))
  await call((done) => files.symlink('b.bin', 'site/link', done))
  await call((done) => files.chmod('site/b.bin', 0o640, done))
  expect(await call<Buffer>((done) => files.readFile('site/link', done))).toEqual(bytes)
  const list = await call<{ filename: string }[]>((done) =>
    files.readdir('/home/ec2-user/site', done),
  )
  expect(list?.map(({ filename }) => filename).sort()).toEqual(['b.bin', 'link'])
  expect((await run(client, 'stat -c "%a %s %U" site/b.bin; readlink site/link')).stdout).toBe(
    '640 3000000 ec2-user\nb.bin\n',
  )
  await expect(call((done) => files.readFile('/etc/shadow', done))).rejects.toThrow(
    'Permission denied',
  )
  await expect(call((done) => files.mkdir('/root/x', done))).rejects.toThrow('Permission denied')
  await expect(call((done) => files.readFile('nothing', done))).rejects.toThrow('No such file')
})

test('a port is forwarded through the guest, to itself and to its neighbours', async () => {
  const guest = await booted()
  const neighbour = await world.launch(
    world.spec('i-0inner', {
      sshKeys: [personKey.public],
      interfaces: [
        { macAddress: '02:00:00:00:00:02', privateIp: '172.31.5.7', subnetCidr: '172.31.0.0/20' },
      ],
    }),
  )
  await world.pass(30_000)
  expect(neighbour.listens(22)).toBe(true)
  const client = await sshTo(guest)
  const greeting = (address: string, port: number): Promise<string> =>
    new Promise((resolve, reject) =>
      client.forwardOut('127.0.0.1', 4000, address, port, (error, channel) => {
        if (error) return reject(error)
        channel.once('data', (bytes: Buffer) => resolve(bytes.toString()))
      }),
    )
  expect(await greeting('localhost', 22)).toContain('SSH-2.0-OpenSSH_8.7')
  expect(await greeting('172.31.5.7', 22)).toContain('SSH-2.0-OpenSSH_8.7')
  await expect(greeting('127.0.0.1', 81)).rejects.toThrow('Channel open failure')
})

test('a client that overruns its window is cut off, and one that does not read is waited for', async () => {
  const guest = await booted()
  const rude = await sshTo(guest)
  const cut = new Promise((resolve) => rude.on('close', () => resolve('cut off')))
  rude.exec('sleep 1000', (_error, channel) => {
    // The library keeps to the window that it was given; this one does not.
    const outgoing: unknown = Reflect.get(channel, 'outgoing')
    if (typeof outgoing === 'object' && outgoing) Object.assign(outgoing, { window: 2 ** 31 })
    for (let packets = 0; packets < 2_500; packets++) channel.write(Buffer.alloc(10_007))
  })
  expect(await cut).toBe('cut off')

  const slow = await sshTo(guest)
  const bytes = await new Promise<number>((resolve, reject) =>
    slow.exec('seq 1 3000000', (error, channel) => {
      if (error) return reject(error)
      let count = 0
      const read = (): unknown =>
        channel
          .on('data', (part: Buffer) => (count += part.length))
          .on('close', () => resolve(count))
      // Its window is full now, and the program waits.
      const look = (): unknown => (channel.readableLength > 2_000_000 ? read() : setImmediate(look))
      look()
    }),
  )
  expect(bytes).toBe(22_888_896)
})
