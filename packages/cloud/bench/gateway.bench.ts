import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { startTestCloud } from '@brume/test-kit'
import { launchWebServer, openPort80 } from '@brume/test-kit/web-server'
import type { HttpLoad, HttpLoadResult } from './http-load-thread.ts'
import type { Row } from './instances.bench.ts'

const requests = 6000
const connections = 32

/** A guest's page through the gateway, beside a plain Node server in the same run. */
export async function run(): Promise<Row[]> {
  const cloud = await startTestCloud({ speed: 'instant', gatewayPort: 0, startAt: Date.now() })
  const client = new Worker(new URL('./http-load-thread.ts', import.meta.url))
  const plain = new Worker(new URL('./plain-server-thread.ts', import.meta.url))
  try {
    const ec2 = cloud.ec2()
    await openPort80(ec2)
    const gatewayPort = cloud.gateway?.port ?? 0
    const [plainPort] = (await once(plain, 'message')) as [number]
    const host = await launchWebServer(ec2, gatewayPort)
    const toGuest = { port: gatewayPort, host, connections, requests }
    const toPlain = { ...toGuest, port: plainPort }
    for (const load of [toGuest, toPlain]) await measure(client, { ...load, requests: 2000 })
    const guest = await measure(client, toGuest)
    const node = await measure(client, toPlain)
    const one = { connections: 1, requests: 1500 }
    const guestOne = await measure(client, { ...toGuest, ...one })
    const nodeOne = await measure(client, { ...toPlain, ...one })
    return [
      {
        name: 'Gateway, requests',
        value: guest.perSecond,
        unit: '/s',
        note: `${connections} connections, httpd in a guest; ${cpuNote(guest)}; target ≥ 3,000`,
      },
      {
        name: 'Plain Node server, requests',
        value: node.perSecond,
        unit: '/s',
        note: `the same client; ${cpuNote(node)}`,
      },
      {
        name: 'Gateway, added delay of a request, p50',
        value: guestOne.p50Ms - nodeOne.p50Ms,
        unit: 'ms',
        note: `${guestOne.p50Ms.toFixed(2)} against ${nodeOne.p50Ms.toFixed(2)} on one connection; target ≤ 1`,
      },
    ]
  } finally {
    await client.terminate()
    await plain.terminate()
    await cloud.close()
  }
}

interface Measured extends HttpLoadResult {
  readonly perSecond: number
  readonly perCpuSecond: number
}

/** The processor's time is that of the client too, in all threads. */
async function measure(client: Worker, load: HttpLoad): Promise<Measured> {
  const cpu = process.cpuUsage()
  client.postMessage(load, [])
  const [result] = (await once(client, 'message')) as [HttpLoadResult]
  const used = process.cpuUsage(cpu)
  return {
    ...result,
    perSecond: (load.requests * 1000) / result.ms,
    perCpuSecond: (load.requests * 1e6) / (used.user + used.system),
  }
}

function cpuNote({ perCpuSecond }: Measured): string {
  return `${Math.round(perCpuSecond).toLocaleString('en')} for a second of processor time, client's included`
}
