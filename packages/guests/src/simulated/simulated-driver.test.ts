import { createChance, createWorldClock, systemClock } from '@brume/clock'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { GuestEvent, GuestSpec } from '../driver.ts'
import { createSimulatedDriver, type SimulatedDriver } from './index.ts'
import { noNetwork } from './test-world.ts'

const bootedAt = Date.UTC(2026, 0, 5, 9, 0, 0)
const open: SimulatedDriver[] = []

afterEach(async () => {
  for (const driver of open.splice(0)) await driver.close()
})

function specOf(instanceId: string, extra: Partial<GuestSpec> = {}): GuestSpec {
  return {
    account: '123456789012',
    region: 'ap-northeast-2',
    instanceId,
    distribution: 'al2023',
    architecture: 'x86_64',
    instanceType: 't3.micro',
    vcpus: 2,
    memoryMiB: 1024,
    hostname: 'ip-172-31-5-6.ap-northeast-2.compute.internal',
    interfaces: [
      { macAddress: '02:00:00:00:00:01', privateIp: '172.31.5.6', subnetCidr: '172.31.0.0/20' },
    ],
    disks: [{ volumeId: `vol/${instanceId}`, deviceName: '/dev/xvda', root: true, sizeGiB: 8 }],
    firstBoot: true,
    mode: 'boot',
    bootedAt,
    sshKeys: [],
    ...extra,
  }
}

function world() {
  const driver = createSimulatedDriver()
  open.push(driver)
  const clock = createWorldClock({ now: bootedAt, wall: systemClock, speed: 0 })
  const events: GuestEvent[] = []
  const host = {
    clock,
    chance: createChance('test'),
    ...noNetwork,
    on: (event: GuestEvent) => events.push(event),
  }
  const launch = (spec: GuestSpec) => {
    driver.disks.createVolume(`vol/${spec.instanceId}`, 8, {
      kind: 'distribution',
      distribution: spec.distribution,
      architecture: 'x86_64',
    })
    return driver.start(spec, host)
  }
  const pass = (ms: number) =>
    clock.advanceTo(clock.now() + ms, () => driver.settle('123456789012'))
  return { driver, clock, events, launch, pass }
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('a guest that idles', () => {
  it('writes its boot to the console as time passes, and is ready at the login prompt', async () => {
    const { launch, pass, events } = world()
    const guest = await launch(specOf('i-1'))
    await pass(1_000)
    expect(text(guest.consoleOutput())).toContain('Linux version 6.1')
    expect(text(guest.consoleOutput())).not.toContain('login:')
    expect(guest.agentVersion()).toBeUndefined()
    expect(events).toEqual([])
    await pass(20_000)
    expect(text(guest.consoleOutput())).toMatch(/ip-172-31-5-6 login: $/)
    expect(text(guest.consoleOutput())).toMatch(/256 SHA256:[\w+/]{43} root@ip-172-31-5-6/)
    expect(events).toContainEqual({ type: 'ready' })
    expect(guest.agentVersion()).toMatch(/^3\.\d+\.\d+\.\d+$/)
  })

  it('shows host keys on the first boot only, and a second boot after a reboot', async () => {
    const { launch, pass, events } = world()
    const guest = await launch(specOf('i-1'))
    await pass(20_000)
    await guest.reboot()
    await pass(20_000)
    const log = text(guest.consoleOutput())
    expect(log.match(/Linux version/g)).toHaveLength(2)
    expect(log.match(/BEGIN SSH HOST KEY FINGERPRINTS/g)).toHaveLength(1)
    expect(log).toContain('reboot: Power down')
    expect(events.filter((event) => event.type === 'ready')).toHaveLength(2)
  })

  it('gives the same bytes for the same spec', async () => {
    const read = async () => {
      const { launch, pass } = world()
      const guest = await launch(specOf('i-1'))
      await pass(20_000)
      return text(guest.consoleOutput())
    }
    expect(await read()).toBe(await read())
  })

  it('refuses to start without its root disk', async () => {
    const { driver, clock } = world()
    const host = {
      clock,
      chance: createChance('x'),
      ...noNetwork,
      on() {},
    }
    await expect(driver.start(specOf('i-2'), host)).rejects.toThrow('root disk')
  })
})

describe('disks', () => {
  it('are there again when the directory is opened anew', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'brume-disks-'))
    try {
      const first = createSimulatedDriver({ dataDir })
      first.disks.createVolume('a', 8, { kind: 'blank' })
      await first.disks.createSnapshot('s', 'a')
      await first.close()
      const second = createSimulatedDriver({ dataDir })
      second.disks.createVolume('b', 9, { kind: 'snapshot', snapshotId: 's' })
      expect(() =>
        second.disks.createVolume('c', 9, { kind: 'snapshot', snapshotId: 'none' }),
      ).toThrow('No snapshot none')
      await second.close()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
