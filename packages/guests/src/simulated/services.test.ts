import { afterEach, describe, expect, it } from 'vitest'
import type { Duplex } from 'node:stream'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const account = '123456789012'
const pages = `[Unit]
Description=Pages of mine
[Service]
WorkingDirectory=/srv
ExecStart=/usr/bin/python3 -m http.server 8080
Restart=always
[Install]
WantedBy=multi-user.target
`

async function up(): Promise<{ world: TestWorld; guest: Guest; person: Person }> {
  const world = createTestWorld()
  worlds.push(world)
  const guest = await world.launch(world.spec('i-1'))
  await world.pass(60_000)
  const person = await Person.at(guest)
  await person.sees(/\$ $/)
  return { world, guest, person }
}

async function put(person: Person, path: string, text: string): Promise<void> {
  const encoded = Buffer.from(text).toString('base64')
  await person.runs(`echo ${encoded} | base64 -d | sudo tee ${path} >/dev/null`)
}

async function leave(person: Person): Promise<void> {
  person.type('exit\r')
  await person.ends()
}

/** One request from outside, as text. */
async function ask(guest: Guest, port: number, request: string): Promise<string> {
  const socket: Duplex | { unreachable: string } = await guest.connect({
    port,
    localAddress: '172.31.5.6',
    remoteAddress: '203.0.113.10',
    remotePort: 50_123,
  })
  if ('unreachable' in socket) return socket.unreachable
  socket.write(request)
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

async function naps(guest: Guest): Promise<void> {
  await expect.poll(() => 'awake' in guest && guest.awake).toBe(false)
}

describe('a service of one’s own', () => {
  it('runs its program, logs, and serves; its idle guest is parked and wakes for a connection', async () => {
    const { world, guest, person } = await up()
    await put(person, '/etc/systemd/system/pages.service', pages)
    await person.runs('echo "<h1>hi</h1>" | sudo tee /srv/index.html')
    expect(await person.runs('sudo systemctl enable --now pages')).toBe(
      'Created symlink /etc/systemd/system/multi-user.target.wants/pages.service → /etc/systemd/system/pages.service.\n<0>',
    )
    const status = await person.runs('systemctl status pages')
    expect(status).toContain('pages.service - Pages of mine')
    expect(status).toMatch(/Active: active \(running\)[\s\S]*Main PID: (\d+) \(python3\)/)
    expect(status).toMatch(/└─\d+ \/usr\/bin\/python3 -m http.server 8080/)
    expect(status).toContain('Serving HTTP on 0.0.0.0 port 8080')
    await leave(person)
    await naps(guest)
    expect(guest.listens(8080)).toBe(true)
    expect(guest.listens(8081)).toBe(false)
    const answer = await ask(guest, 8080, 'GET / HTTP/1.0\r\n\r\n')
    expect(answer).toMatch(/200 OK[\s\S]*Server: SimpleHTTP\/0.6 Python\/3.9[\s\S]*<h1>hi<\/h1>/)
    await world.driver.settle(account)
    await naps(guest)
    const again = await Person.at(guest)
    await again.sees(/\$ $/)
    const pid = /Main PID: (\d+)/.exec(status)?.[1]
    expect(await again.runs('systemctl show -p MainPID --value pages')).toBe(`${pid}\n<0>`)
    expect(await again.runs('journalctl -u pages | tail -1')).toContain(
      '203.0.113.10 - - [05/Jan/2026 09:01:00] "GET / HTTP/1.0" 200 -',
    )
    expect(await again.runs('journalctl -u pages | grep -cE "Started|Serving"')).toBe('2\n<0>')
  })

  it('comes up at boot without anybody logging in', async () => {
    const { world, guest, person } = await up()
    await put(person, '/etc/systemd/system/pages.service', pages)
    await person.runs('sudo systemctl enable pages')
    await leave(person)
    await guest.reboot()
    await world.pass(60_000)
    expect(guest.listens(8080)).toBe(true)
    expect(await ask(guest, 8080, 'GET / HTTP/1.0\r\n\r\n')).toContain('Directory listing for /')
  })

  it('is started again when it fails, until that happens too often', async () => {
    const { world, person } = await up()
    const unit = (more: string, command: string): Promise<void> =>
      put(person, '/etc/systemd/system/loop.service', `[Service]\nExecStart=${command}\n${more}`)
    await unit('Restart=on-failure\nRestartSec=2\n', '/bin/bash -c "echo round; sleep 1; exit 3"')
    await person.runs('sudo systemctl start loop')
    await world.pass(1_500)
    expect(await person.runs('systemctl status loop | grep Active')).toMatch(
      /activating \(auto-restart\) \(Result: exit-code\)/,
    )
    await world.pass(60_000)
    const journal = await person.runs('journalctl -u loop')
    expect(journal).toContain('Main process exited, code=exited, status=3/n/a')
    expect(journal).toContain('Scheduled restart job, restart counter is at 3.')
    expect(journal.match(/bash\[\d+\]: round/g)?.length).toBeGreaterThan(10)
    await person.runs('sudo systemctl stop loop')
    await unit('Restart=always\n', '/bin/false')
    await person.runs('sudo systemctl start loop')
    await world.pass(10_000)
    expect(await person.runs('systemctl is-failed loop')).toBe('failed\n<0>')
    expect(await person.runs('journalctl -u loop | tail -3')).toContain(
      'Start request repeated too quickly.',
    )
  })

  it('says what is wrong with a unit, and ends all of its processes', async () => {
    const { person } = await up()
    expect(await person.runs('sudo systemctl start nothing')).toBe(
      'Failed to start nothing.service: Unit nothing.service not found.\n<5>',
    )
    await put(
      person,
      '/etc/systemd/system/one.service',
      '[Service]\nType=oneshot\nUser=nobody-here\nExecStart=/bin/true\n',
    )
    expect(await person.runs('sudo systemctl start one')).toContain(
      'Job for one.service failed because the control process exited with error code.',
    )
    expect(await person.runs('systemctl status one')).toContain('Failed with result')
    await put(
      person,
      '/etc/systemd/system/two.service',
      '[Service]\nUser=ec2-user\nEnvironment=A=b "C=d e"\nExecStart=/bin/bash -c "id -un; echo ${A}-${C}; sleep 1000 & sleep 2000"\n',
    )
    await person.runs('sudo systemctl start two')
    expect(await person.runs("journalctl -u two -t bash | sed 's/.*]: //'")).toBe(
      'ec2-user\nb-d e\n<0>',
    )
    expect(await person.runs('ps ax | grep -c "sleep [12]000"')).toMatch(/^[34]\n/)
    await person.runs('sudo systemctl stop two')
    expect(await person.runs('ps ax | grep -c "sleep [12]000"')).toBe('0\n<1>')
    expect(await person.runs('sudo systemctl mask two')).toContain(
      'Failed to mask unit: File /etc/systemd/system/two.service already exists.',
    )
    await person.runs('sudo systemctl mask chronyd')
    expect(await person.runs('sudo systemctl restart chronyd')).toContain('is masked')
  })
})
