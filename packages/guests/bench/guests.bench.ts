import { createChance, systemClock } from '@brume/clock'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Guest, GuestHost, GuestSpec } from '../src/driver.ts'
import { createSimulatedDriver, type SimulatedDriver } from '../src/simulated/index.ts'
import { noNetwork } from '../src/simulated/test-world.ts'

interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note?: string
}

const fleet = 10_000

const host: GuestHost = {
  clock: systemClock,
  chance: createChance('bench'),
  ...noNetwork,
  on: () => {},
}

function specOf(number: number, bootedAt: number): GuestSpec {
  const instanceId = `i-${number.toString(16).padStart(17, '0')}`
  return {
    account: '123456789012',
    region: 'us-east-1',
    instanceId,
    distribution: 'al2023',
    architecture: 'x86_64',
    instanceType: 't3.micro',
    vcpus: 2,
    memoryMiB: 1024,
    hostname: `ip-172-31-${number >> 8}-${number & 255}.ec2.internal`,
    interfaces: [
      {
        macAddress: '02:00:00:00:00:01',
        privateIp: `172.31.${number >> 8}.${number & 255}`,
        subnetCidr: '172.31.0.0/16',
      },
    ],
    disks: [{ volumeId: `vol-${instanceId}`, deviceName: '/dev/xvda', root: true, sizeGiB: 8 }],
    firstBoot: true,
    mode: 'boot',
    bootedAt,
    sshKeys: [],
  }
}

function launch(driver: SimulatedDriver, number: number, bootedAt: number): Promise<Guest> {
  const spec = specOf(number, bootedAt)
  driver.disks.createVolume(spec.disks[0]?.volumeId ?? '', 8, {
    kind: 'distribution',
    distribution: 'al2023',
    architecture: 'x86_64',
  })
  return driver.start(spec, host)
}

/** Starts with durable disks, and what an idle guest weighs. */
async function starts(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-bench-'))
  const driver = createSimulatedDriver({ dataDir })
  const before = process.memoryUsage().rss
  const startedAt = performance.now()
  const guests: Guest[] = []
  for (let number = 0; number < fleet; number++)
    guests.push(await launch(driver, number, Date.now()))
  const seconds = (performance.now() - startedAt) / 1000
  const bytes = process.memoryUsage().rss - before
  const readAt = performance.now()
  guests[0]?.consoleOutput()
  const readMs = performance.now() - readAt
  for (const guest of guests) guest.discard()
  await driver.close()
  rmSync(dataDir, { recursive: true, force: true })
  return [
    { name: 'volume and guest started, durable', value: fleet / seconds, unit: 'per second' },
    {
      name: 'resident memory per idle guest',
      value: bytes / fleet / 1024,
      unit: 'kB',
      note: `${fleet.toLocaleString('en')} guests, growth of the process`,
    },
    { name: 'console log computed', value: readMs, unit: 'ms' },
  ]
}

/** One terminal: until its prompt, key to echo, and bulk output. */
async function terminal(): Promise<Row[]> {
  const driver = createSimulatedDriver()
  const guest = await launch(driver, 1, Date.now() - 60_000)
  let look = (_bytes: Uint8Array): void => {}
  const openedAt = performance.now()
  const opened = await guest.openTerminal({
    user: 'ec2-user',
    cols: 200,
    rows: 50,
    onData: (bytes) => look(bytes),
    onExit: () => {},
  })
  const until = (found: (text: string) => boolean): Promise<void> => {
    let text = ''
    return new Promise((resolve) => {
      look = (bytes) => {
        text = (text + Buffer.from(bytes).toString()).slice(-500)
        if (found(text)) resolve()
      }
    })
  }
  await until((text) => text.includes('$ '))
  const promptMs = performance.now() - openedAt
  const delays: number[] = []
  for (let key = 0; key < 200; key++) {
    const at = performance.now()
    const echoed = until((text) => text.includes('x'))
    opened.write(Buffer.from('x'))
    await echoed
    delays.push(performance.now() - at)
    if (key % 50 === 49) opened.write(Buffer.from('\u0015'))
  }
  delays.sort((a, b) => a - b)
  opened.write(Buffer.from('\u0015dd if=/dev/zero of=big bs=1M count=50 2>/dev/null; echo made\r'))
  await until((text) => text.includes('made\r\n'))
  let bytes = 0
  const bulkAt = performance.now()
  const done = new Promise<void>((resolve) => {
    look = (chunk) => {
      bytes += chunk.length
      if (bytes >= 50 * 1024 * 1024) resolve()
    }
  })
  opened.write(Buffer.from('cat big\r'))
  await done
  const seconds = (performance.now() - bulkAt) / 1000
  opened.close()
  guest.discard()
  await driver.close()
  return [
    { name: 'terminal opened to its prompt', value: promptMs, unit: 'ms', note: 'thread started' },
    { name: 'key to echo, median', value: delays[100] ?? 0, unit: 'ms' },
    { name: 'key to echo, 99th percentile', value: delays[198] ?? 0, unit: 'ms' },
    { name: 'cat of a 50 MB file', value: bytes / 1024 / 1024 / seconds, unit: 'MB/s' },
  ]
}

export async function run(): Promise<Row[]> {
  return [...(await starts()), ...(await terminal())]
}
