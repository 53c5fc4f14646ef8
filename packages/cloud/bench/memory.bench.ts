import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunInstancesCommand, type EC2Client } from '@aws-sdk/client-ec2'
import type { Guest, Terminal } from '@brume/guests'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { amazonLinux } from '@brume/test-kit/web-server'
import type { Row } from './instances.bench.ts'

const place = { account: '123456789012', region: 'ap-northeast-2' }
const steps = [1, 10, 100]
const userData = '#!/bin/bash\ndnf install -y httpd\nsystemctl enable --now httpd\n'

/** What running instances with a working httpd weigh in the process: with a terminal open in each, and parked. */
export async function run(): Promise<Row[]> {
  const cloud = await startTestCloud({ speed: 'instant', startAt: Date.now() })
  try {
    const ec2 = cloud.ec2()
    // The first one brings what all share.
    const [first] = await launch(cloud, ec2, 1)
    await parkedAll()
    const before = await residentMB()
    const guests: Guest[] = []
    const rows: Row[] = []
    for (const count of steps) {
      guests.push(...(await launch(cloud, ec2, count - guests.length)))
      const open: Terminal[] = []
      for (const guest of guests) open.push(await openTerminal(guest))
      rows.push(row('awake', count, (await residentMB()) - before, 40))
      for (const terminal of open) terminal.close()
      await parkedAll()
      rows.push(row('parked', count, (await residentMB()) - before, 2))
    }
    if (!first?.listens(80) || !guests.every((guest) => guest.listens(80))) {
      throw new Error('An httpd has gone')
    }
    return rows
  } finally {
    await cloud.close()
  }
}

function row(what: string, count: number, megabytes: number, target: number): Row {
  return {
    name: `Memory of each of ${count} ${what} guests with httpd`,
    value: Math.max(0, megabytes) / count,
    unit: 'MB',
    note: `growth of the process; target ≤ ${target}`,
  }
}

async function launch(cloud: TestCloud, ec2: EC2Client, count: number): Promise<Guest[]> {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: amazonLinux,
      InstanceType: 't3.micro',
      MinCount: count,
      MaxCount: count,
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  const guests: Guest[] = []
  for (const { InstanceId = '' } of Instances) {
    const find = () =>
      cloud.engine.transact(place, (ctx) =>
        ctx.host.findGuest({ ...place, instanceId: InstanceId }),
      )
    let guest = find()
    while (!guest?.listens(80)) {
      await sleep(20)
      guest = find()
    }
    guests.push(guest)
  }
  return guests
}

async function openTerminal(guest: Guest): Promise<Terminal> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const terminal = await guest.openTerminal({
    user: 'ec2-user',
    cols: 80,
    rows: 24,
    onData: () => resolve(),
    onExit: () => {},
  })
  await promise
  return terminal
}

/** A parked guest has no thread. Linux only; elsewhere a breath has to do. */
async function parkedAll(): Promise<void> {
  await sleep(2_000)
  while (guestThreads() > 0) await sleep(50)
}

/** Threads bear their guests' names. */
function guestThreads(): number {
  const root = '/proc/self/task'
  if (!existsSync(root)) return 0
  return readdirSync(root).filter((task) => {
    // A thread may end while it is looked at.
    const path = `${root}/${task}/comm`
    return existsSync(path) && readFileSync(path, 'utf8').startsWith('guest')
  }).length
}

/** After a breath: what ended threads held is given back then. */
async function residentMB(): Promise<number> {
  await sleep(1_000)
  globalThis.gc?.()
  return process.memoryUsage.rss() / 2 ** 20
}
