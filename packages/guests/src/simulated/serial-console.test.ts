import { afterEach, beforeEach, expect, test } from 'vitest'
import { personKey, run, sshTo } from './ssh-client.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
beforeEach(() => (world = createTestWorld()))
afterEach(() => world.close())

test('the serial console shows the boot as it comes, then lets in who has a password', async () => {
  const guest = await world.launch(world.spec('i-0serial', { sshKeys: [personKey.public] }))
  await world.pass(2_000)
  const person = await Person.atSerialConsole(guest)
  await world.pass(4_000)
  const early = await person.sees(/cloud-init\[\d+\]: Cloud-init v\. \S+ running 'init' /)
  expect(early).not.toContain('BIOS-provided')
  await world.pass(20_000)
  await person.sees(/-----END SSH HOST KEY KEYS-----[\s\S]*ip-172-31-5-6 login: $/)
  const client = await sshTo(guest)
  await run(
    client,
    'echo ec2-user:Serial2021 | sudo chpasswd; echo said by root | sudo tee /dev/console',
  )
  await person.sees(/said by root/)
  person.type('\r')
  await person.sees(
    /Amazon Linux 2023[^\r]*\r\nKernel \S+ on an x86_64 \(ttyS0\)\r\n\r\nip-172-31-5-6 login: /,
  )
  person.type('ec2-user\r')
  await person.sees(/Password: /)
  person.type('guess\r')
  await world.pass(4_000)
  await person.sees(/Login incorrect[\s\S]* login: /)
  person.type('ec2-user\r')
  await person.sees(/Password: /)
  person.type('Serial2021\r')
  expect(await person.sees(/\$ /)).not.toContain('Serial2021')
  expect(await person.runs('tty; who')).toMatch(/\/dev\/ttyS0\nec2-user ttyS0 /)
  person.type('exit\r')
  await person.sees(/logout[\s\S]* login: /)
})

test('the serial console lives through a reboot and ends with the instance', async () => {
  const guest = await world.launch(world.spec('i-0serial'))
  await world.pass(20_000)
  const person = await Person.atSerialConsole(guest)
  await guest.reboot()
  await person.sees(/reboot: Power down/)
  await world.pass(20_000)
  await person.sees(/BIOS-provided[\s\S]*login: $/)
  await guest.stop({ force: false })
  expect(await person.ends()).toBe(255)
})

test('a terminal runs what it is asked to in place of a shell', async () => {
  const guest = await world.launch(world.spec('i-0argv'))
  await world.pass(20_000)
  const person = await Person.at(guest, 'ec2-user', 90, [
    '/bin/bash',
    '-c',
    'echo $TERM; stty size; exit 4',
  ])
  expect(await person.ends()).toBe(4)
  expect(person.screen).toBe('vt220\r\n24 90\r\n')
})

test('a program that is killed before its guest’s thread stands does not run', async () => {
  const guest = await world.launch(world.spec('i-0killed'))
  await world.pass(20_000)
  const process = await guest.execute({ user: 'root', argv: ['sh', '-c', 'sleep 3000'] })
  process.kill('KILL')
  expect((await process.exit).code).toBe(137)
})
