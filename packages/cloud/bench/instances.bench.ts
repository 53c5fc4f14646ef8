import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { catalogueImageId } from '../src/catalogue/images.ts'
import { startCloud, type Cloud } from '../src/index.ts'

export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note?: string
}

const region = 'ap-northeast-2'
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const authorization = `AWS4-HMAC-SHA256 Credential=123456789012/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`

/** RunInstances and DescribeInstances over the AWS port, durable, on one keep-alive connection. */
export async function run(): Promise<Row[]> {
  const directory = mkdtempSync(join(tmpdir(), 'brume-bench-'))
  const cloud = await startCloud({ dataDir: directory, speed: 'manual', seed: 'bench' })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const rows: Row[] = []
  try {
    const call = (body: string) => post(cloud, agent, body)
    const launch = (token: string) => call(launchBody(token))
    for (let i = 0; i < 200; i++) await launch(`warm-${i}`)
    rows.push(await rate('RunInstances, durable, 200 to 1,000 instances', 800, launch))
    await advance(cloud)
    rows.push(...(await describe('1,000', call)))
    await rate('', 8_000, launch)
    rows.push(await rate('RunInstances, durable, 9,000 to 10,000 instances', 1_000, launch))
    rows.push(...(await describe('10,000, while pending', call)))
    await advance(cloud)
    rows.push(...(await describe('10,000', call)))
    rows.push(...(await describePaged(call)))
    rows.push({ name: 'Memory with 10,000 instances', value: memoryMb(), unit: 'MB' })
  } finally {
    agent.destroy()
    await cloud.close()
    rmSync(directory, { recursive: true })
  }
  return rows
}

function launchBody(token: string): string {
  return `Action=RunInstances&Version=2016-11-15&ImageId=${image}&InstanceType=t3.micro&MinCount=1&MaxCount=1&ClientToken=${token}&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=${token}`
}

async function rate(
  name: string,
  count: number,
  launch: (token: string) => Promise<unknown>,
): Promise<Row> {
  const startedMs = performance.now()
  for (let i = 0; i < count; i++) await launch(`${name}-${i}`)
  const seconds = (performance.now() - startedMs) / 1000
  return { name, value: Math.round(count / seconds), unit: 'per second' }
}

async function describe(
  count: string,
  call: (body: string) => Promise<number>,
): Promise<readonly Row[]> {
  const times: number[] = []
  const stalls: number[] = []
  let bytes = 0
  for (let i = 0; i < 7; i++) {
    const stall = watchStalls()
    const startedMs = performance.now()
    bytes = await call('Action=DescribeInstances&Version=2016-11-15')
    times.push(performance.now() - startedMs)
    stalls.push(stall())
  }
  return [
    { name: `DescribeInstances of ${count}, first`, value: tenths(times[0]), unit: 'ms' },
    {
      name: `DescribeInstances of ${count}`,
      value: tenths(median(times)),
      unit: 'ms',
      note: `${Math.round(bytes / 1024)} kB`,
    },
    {
      name: `DescribeInstances of ${count}, longest stall`,
      value: tenths(Math.max(...stalls)),
      unit: 'ms',
    },
  ]
}

async function describePaged(call: (body: string) => Promise<number>): Promise<readonly Row[]> {
  const startedMs = performance.now()
  const stall = watchStalls()
  await call('Action=DescribeInstances&Version=2016-11-15&MaxResults=1000')
  return [
    {
      name: 'DescribeInstances, a page of 1,000 of 10,000',
      value: tenths(performance.now() - startedMs),
      unit: 'ms',
    },
    {
      name: 'DescribeInstances, a page of 1,000 of 10,000, longest stall',
      value: tenths(stall()),
      unit: 'ms',
    },
  ]
}

/** Longest time that the event loop was held, by the histogram of Node itself at 1 ms resolution. */
function watchStalls(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  return () => {
    histogram.disable()
    return histogram.max / 1e6 - 1
  }
}

async function advance(cloud: Cloud): Promise<void> {
  await cloud.advance('123456789012', 60_000)
}

function post(cloud: Cloud, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      cloud.url,
      {
        method: 'POST',
        agent,
        headers: {
          authorization,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        let bytes = 0
        response.on('data', (chunk: Buffer) => (bytes += chunk.length))
        response.on('end', () => {
          if (response.statusCode === 200) resolve(bytes)
          else reject(new Error(`HTTP ${response.statusCode}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

function memoryMb(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage.rss() / 2 ** 20)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function tenths(value: number | undefined): number {
  return Math.round((value ?? 0) * 10) / 10
}
