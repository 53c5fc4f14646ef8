import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import type { Guest, GuestProcess } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const account = '123456789012'

async function two(): Promise<{ world: TestWorld; one: Guest; other: Guest }> {
  const world = createTestWorld()
  worlds.push(world)
  const nic = (privateIp: string) => ({
    interfaces: [{ macAddress: '02:00:00:00:00:01', privateIp, subnetCidr: '172.31.0.0/20' }],
  })
  const one = await world.launch(world.spec('i-1', nic('172.31.5.6')))
  const other = await world.launch(world.spec('i-2', nic('172.31.5.7')))
  await world.pass(60_000)
  return { world, one, other }
}

async function seated(guest: Guest): Promise<Person> {
  const person = await Person.at(guest)
  await person.sees(/\$ $/)
  return person
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

const from = { localAddress: '172.31.5.6', remoteAddress: '172.31.5.7', remotePort: 40_000 }

function opened(connection: Awaited<ReturnType<Guest['connect']>>): Duplex {
  if ('unreachable' in connection) throw new Error(connection.unreachable)
  return connection
}

async function run(
  guest: Guest,
  script: string,
  stdin = '',
): Promise<{ code: number; signal?: string; out: string; err: string }> {
  const process: GuestProcess = await guest.execute({
    user: 'ec2-user',
    argv: ['bash', '-c', script],
  })
  process.stdin.end(stdin)
  const [out, err, end] = await Promise.all([
    textOf(process.stdout),
    textOf(process.stderr),
    process.exit,
  ])
  return { ...end, out, err }
}

describe('the network of a guest', () => {
  it('carries bytes between two guests, half-closes, and settles only when they have arrived', async () => {
    const { world, one, other } = await two()
    const listener = await seated(one)
    const dialer = await seated(other)
    await listener.runs('sudo dnf install -y nmap-ncat >/dev/null & sleep 0')
    await world.pass(10_000)
    listener.type('nc -l 9000 > got; wc -c < got; md5sum < got\r')
    dialer.type('sudo dnf install -y nmap-ncat >/dev/null\r')
    await world.pass(10_000)
    expect(one.listens(9000)).toBe(true)
    dialer.type('seq 200000 | nc 172.31.5.6 9000; echo done $?\r')
    await world.driver.settle(account)
    expect(dialer.screen).toMatch(/done 0\r\n/)
    expect(listener.screen).toMatch(/\r\n1288895\r\n/)
    expect(one.listens(9000)).toBe(false)
  })

  it('refuses where nobody listens, keeps to its own ports, and knows when one is in use', async () => {
    const { world, one, other } = await two()
    const person = await seated(other)
    person.type('sudo dnf install -y nmap-ncat >/dev/null; echo ready\r')
    await world.pass(10_000)
    await person.sees(/ready\r\n/)
    expect(await person.runs('nc -z 172.31.5.6 9000')).toBe('Ncat: Connection refused.\n<1>')
    expect(await person.runs('nc -z localhost 9000')).toBe('Ncat: Connection refused.\n<1>')
    expect(await person.runs('nc -l 80')).toBe(
      'Ncat: bind to :::80: Permission denied. QUITTING.\n<2>',
    )
    await person.runs('nc -l 127.0.0.1 9000 > local & sleep 0')
    expect(await person.runs('nc -l 9000')).toBe(
      'Ncat: bind to 0.0.0.0:9000: Address already in use. QUITTING.\n<2>',
    )
    expect(other.listens(9000)).toBe(false)
    expect(await other.connect({ ...from, port: 9000 })).toEqual({ unreachable: 'refused' })
    expect(await person.runs('echo hello | nc localhost 9000; wait; cat local')).toContain(
      'hello\n<0>',
    )
    person.type('nc -vz 172.31.9.9 80\r')
    await world.pass(11_000)
    expect(await person.sees(/TIMEOUT\.\r\n/)).toContain('Ncat: TIMEOUT.')
    expect(await one.connect({ ...from, port: 9000 })).toEqual({ unreachable: 'refused' })
  })

  it('holds a sender back while nobody reads, and tells it of a reset', async () => {
    const { world, one } = await two()
    const person = await seated(one)
    person.type('sudo dnf install -y nmap-ncat >/dev/null; nc -l 9000 < /dev/zero; echo over $?\r')
    await world.pass(10_000)
    const socket = opened(await one.connect({ ...from, port: 9000 }))
    await world.driver.settle(account)
    expect(socket.readableLength).toBeLessThan(600_000)
    expect(person.screen).not.toMatch(/over \d/)
    socket.destroy()
    await person.sees(/over \d/)
  })
})

describe('execute', () => {
  it('runs a program with its own input, output, errors and exit code', async () => {
    const { one } = await two()
    expect(await run(one, 'tr a-z A-Z; echo "$USER in $PWD" >&2; exit 3', 'hello')).toEqual({
      code: 3,
      out: 'HELLO',
      err: 'ec2-user in /home/ec2-user\n',
    })
    const nobody = await one.execute({ user: 'nobody-here', argv: ['id'] })
    expect(await textOf(nobody.stderr)).toContain('no such user')
    expect(await nobody.exit).toEqual({ code: 1 })
    const large = await run(one, 'cat | wc -c', 'x'.repeat(2_000_000))
    expect(large.out.trim()).toBe('2000000')
  })

  it('tells the signal that ended a program, and lets the guest be parked again', async () => {
    const { world, one } = await two()
    const sleeper = await one.execute({
      user: 'root',
      argv: ['sleep', '1000'],
      env: { A: 'b' },
      cwd: '/tmp',
    })
    await world.driver.settle(account)
    sleeper.kill('TERM')
    // Nobody reads what it wrote: that is kept, and does not keep the guest awake.
    expect(await sleeper.exit).toEqual({ code: 143, signal: 'TERM' })
    await world.driver.settle(account)
    expect('awake' in one && one.awake).toBe(false)
  })
})
