import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
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
  const client = openClient(cloud.port)
  const rows: Row[] = []
  try {
    await rate('warm-up', 200, client)
    rows.push(await rate('RunInstances, durable, 200 to 1,000 instances', 800, client))
    await advance(cloud)
    rows.push(...(await describe('1,000', list, client)))
    await rate('filling', 8_000, client)
    rows.push(await rate('RunInstances, durable, 9,000 to 10,000 instances', 1_000, client))
    await advance(cloud)
    rows.push(...(await describe('10,000', list, client)))
    rows.push(...(await describe('10,000, a page of 1,000', `${list}&MaxResults=1000`, client)))
  } finally {
    await client.close()
    await cloud.close()
    rmSync(directory, { recursive: true })
  }
  return rows
}

const list = 'Action=DescribeInstances&Version=2016-11-15'

interface Client {
  /** Sends the requests one after another; the whole time and the size of the last answer. */
  send(bodies: readonly string[]): Promise<{ ms: number; bytes: number }>
  close(): Promise<unknown>
}

function openClient(port: number): Client {
  const worker = new Worker(new URL('./client-thread.ts', import.meta.url), {
    workerData: { port, authorization },
  })
  return {
    send: (bodies) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject)
        worker.once('message', (answer: { ms: number; bytes: number }) => {
          worker.off('error', reject)
          resolve(answer)
        })
        worker.postMessage(bodies, [])
      }),
    close: () => worker.terminate(),
  }
}

function launchBody(token: string): string {
  return `Action=RunInstances&Version=2016-11-15&ImageId=${image}&InstanceType=t3.micro&MinCount=1&MaxCount=1&ClientToken=${token}&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=${token}`
}

async function rate(name: string, count: number, client: Client): Promise<Row> {
  const bodies = Array.from({ length: count }, (_, i) =>
    launchBody(`${name.replaceAll(/[ ,]/g, '')}-${i}`),
  )
  const { ms } = await client.send(bodies)
  return { name, value: Math.round(count / (ms / 1000)), unit: 'per second' }
}

async function describe(name: string, body: string, client: Client): Promise<readonly Row[]> {
  const times: number[] = []
  const stalls: number[] = []
  let size = 0
  for (let i = 0; i < 9; i++) {
    const stall = watchStalls()
    const { ms, bytes } = await client.send([body])
    times.push(ms)
    stalls.push(stall())
    size = bytes
  }
  const what = `DescribeInstances of ${name}`
  const note = `${Math.round(size / 1024)} kB`
  return [
    { name: `${what}, first after a change`, value: tenths(times[0]), unit: 'ms' },
    { name: what, value: tenths(median(times)), unit: 'ms', note },
    { name: `${what}, longest stall of the first`, value: tenths(stalls[0]), unit: 'ms' },
    { name: `${what}, longest stall`, value: tenths(median(stalls)), unit: 'ms' },
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function tenths(value: number | undefined): number {
  return Math.round((value ?? 0) * 10) / 10
}
