import { Worker } from 'node:worker_threads'
import { RunInstancesCommand } from '@aws-sdk/client-ec2'
import { startTestConsole, type TestConsole } from '../src/testing/test-console.ts'

export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note?: string
}

const instances = 10_000
const region = 'ap-northeast-2'

/** 10,000 instances from the embedded cloud through the BFF's live list into a browser-like client. */
export async function run(): Promise<Row[]> {
  const brume = await startTestConsole({ cloudOptions: { acceptAnyAmi: true, speed: 'instant' } })
  try {
    await seed(brume)
    // the SDK's own loading, once in the life of a server, is measured by the start-up benchmark
    await forward(brume, 'DescribeVpcs')
    const first = await look(brume)
    const second = await look(brume)
    const unpaged = await forward(brume, 'DescribeInstances')
    return [
      row('live: first snapshot', first.ms, 'ms', 'the cloud is asked, page by page'),
      row(
        'live: first snapshot, longest turn of the event loop',
        first.stallMs,
        'ms',
        'cloud and BFF in one process',
      ),
      row('live: snapshot of a list that is watched', second.ms, 'ms'),
      row(
        'live: snapshot of a list that is watched, longest turn of the event loop',
        second.stallMs,
        'ms',
      ),
      row('live: size of the snapshot', first.bytes / 1e6, 'MB'),
      row('forwarded DescribeInstances, not paged', unpaged.ms, 'ms'),
      row(
        'forwarded DescribeInstances, not paged, longest turn of the event loop',
        unpaged.stallMs,
        'ms',
      ),
    ]
  } finally {
    await brume.close()
  }
}

const row = (name: string, value: number, unit: string, note?: string): Row => ({
  name: `BFF, ${instances} instances, ${name}`,
  value: Math.round(value * 10) / 10,
  unit,
  note,
})

async function seed(brume: TestConsole): Promise<void> {
  const ec2 = brume.cloud.ec2({ region })
  for (let made = 0; made < instances; made += 500) {
    await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-0123456789abcdef0',
        InstanceType: 't3.micro',
        MinCount: 500,
        MaxCount: 500,
        TagSpecifications: [
          { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: `web-${made}` }] },
        ],
      }),
    )
  }
  await brume.cloud.advance('10m')
}

interface Look {
  readonly ms: number
  readonly bytes: number
  readonly stallMs: number
}

/**
 * The longest turn of the event loop, in time that its thread was computing: what others had to wait for, without what
 * other programs on the machine took.
 */
function watchTurns(): { stop(): number } {
  let longestUs = 0
  let stopped = false
  let before = process.threadCpuUsage()
  const turn = () => {
    const now = process.threadCpuUsage()
    longestUs = Math.max(longestUs, now.user + now.system - before.user - before.system)
    before = now
    if (!stopped) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    stop: () => {
      stopped = true
      return longestUs / 1000
    },
  }
}

/** The browser stands in a thread of its own, so that its work does not count as the server's. */
const followList = `
const { workerData: { origin, cookie, region, count }, parentPort } = require('node:worker_threads')
const socket = new WebSocket(origin.replace('http', 'ws') + '/live', { headers: { origin, cookie } })
let bytes = 0, items = 0
const feed = { type: 'subscribe', id: 1, connection: 'embedded', region, feed: 'instances' }
socket.onopen = () => socket.send(JSON.stringify(feed))
socket.onmessage = ({ data }) => {
  bytes += data.length
  const notice = JSON.parse(data)
  if (notice.type === 'patch') items += notice.upserts.rows.length
  if (notice.type === 'ready' && items >= count) { parentPort.postMessage(bytes); socket.close() }
}
`
const post = `
const { workerData: { origin, cookie, region, operation }, parentPort } = require('node:worker_threads')
const url = origin + '/api/embedded/' + region + '/ec2/' + operation
const headers = { origin, cookie, 'content-type': 'application/json' }
fetch(url, { method: 'POST', headers, body: '{}' }).then(async (reply) => {
  const text = await reply.text()
  if (!reply.ok) throw new Error(text)
  JSON.parse(text)
  parentPort.postMessage(text.length)
})
`

const look = (brume: TestConsole) => measure(brume, followList, { count: instances })
const forward = (brume: TestConsole, operation: string) => measure(brume, post, { operation })

async function measure(brume: TestConsole, browser: string, more: object): Promise<Look> {
  const { cookie } = await brume.tab()
  const workerData = { origin: brume.origin, cookie, region, ...more }
  const turns = watchTurns()
  const startedAt = performance.now()
  const worker = new Worker(browser, { eval: true, workerData })
  const bytes = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const ms = performance.now() - startedAt
  await worker.terminate()
  return { ms, bytes, stallMs: turns.stop() }
}

if (import.meta.main) console.table(await run())
