import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'
import { nextTime, parseCrontab } from './worker/cron/crontab.ts'

const minute = 60_000
const at = (text: string) => Date.parse(`${text}Z`)

describe('crontab', () => {
  const next = (line: string, after: string, east = 0): string => {
    const [job] = parseCrontab(`${line} command`, 'root')
    if (!job || job.when === 'reboot') throw new Error('no schedule')
    const ms = nextTime(job.when, at(after), east)
    return ms === undefined ? 'never' : new Date(ms).toISOString().slice(0, 16)
  }

  it.each([
    ['* * * * *', '2026-01-05T09:00', '2026-01-05T09:01'],
    ['*/15 * * * *', '2026-01-05T09:50', '2026-01-05T10:00'],
    ['30 2 * * *', '2026-01-05T09:50', '2026-01-06T02:30'],
    ['0 9 * * mon-fri', '2026-01-09T09:00', '2026-01-12T09:00'],
    ['0 0 13 * fri', '2026-01-05T00:00', '2026-01-09T00:00'],
    ['0 0 29 2 *', '2026-01-05T00:00', '2028-02-29T00:00'],
    ['0 0 31 2 *', '2026-01-05T00:00', 'never'],
    ['@weekly', '2026-01-05T00:00', '2026-01-11T00:00'],
  ])('%s after %s is %s', (line, after, expected) => {
    expect(next(line, after)).toBe(expected)
  })

  it('counts in the time of the guest', () => {
    expect(next('0 9 * * *', '2026-01-05T00:30', 540)).toBe('2026-01-06T00:00')
  })

  it('says what is wrong', () => {
    expect(() => parseCrontab('61 * * * * x', 'root')).toThrow('bad minute')
    expect(() => parseCrontab('* * * *', 'root')).toThrow('bad day-of-week')
    expect(() => parseCrontab('@often x', 'root')).toThrow('bad time specifier')
  })
})

describe('cron', () => {
  let world: TestWorld
  beforeEach(() => {
    world = createTestWorld()
  })
  afterEach(() => world.close())

  async function enter(guest: Guest, user: string): Promise<Person> {
    const person = await Person.at(guest, user)
    await person.sees(/\$ $/)
    return person
  }

  it('wakes a sleeping guest for its jobs, goes on after a reboot, and logs what they say', async () => {
    const guest = await world.launch(world.spec('i-1', { distribution: 'ubuntu-24.04' }))
    await world.pass(20_000)
    const person = await enter(guest, 'ubuntu')
    expect(await person.runs('crontab -l')).toContain('no crontab for ubuntu\n<1>')
    expect(await person.runs("echo '61 * * * * x' | crontab -")).toContain('"-":1: bad minute')
    await person.runs(
      `(echo '*/5 * * * * date +\\%M >> /home/ubuntu/ticks; whoami'; echo '@reboot echo up >> /home/ubuntu/boots') | crontab -`,
    )
    expect(await person.runs('crontab -l | wc -l')).toContain('2')
    person.type('exit\r')
    await person.ends()
    await world.pass(16 * minute)
    const again = await enter(guest, 'ubuntu')
    expect(await again.runs('cat ticks | tr "\\n" " "')).toContain('05 10 15')
    expect(await again.runs(`sudo grep -c "(ubuntu) CMD" /var/log/syslog`)).toContain('3')
    again.type('exit\r')
    await again.ends()
    await guest.reboot()
    await world.pass(10 * minute)
    const last = await enter(guest, 'ubuntu')
    expect(await last.runs('cat boots; wc -l < ticks; crontab -r; crontab -l')).toMatch(
      /up\n5\nno crontab for ubuntu/,
    )
  })

  it('is not on Amazon Linux 2023 until it is installed and started', async () => {
    const guest = await world.launch(world.spec('i-1'))
    await world.pass(20_000)
    const person = await enter(guest, 'ec2-user')
    expect(await person.runs('crontab -l')).toContain('command not found')
    person.type('sudo dnf install -y cronie > /dev/null; echo in-$((1+1))\r')
    await world.driver.settle('123456789012')
    await world.pass(60_000)
    await person.sees(/in-2/)
    await person.runs("echo '* * * * * root echo tick' | sudo tee /etc/cron.d/tick")
    await world.pass(3 * minute)
    expect(await person.runs('sudo grep -c CMDOUT /var/log/messages')).toContain('0\n<1>')
    await person.runs('sudo systemctl enable --now crond')
    await world.pass(3 * minute)
    expect(await person.runs('sudo grep CMDOUT /var/log/messages | wc -l')).toContain('3')
  })
})
