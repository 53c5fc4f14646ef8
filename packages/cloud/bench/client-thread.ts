import { parentPort, workerData } from 'node:worker_threads'
import { openRawConnection } from '@brume/test-kit/raw-connection'

/** One plain keep-alive connection, in a thread of its own so that the client's work does not hold the server's event loop. */
const { port, authorization } = workerData as { port: number; authorization: string }
const connection = openRawConnection(port)

async function send(body: string): Promise<number> {
  const answer = await connection.send(
    `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  if (answer.status !== 200) throw new Error(answer.text().slice(0, 2000))
  return answer.bytes
}

parentPort?.on('message', (bodies: readonly string[]) => {
  void (async () => {
    const startedMs = performance.now()
    let bytes = 0
    for (const body of bodies) bytes = await send(body)
    parentPort?.postMessage({ ms: performance.now() - startedMs, bytes }, [])
  })()
})
