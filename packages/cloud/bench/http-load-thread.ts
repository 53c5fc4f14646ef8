import { parentPort } from 'node:worker_threads'
import { openRawConnection } from '@brume/test-kit/raw-connection'

/** What to ask for, on how many keep-alive connections, one request after another on each. */
export interface HttpLoad {
  readonly port: number
  readonly host: string
  readonly connections: number
  readonly requests: number
}

export interface HttpLoadResult {
  readonly ms: number
  readonly p50Ms: number
}

/** A client in a thread of its own, so that its work does not hold the server's event loop. */
parentPort?.on('message', (load: HttpLoad) => {
  void run(load).then((result) => parentPort?.postMessage(result, []))
})

async function run({ port, host, connections, requests }: HttpLoad): Promise<HttpLoadResult> {
  const request = Buffer.from(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  const delays: number[] = []
  let left = requests
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = openRawConnection(port)
      while (left > 0) {
        left -= 1
        const at = performance.now()
        const answer = await connection.send(request)
        if (answer.status !== 200) throw new Error(answer.text().slice(0, 300))
        delays.push(performance.now() - at)
      }
      connection.close()
    }),
  )
  const ms = performance.now() - startedAt
  const sorted = delays.toSorted((a, b) => a - b)
  return { ms, p50Ms: sorted[Math.floor(sorted.length / 2)] ?? 0 }
}
