import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import type { Row } from './live.bench.ts'

/** The bundle that `npm start` runs. */
const main = fileURLToPath(new URL('../dist/main.mjs', import.meta.url))
const rounds = 5
const many = 10_000
const launched = 500

/** From the start of the server's process to its first answers, and what it weighs then. */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brume-bench-'))
  try {
    // the first start fills the compile cache
    await start(folder)
    const starts: Start[] = []
    for (let round = 0; round < rounds; round += 1) starts.push(await start(folder))
    const median = (of: (start: Start) => number) =>
      Math.round(starts.map(of).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0)
    const row = (name: string, value: number, unit: string): Row => ({
      name: `start, ${name}`,
      value,
      unit,
      note: `median of ${rounds}`,
    })
    return [
      row(
        'first answer on the AWS port',
        median(({ awsMs }) => awsMs),
        'ms',
      ),
      row(
        'first answer of an AWS operation',
        median(({ operationMs }) => operationMs),
        'ms',
      ),
      row(
        'first answer of the console',
        median(({ consoleMs }) => consoleMs),
        'ms',
      ),
      row(
        'memory of the idle process',
        median(({ residentMB }) => residentMB),
        'MB',
      ),
      {
        name: `memory of the process with ${many} idle instances`,
        value: Math.round(await memoryWithMany(folder)),
        unit: 'MB',
        note: 'all running for a minute, listed once; no client in it',
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function memoryWithMany(folder: string): Promise<number> {
  const [consolePort, awsPort] = [await freePort(), await freePort()]
  const endpoint = `http://127.0.0.1:${awsPort}`
  const child = spawnServer(folder, 'many', consolePort, awsPort, { BRUME_ACCEPT_ANY_AMI: '1' })
  const ec2 = new EC2Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  })
  try {
    await answer(`${endpoint}/healthz`)
    for (let made = 0; made < many; made += launched) {
      await ec2.send(
        new RunInstancesCommand({
          ImageId: 'ami-0123456789abcdef0',
          InstanceType: 't3.micro',
          MinCount: launched,
          MaxCount: launched,
        }),
      )
    }
    const wound = await fetch(`${endpoint}/_brume/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: '1m' }),
    })
    if (!wound.ok) throw new Error(await wound.text())
    // As a page does that lists them: their encoded text is kept from then on.
    await ec2.send(new DescribeInstancesCommand({}))
    await sleep(5_000)
    return residentMB(child)
  } finally {
    ec2.destroy()
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

interface Start {
  readonly awsMs: number
  readonly operationMs: number
  readonly consoleMs: number
  readonly residentMB: number
}

async function start(folder: string): Promise<Start> {
  const [consolePort, awsPort] = [await freePort(), await freePort()]
  const startedAt = performance.now()
  const child = spawnServer(folder, 'data', consolePort, awsPort)
  try {
    const since = () => performance.now() - startedAt
    const [awsMs, operationMs, consoleMs] = await Promise.all([
      answer(`http://127.0.0.1:${awsPort}/healthz`).then(since),
      answer(`http://127.0.0.1:${awsPort}/?Action=DescribeRegions&Version=2016-11-15`).then(since),
      answer(`http://127.0.0.1:${consolePort}/healthz`).then(since),
    ])
    await sleep(1_000)
    return { awsMs, operationMs, consoleMs, residentMB: residentMB(child) }
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

export function spawnServer(
  folder: string,
  data: string,
  consolePort: number,
  awsPort: number,
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      BRUME_PORT: String(consolePort),
      BRUME_AWS_PORT: String(awsPort),
      BRUME_DATA_DIR: join(folder, data),
      // As `npm start` sets it.
      NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
      ...more,
    },
    stdio: 'ignore',
  })
}

export async function answer(url: string): Promise<void> {
  for (;;) {
    const reply = await fetch(url).catch(() => undefined)
    if (reply) {
      await reply.text()
      if (reply.ok) return
    }
    await sleep(5)
  }
}

/** Linux only; elsewhere 0. */
function residentMB({ pid }: ChildProcess): number {
  try {
    const kB = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kB ?? 0) / 1000
  } catch {
    return 0
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

if (import.meta.main) console.table(await run())
