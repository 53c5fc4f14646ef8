import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createChance } from '@brume/clock'
import { openRawConnection, type RawConnection } from '@brume/test-kit/raw-connection'
import { startCloud } from '../src/index.ts'
import { sampleOf, type MetricName, type MetricStore } from '../src/metrics/metric.ts'
import { createMetricStore } from '../src/metrics/store.ts'
import type { Row } from './instances.bench.ts'

const place = { account: '123456789012', region: 'ap-northeast-2' }
const instances = 1000
const metrics = 12
const hourMs = 3_600_000
const monthMs = 30 * 24 * hourMs
const startMs = Date.UTC(2026, 0, 1)
const endMs = startMs + monthMs
const chance = createChance('metrics')

/** Values put and read over a month of 1,000 instances with 12 metrics each, of which CPUUtilization has a value every 5 minutes. */
export async function run(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-bench-metrics-'))
  try {
    const filled = fillMonth(dataDir)
    return [...filled, ...(await overThePort(dataDir))]
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

const dimensions = Array.from({ length: instances }, (_, i) =>
  Object.freeze([{ name: 'InstanceId', value: `i-${String(i).padStart(17, '0')}` }]),
)

const nameOf = (instance: number, metric: number): MetricName => ({
  namespace: 'Bench',
  metricName: metric === 0 ? 'CPUUtilization' : `Metric${metric}`,
  dimensions: dimensions[instance] ?? [],
})

/** CPUUtilization at every time, the other metrics once a day. */
function fillMonth(dataDir: string): Row[] {
  let nowMs = startMs
  const store = createMetricStore({ dataDir, now: () => nowMs, onError: raise })
  const memoryBefore = process.memoryUsage.rss()
  const cpu = process.cpuUsage()
  let count = 0
  let mostMemory = 0
  for (; nowMs < endMs; nowMs += 300_000) {
    count += putRound(store, nowMs)
    if (nowMs % hourMs === 0) mostMemory = Math.max(mostMemory, process.memoryUsage.rss())
  }
  const used = process.cpuUsage(cpu)
  store.close()
  const seconds = (used.user + used.system) / 1e6
  const bytes = statSync(join(dataDir, 'metrics.sqlite')).size
  const dense = instances * (monthMs / 300_000)
  const million = (value: number) => `${(value / 1e6).toFixed(1)} million`
  return [
    {
      name: 'values put directly, durable, 12,000 metrics',
      value: count / seconds,
      unit: 'per second of processor time',
      note: `${million(count)} values`,
    },
    {
      name: 'memory of the store while a month is put',
      value: (mostMemory - memoryBefore) / 1e6,
      unit: 'MB',
      note: 'growth of the process; chunks are bounded to 128 MiB',
    },
    {
      name: 'a month on disk',
      value: bytes / 1e6,
      unit: 'MB',
      note: `${million(dense)} values at 5 minutes, the rest daily`,
    },
  ]
}

function putRound(store: MetricStore, atMs: number): number {
  const isDay = atMs % (24 * hourMs) === 0
  const samples = []
  for (let instance = 0; instance < instances; instance += 1) {
    const of = isDay ? metrics : 1
    for (let metric = 0; metric < of; metric += 1) {
      const value = metric < 4 ? chance.next() * 100 : metric < 8 ? chance.below(1000) : 0
      samples.push(sampleOf(nameOf(instance, metric), atMs, value, 'Percent'))
    }
  }
  store.put(place, samples)
  return samples.length
}

async function overThePort(dataDir: string): Promise<Row[]> {
  const cloud = await startCloud({ dataDir, speed: 'manual', startAt: endMs, seed: 'bench' })
  const connection = openRawConnection(cloud.port)
  const call = (operation: string, input: object) => request(connection, operation, input)
  try {
    const range = { StartTime: startMs / 1000, EndTime: endMs / 1000 }
    const first = performance.now()
    await call('ListMetrics', { Namespace: 'Bench' })
    const opening = performance.now() - first
    const queries = Array.from({ length: 500 }, (_, i) => ({
      Id: `m${i}`,
      MetricStat: {
        Metric: {
          Namespace: 'Bench',
          MetricName: 'CPUUtilization',
          Dimensions: dimensions[i]?.map(({ name, value }) => ({ Name: name, Value: value })),
        },
        Period: 3600,
        Stat: 'Average',
      },
    }))
    const search = (wrap: (text: string) => string) => [
      {
        Id: 'e1',
        Expression: wrap(
          `SEARCH('{Bench,InstanceId} MetricName="CPUUtilization"', 'Average', 3600)`,
        ),
      },
    ]
    const get = (name: string, MetricDataQueries: object[]) =>
      latency(name, () => call('GetMetricData', { ...range, MetricDataQueries }))
    return [
      {
        name: 'first ListMetrics after a start',
        value: opening,
        unit: 'ms',
        note: 'opens the store with a month of 12,000 metrics',
      },
      ...(await get('GetMetricData, 500 queries, a month by the hour', queries)),
      ...(await get(
        'GetMetricData, SEARCH over 1,000 instances',
        search((text) => text),
      )),
      ...(await get(
        'GetMetricData, average of that SEARCH',
        search((text) => `AVG(${text})`),
      )),
      await ingestion(call),
    ]
  } finally {
    connection.close()
    await cloud.close()
  }
}

type Call = (operation: string, input: object) => Promise<number>

async function latency(name: string, ask: () => Promise<number>): Promise<Row[]> {
  const start = performance.now()
  const bytes = await ask()
  const cold = performance.now() - start
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (let round = 0; round < 7; round += 1) {
    const before = performance.now()
    await ask()
    times.push(performance.now() - before)
  }
  const used = process.cpuUsage(cpu)
  const median = times.sort((a, b) => a - b)[3] ?? 0
  const cpuMs = (used.user + used.system) / 1000 / times.length
  const note = `${(bytes / 1e6).toFixed(1)} MB; ${cpuMs.toFixed(0)} ms of processor time; the first ${cold.toFixed(0)} ms; target ≤ 200`
  return [{ name, value: median, unit: 'ms', note }]
}

/** 1,000 metrics with one value each in every request, as agents send them. */
async function ingestion(call: Call): Promise<Row> {
  const input = {
    Namespace: 'Ingested',
    MetricData: Array.from({ length: 1000 }, (_, i) => ({
      MetricName: `Requests${i % 10}`,
      Dimensions: [{ Name: 'Service', Value: `service-${Math.floor(i / 10)}` }],
      Value: chance.next() * 100,
      Unit: 'Count',
    })),
  }
  for (let i = 0; i < 20; i += 1) await call('PutMetricData', input)
  const requests = 200
  const cpu = process.cpuUsage()
  const start = performance.now()
  for (let i = 0; i < requests; i += 1) await call('PutMetricData', input)
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  const perCpu = (requests * 1000 * 1e6) / (used.user + used.system)
  return {
    name: 'values ingested over the AWS port, durable',
    value: (requests * 1000) / seconds,
    unit: '/s',
    note: `1,000 a request, JSON, one connection; ${Math.round(perCpu).toLocaleString('en')} for a second of processor time, client's included; target ≥ 20,000`,
  }
}

async function request(
  connection: RawConnection,
  operation: string,
  input: object,
): Promise<number> {
  const body = JSON.stringify(input)
  const answer = await connection.send(
    [
      'POST / HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: application/x-amz-json-1.0',
      `X-Amz-Target: GraniteServiceVersion20100801.${operation}`,
      `Authorization: AWS4-HMAC-SHA256 Credential=${place.account}/20260101/${place.region}/monitoring/aws4_request, SignedHeaders=host, Signature=0`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
  if (answer.status !== 200) throw new Error(answer.text())
  return answer.bytes
}

function raise(error: unknown): never {
  throw error
}
