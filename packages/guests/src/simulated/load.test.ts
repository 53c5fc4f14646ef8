import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { CpuModel } from './cpu-model.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

const minute = 60_000

describe('processors', () => {
  const options = { vcpus: 2, instanceType: 't3.micro', unlimited: false }

  it('average their load as the kernel does', () => {
    const cpu = new CpuModel({ ...options, instanceType: 'm5.large' }, 0)
    cpu.setDemand(1, 0)
    const [one, five] = cpu.state(minute).loads
    expect(one).toBeCloseTo(1 - Math.exp(-1), 5)
    expect(five).toBeCloseTo(1 - Math.exp(-0.2), 5)
    expect(cpu.state(minute).busyMs).toBeCloseTo(minute * 1.004, -1)
  })

  it('of a bursting type slow down to what they earn when credits run out, unless unlimited', () => {
    const standard = new CpuModel(options, 0)
    standard.setDemand(2, 0)
    // 12 credits an hour are 0.2 of a vCPU.
    expect(standard.state(10 * minute).busyMs).toBeCloseTo(0.2 * 10 * minute, -2)
    expect(standard.credits?.balance).toBeCloseTo(0, 3)
    const unlimited = new CpuModel({ ...options, unlimited: true }, 0)
    unlimited.setDemand(2, 0)
    expect(unlimited.state(10 * minute).busyMs).toBe(2 * 10 * minute)
    expect(unlimited.credits?.surplus).toBeCloseTo(20 - 2, 3)
  })

  it('earn credits up to a day of them, and T2 starts with some', () => {
    const t2 = new CpuModel({ vcpus: 1, instanceType: 't2.micro', unlimited: false }, 0)
    expect(t2.credits?.balance).toBe(30)
    t2.setDemand(1, 0)
    t2.advance(20 * minute)
    expect(t2.credits?.balance).toBeCloseTo(30 - 20 + 2, 3)
    t2.setDemand(0, 20 * minute)
    t2.advance(60 * 60 * minute)
    expect(t2.credits?.balance).toBe(144)
  })
})

describe('what a guest uses', () => {
  let world: TestWorld
  beforeEach(() => {
    world = createTestWorld()
  })
  afterEach(() => world.close())

  async function up(): Promise<{ guest: Guest; person: Person }> {
    const guest = await world.launch(world.spec('i-1', { instanceType: 'm5.large' }))
    await world.pass(10 * minute)
    const person = await Person.at(guest)
    await person.sees(/\$ $/)
    return { guest, person }
  }

  it.each([
    ['yes > /dev/null'],
    ['while :; do :; done'],
    ['(sudo dnf install -y stress >/dev/null; stress -c 1)'],
  ])('one busy processor of two is half: %s', async (line) => {
    const { guest, person } = await up()
    guest.metrics()
    person.type(`${line} &\r`)
    await person.sees(/\[1\] \d+/)
    await world.pass(5 * minute)
    expect(guest.metrics().cpuPercent).toBeGreaterThan(45)
    await world.pass(5 * minute)
    expect(guest.metrics().cpuPercent).toBeCloseTo(50, 0)
    expect(await person.runs('uptime; top -bn1 | sed -n "3p;8p"')).toMatch(
      /load average: 1\.0\d, 0\.\d\d, 0\.\d\d\n%Cpu\(s\): +(?:49|50)\.\d us[\s\S]* 99\.9 /,
    )
    await person.runs('kill %1 2>/dev/null || kill $!; sleep 0')
    await world.pass(10 * minute)
    guest.metrics()
    await world.pass(5 * minute)
    expect(guest.metrics().cpuPercent).toBeLessThan(1)
  })

  it('counts what disks and connections carry', async () => {
    const { guest, person } = await up()
    guest.metrics()
    await person.runs('dd if=/dev/zero of=big bs=1M count=20; sync')
    await world.driver.settle('123456789012')
    expect(guest.metrics().diskWriteBytes).toBeGreaterThanOrEqual(20 * 2 ** 20)
    expect(guest.metrics().diskWriteBytes).toBe(0)
  })

  it('burns next to nothing of the host, and lets its neighbours work', async () => {
    const { person } = await up()
    person.type('while :; do :; done & while :; do :; done & \r')
    await person.sees(/\[2\] \d+/)
    await world.pass(minute)
    const before = process.cpuUsage()
    await world.pass(20 * minute)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(15)
    expect(await person.runs('echo $((6*7))')).toContain('42')
  })
})
