import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EC2Client } from '@aws-sdk/client-ec2'
import { launchWebServer, openPort80 } from '@brume/test-kit/web-server'
import type { Row } from './live.bench.ts'
import { answer, cpuMs, freePort, spawnServer, stopServer } from './server-process.ts'

const rounds = 7

/** The server that `npm start` runs, at instant speed: from RunInstances with user data to its page through the gateway. */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brume-bench-'))
  const [consolePort, awsPort, gatewayPort] = [await freePort(), await freePort(), await freePort()]
  const child = spawnServer(folder, 'data', consolePort, awsPort, {
    BRUME_SPEED: 'instant',
    BRUME_GATEWAY_PORT: String(gatewayPort),
    BRUME_SSH_PORT: String(await freePort()),
  })
  const endpoint = `http://127.0.0.1:${awsPort}`
  const ec2 = new EC2Client({
    endpoint,
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  })
  try {
    await answer(`${endpoint}/healthz`)
    await openPort80(ec2)
    const times: number[] = []
    const cpu: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const cpuBefore = cpuMs(child)
      times.push(await launch(ec2, gatewayPort))
      cpu.push(cpuMs(child) - cpuBefore)
    }
    const median = (of: readonly number[]) =>
      of.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
    return [
      {
        name: 'RunInstances to the page of its user data, instant',
        value: Math.round(median(times)),
        unit: 'ms',
        note: `median of ${rounds}, the server’s processor time ${Math.round(median(cpu))} ms; target ≤ 1,500`,
      },
    ]
  } finally {
    ec2.destroy()
    await stopServer(child)
    rmSync(folder, { recursive: true })
  }
}

async function launch(ec2: EC2Client, port: number): Promise<number> {
  const startedAt = performance.now()
  await launchWebServer(ec2, port)
  return performance.now() - startedAt
}
