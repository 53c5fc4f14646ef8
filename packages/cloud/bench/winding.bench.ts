import { RunInstancesCommand } from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { amazonLinux } from '@brume/test-kit/web-server'
import type { Row } from './instances.bench.ts'

const account = '123456789012'
const minuteMs = 60_000
const dayMs = 86_400_000
const guests = [0, 1, 10, 100]

const ubuntu =
  'resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id'
const userData = `#!/bin/bash
if command -v dnf; then dnf install -y nginx; else apt-get update; apt-get install -y nginx; fi
systemctl enable --now nginx
`

/** How long a simulated day and week take, with empty timers and with idle web servers. */
export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  rows.push(...(await windEmptyMinutes()))
  for (const count of guests) rows.push(...(await windServers(count, amazonLinux)))
  // Its cron comes with jobs of its own, once an hour.
  rows.push(...(await windServers(10, ubuntu)))
  return rows
}

async function windEmptyMinutes(): Promise<Row[]> {
  const cloud = await startTestCloud()
  try {
    const { clock } = cloud.engine.world(account)
    const tick = (): void => void clock.after(minuteMs, tick)
    tick()
    await cloud.advance('1h')
    const { wallMs, cpuMs } = await timed(() => cloud.advance('7d'))
    return [
      {
        name: 'A week of 10,080 empty minutes',
        value: wallMs,
        unit: 'ms',
        note: `processor time ${Math.round(cpuMs)}; ${Math.round((10_080 / cpuMs) * 1000).toLocaleString('en')} steps for a second of it; target ≤ 300`,
      },
    ]
  } finally {
    await cloud.close()
  }
}

async function windServers(count: number, image: string): Promise<Row[]> {
  const cloud = await startTestCloud()
  try {
    const name = image === ubuntu ? `${count} Ubuntu servers` : `${count} servers`
    const booted = await timed(async () => {
      if (count > 0) await launch(cloud, count, image)
      await cloud.advance('10m')
    })
    const day = await timed(() => cloud.advance(dayMs))
    const week = await timed(() => cloud.advance(7 * dayMs))
    const note = ({ cpuMs }: Timed): string => `processor time ${Math.round(cpuMs)} ms`
    return [
      {
        name: `Boot of ${name} with nginx, wound`,
        value: booted.wallMs,
        unit: 'ms',
        note: note(booted),
      },
      { name: `A day with ${name} with nginx`, value: day.wallMs, unit: 'ms', note: note(day) },
      {
        name: `A week with ${name} with nginx`,
        value: week.wallMs,
        unit: 'ms',
        note: `${note(week)}${count === 10 ? '; target ≤ 2,000' : ''}`,
      },
      {
        name: `Longest wait of other requests while ${name} boot; in that week`,
        value: booted.stallMs,
        unit: 'ms',
        note: `processor time; ${week.stallMs.toFixed(1)} ms in the week; target ≤ 50`,
      },
    ]
  } finally {
    await cloud.close()
  }
}

async function launch(cloud: TestCloud, count: number, image: string): Promise<void> {
  await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: count,
      MaxCount: count,
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
}

interface Timed {
  readonly wallMs: number
  readonly cpuMs: number
  /** The longest turn of the event loop, in which no other request is served: processor time of this thread, whatever else the machine does. */
  readonly stallMs: number
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const startedMs = performance.now()
  const before = process.cpuUsage()
  let longest = 0
  let turn = process.threadCpuUsage()
  // A due timer is looked at once in each turn of the loop.
  const turns = setInterval(() => {
    const { user: ownUser, system: ownSystem } = process.threadCpuUsage(turn)
    longest = Math.max(longest, ownUser + ownSystem)
    turn = process.threadCpuUsage()
  }, 1)
  await work()
  clearInterval(turns)
  const { user, system } = process.cpuUsage(before)
  return {
    wallMs: performance.now() - startedMs,
    cpuMs: (user + system) / 1000,
    stallMs: longest / 1000,
  }
}
