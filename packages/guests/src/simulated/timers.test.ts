import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'
import { parseAtTime } from './worker/cron/at-time.ts'
import { nextElapse, parseCalendar } from './worker/system/calendar.ts'

const minute = 60_000
const at = (text: string) => Date.parse(`${text}Z`)
const iso = (ms: number | undefined) =>
  ms === undefined ? 'never' : new Date(ms).toISOString().slice(0, 19)

describe('OnCalendar', () => {
  it.each([
    ['minutely', '2026-01-05T09:00:30', '2026-01-05T09:01:00'],
    ['daily', '2026-01-05T09:00:30', '2026-01-06T00:00:00'],
    ['*:0/15', '2026-01-05T09:50:00', '2026-01-05T10:00:00'],
    ['*:*:0/10', '2026-01-05T09:50:05', '2026-01-05T09:50:10'],
    ['Mon..Fri 09:00', '2026-01-09T09:00:00', '2026-01-12T09:00:00'],
    ['Sat,Sun 20:15:30', '2026-01-05T00:00:00', '2026-01-10T20:15:30'],
    ['*-02-29 00:00', '2026-01-05T00:00:00', '2028-02-29T00:00:00'],
    ['2026-01-05 10:00:00 UTC', '2026-01-05T09:00:00', '2026-01-05T10:00:00'],
    ['2025-01-05 10:00', '2026-01-05T09:00:00', 'never'],
    ['monthly', '2026-01-05T09:00:00', '2026-02-01T00:00:00'],
  ])('%s after %s is %s', (text, after, expected) => {
    const time = parseCalendar(text)
    expect(iso(time && nextElapse(time, at(after), 0))).toBe(expected)
  })

  it('is read strictly', () => {
    for (const text of ['often', '25:00', '*-13-01', '*:0/0'])
      expect(parseCalendar(text)).toBeUndefined()
  })
})

describe('the times of at', () => {
  it.each([
    ['now + 5 minutes', '2026-01-05T09:05:00'],
    ['now+1hour', '2026-01-05T10:00:00'],
    ['10:30', '2026-01-05T10:30:00'],
    ['8:30', '2026-01-06T08:30:00'],
    ['4pm tomorrow', '2026-01-06T16:00:00'],
    ['noon + 2 days', '2026-01-07T12:00:00'],
    ['1630 2026-02-03', '2026-02-03T16:30:00'],
    ['10:00 jan 20', '2026-01-20T10:00:00'],
    ['next week', '2026-01-12T09:00:00'],
    ['soon', 'never'],
  ])('%s', (text, expected) => {
    expect(iso(parseAtTime(text, at('2026-01-05T09:00:20'), 0))).toBe(expected)
  })
})

describe('in a guest', () => {
  let world: TestWorld
  let guest: Guest
  beforeAll(async () => {
    world = createTestWorld()
    guest = await world.launch(world.spec('i-1'))
    await world.pass(20_000)
  })
  afterAll(() => world.close())

  async function seated(): Promise<Person> {
    const person = await Person.at(guest, 'ec2-user', 200)
    await person.sees(/[$#] $/)
    return person
  }
  async function leave(person: Person): Promise<void> {
    person.type('exit\r')
    await person.ends()
    await world.driver.settle('123456789012')
  }

  it("a timer starts its service on the account's clock, while the guest naps between", async () => {
    const person = await seated()
    const write = (name: string, text: string): Promise<string> =>
      person.runs(`printf '${text}' | sudo tee /etc/systemd/system/${name} >/dev/null`)
    await write(
      'tick.timer',
      String.raw`[Timer]\nOnCalendar=*:0/5\n[Install]\nWantedBy=timers.target\n`,
    )
    await write(
      'tick.service',
      String.raw`[Service]\nType=oneshot\nExecStart=/usr/local/bin/tick\n`,
    )
    await person.runs(
      String.raw`printf '#!/bin/sh\ndate +%%H:%%M >> /var/log/tick\n' | sudo tee /usr/local/bin/tick; sudo chmod +x /usr/local/bin/tick`,
    )
    expect(await person.runs('sudo systemctl enable --now tick.timer')).toContain(
      'Created symlink /etc/systemd/system/timers.target.wants/tick.timer → /etc/systemd/system/tick.timer.',
    )
    expect(await person.runs('systemctl list-timers')).toMatch(
      /^NEXT +LEFT +LAST +PASSED +UNIT +ACTIVATES\nMon 2026-01-05 09:05:00 UTC 4min \d+s left - +- +tick\.timer +tick\.service\n\n1 timers listed\./,
    )
    expect(
      await person.runs(
        'systemctl is-active tick.timer; systemctl status tick.timer | sed -n 3,4p',
      ),
    ).toMatch(
      /^active\n +Active: active \(waiting\) since Mon 2026-01-05[^\n]*\n +Trigger: Mon 2026-01-05 09:05:00 UTC/,
    )
    await leave(person)
    expect(guest).toMatchObject({ awake: false })
    await world.pass(11 * minute)
    // While time is wound it stays up for what comes next.
    await vi.waitFor(() => expect(guest).toMatchObject({ awake: false }), 60_000)
    const again = await seated()
    expect(await again.runs('cat /var/log/tick')).toBe('09:05\n09:10\n<0>')
    expect(await again.runs('systemctl list-timers | sed -n 2p')).toMatch(
      /09:15:00 UTC \S+ \S+ left Mon 2026-01-05 09:10:00 UTC .* ago/,
    )
    await again.runs('sudo systemctl disable --now tick.timer')
    expect(await again.runs('systemctl list-timers | tail -2 | head -1')).toBe(
      '0 timers listed.\n<0>',
    )
    await leave(again)
  })

  it('at runs a job once, as its owner, where it was given', async () => {
    const person = await seated()
    person.type(
      'sudo dnf install -y at >/dev/null; sudo systemctl enable --now atd; echo in-$((1+1))\r',
    )
    await world.driver.settle('123456789012')
    await world.pass(minute)
    await person.sees(/in-2/)
    await person.runs('mkdir -p work; cd work')
    expect(
      await person.runs(
        'echo "id -un > who; pwd >> who; date +%H:%M >> who" | COLOUR=blue at now + 10 minutes',
      ),
    ).toMatch(
      /^warning: commands will be executed using \/bin\/sh\njob 1 at Mon Jan {2}5 09:\d\d:00 2026\n<0>/,
    )
    await person.runs('echo true | at 10:00 >/dev/null 2>&1; atrm 2')
    expect(await person.runs('atq; at -c 1 | grep COLOUR; atrm 9; atq | wc -l')).toMatch(
      /^1\s+Mon Jan {2}5 09:\d\d:00 2026 a ec2-user\nCOLOUR='blue'; export COLOUR\nCannot find jobid 9\n1\n<0>/,
    )
    await leave(person)
    await world.pass(12 * minute)
    const again = await seated()
    expect(await again.runs('cat work/who; atq')).toMatch(
      /^ec2-user\n\/home\/ec2-user\/work\n09:\d\d\n<0>/,
    )
    await leave(again)
  })
})
