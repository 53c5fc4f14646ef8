import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import type { Row } from './live.bench.ts'
import { answer, freePort, residentMB, spawnServer, stopServer } from './server-process.ts'

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
    await stopServer(child)
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
    await stopServer(child)
  }
}

if (import.meta.main) console.table(await run())
