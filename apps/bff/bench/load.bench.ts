import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRawConnection } from '@brume/test-kit/raw-connection'
import type { Row } from './live.bench.ts'
import { runMix, type LoadResult } from './load/mix.ts'
import { ec2 } from './load/requests.ts'
import { fill, manyResources, said, type Counts, type State } from './load/state.ts'
import { median, timeTenCalls, type Timed } from './load/ten-calls.ts'
import { answer, cpuMs, freePort, residentMB, spawnServer, stopServer } from './server-process.ts'

const fewResources: Counts = {
  instances: 50,
  volumes: 10,
  snapshots: 10,
  groups: 50,
  rules: 10,
  parameters: 10,
  keyPairs: 10,
}
const warmUp = 5_000
const requests = 40_000
const starts = 3

/** The server that `npm start` runs under 50 clients, with 10,000 instances and 50,000 other resources present. */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brume-bench-'))
  try {
    const few = await withServer(folder, 'few', async ({ port }) => {
      const state = await fill(port, fewResources)
      await sleep(10_000)
      await runMix(port, state, warmUp)
      return timeTenCalls(port, state)
    })
    const full = await withServer(folder, 'many', async ({ port, child }) => {
      const state = await fill(port, manyResources)
      // Until the last of them runs.
      await sleep(30_000)
      const filledMB = residentMB(child)
      await runMix(port, state, warmUp)
      const many = await timeTenCalls(port, state)
      const cpu = cpuMs(child)
      const load = await runMix(port, state, requests)
      return { state, many, load, cpuMs: cpuMs(child) - cpu, filledMB, MB: residentMB(child) }
    })
    const cold: number[] = []
    for (let at = 0; at < starts; at += 1) cold.push(await startMs(folder, full.state))
    return [
      ...mixRows(full.load, full.cpuMs),
      row('memory with that state', full.filledMB, 'MB', 'of the process, right after its making'),
      row('memory after the mixed load', full.MB, 'MB'),
      row(
        'start with that state to the first answer about an instance',
        median(cold),
        'ms',
        `median of ${starts}; target ≤ 2,000`,
      ),
      ...[...full.many].map(([name, timed]) => growthRow(name, few.get(name), timed)),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function mixRows(load: LoadResult, serverCpuMs: number): Row[] {
  const perRequest = (ms: number): string => `${Math.round((ms * 1000) / load.requests)} µs`
  const refused = [...load.refused].map(([code, times]) => `${times} × ${code}`).join(', ')
  return [
    row(
      'mixed load, requests',
      (load.requests * 1000) / load.ms,
      '/s',
      `${perRequest(serverCpuMs)} of the server’s processor time each, ${perRequest(load.clientCpuMs)} of the client’s; ` +
        `${refused ? `refused: ${refused}` : 'none refused'}; target ≥ 2,000`,
    ),
    row('mixed load, p50', load.p50Ms, 'ms'),
    row('mixed load, p99', load.p99Ms, 'ms', 'target ≤ 100'),
  ]
}

function growthRow(name: string, few: Timed | undefined, many: Timed): Row {
  const times = few ? (many.us / few.us).toFixed(2) : '?'
  return row(
    name,
    many.us,
    'µs',
    `${Math.round(few?.us ?? 0)} on a cloud with 50 instances: ${times} times; ${few?.bytes} and ${many.bytes} bytes; target ≤ 2 times`,
  )
}

const row = (name: string, value: number, unit: string, note?: string): Row => ({
  name,
  value: Math.round(value * 10) / 10,
  unit,
  ...(note !== undefined && { note }),
})

interface Running {
  readonly port: number
  readonly child: ChildProcess
}

async function withServer<T>(
  folder: string,
  data: string,
  use: (server: Running) => Promise<T>,
): Promise<T> {
  const [consolePort, port] = [await freePort(), await freePort()]
  const child = spawnServer(folder, data, consolePort, port, { BRUME_ACCEPT_ANY_AMI: '1' })
  try {
    await answer(`http://127.0.0.1:${port}/healthz`)
    return await use({ port, child })
  } finally {
    await stopServer(child)
  }
}

/** From the start of the process to its first answer that says something about its records. */
async function startMs(folder: string, { instances }: State): Promise<number> {
  const startedAt = performance.now()
  return withServer(folder, 'many', async ({ port }) => {
    const connection = openRawConnection(port)
    await said(connection, ec2('DescribeInstances', { 'InstanceId.1': instances[0] ?? '' }))
    connection.close()
    return performance.now() - startedAt
  })
}

if (import.meta.main) console.table(await run())
