import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
let guest: Guest
const userData = `#!/bin/bash
mkdir -p /srv/first && cd /srv/first && echo first > index.html
python3 -m http.server 8001 &
`
beforeAll(async () => {
  world = createTestWorld()
  guest = await world.launch(world.spec('i-1', { userData: Buffer.from(userData) }))
  await world.pass(60_000)
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
  await napping()
}

/** It lingers for a moment of wall time after a connection. */
async function napping(): Promise<void> {
  await expect
    .poll(async () => {
      await world.driver.settle('123456789012')
      return 'awake' in guest && guest.awake
    })
    .toBe(false)
}

async function get(port: number): Promise<string> {
  const socket = await guest.connect({
    port,
    localAddress: '172.31.5.6',
    remoteAddress: '203.0.113.10',
    remotePort: 40_000,
  })
  if ('unreachable' in socket) return socket.unreachable
  socket.end('GET / HTTP/1.0\r\n\r\n')
  return (await text(socket)).split('\r\n\r\n')[1] ?? ''
}

it('a server that user data left in the background lets the guest nap, and serves when it is asked', async () => {
  await napping()
  expect(await get(8001)).toBe('first\n')
  await napping()
  expect(await get(8001)).toBe('first\n')
  const person = await seated()
  expect(
    await person.runs(
      'sudo grep -c "GET / HTTP" /var/log/cloud-init-output.log; sudo grep -c Serving /var/log/cloud-init-output.log',
    ),
  ).toBe('2\n1\n<0>')
  await leave(person)
})

it('so does one that was started by hand: its number, directory, user and log stay', async () => {
  const person = await seated()
  await person.runs('mkdir second; cd second; echo second > index.html')
  await person.runs('nohup python3 -m http.server 8002 > ../second.log 2>&1 &')
  const pid = await person.runs('pgrep -u ec2-user -f 8002')
  await person.runs('sudo nohup python3 -m http.server 81 >/dev/null 2>&1 &')
  await leave(person)
  expect(await get(8002)).toBe('second\n')
  expect(await get(81)).toBe('second\n')
  const again = await seated()
  expect(await again.runs('pgrep -u ec2-user -f 8002')).toBe(pid)
  expect(await again.runs('tail -1 second.log; readlink /proc/$(pgrep -f 8002)/cwd')).toMatch(
    /"GET \/ HTTP\/1\.0" 200 -\n\/home\/ec2-user\/second\n/,
  )
  await again.runs('pkill -f 8002; sudo pkill -f "http.server 81"')
  await leave(again)
  expect(await get(8002)).toBe('refused')
})

it('what has something to do stays awake, and what was stopped does not come again', async () => {
  const person = await seated()
  await person.runs("nohup sh -c 'while true; do sleep 100; done' >/dev/null 2>&1 &")
  person.type('exit\r')
  await person.ends()
  await world.driver.settle('123456789012')
  expect('awake' in guest && guest.awake).toBe(true)
  await guest.reboot()
  await world.pass(60_000)
  expect(await get(8002)).toBe('refused')
})
