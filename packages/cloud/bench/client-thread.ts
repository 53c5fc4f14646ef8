import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** One plain keep-alive connection, in a thread of its own so that the client's work does not hold the server's event loop. */
const { port, authorization } = workerData as { port: number; authorization: string }
const socket = connect(port, '127.0.0.1')
socket.setNoDelay(true)

let answered: ((bytes: number) => void) | undefined
let received = 0
let length: number | undefined
let tail = ''
socket.on('data', (data) => {
  const chunk = Buffer.from(data)
  if (received === 0) readHead(chunk)
  received += chunk.length
  if (length === undefined) tail = (tail + chunk.toString('latin1')).slice(-5)
  if (length === undefined ? tail === '0\r\n\r\n' : received >= length) {
    const bytes = received
    received = 0
    answered?.(bytes)
  }
})

function readHead(chunk: Buffer): void {
  const end = chunk.indexOf('\r\n\r\n')
  const head = chunk.toString('latin1', 0, end)
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(chunk.toString().slice(0, 2000))
  const declared = /content-length: (\d+)/i.exec(head)?.[1]
  length = declared === undefined ? undefined : end + 4 + Number(declared)
  tail = ''
}

function send(body: string): Promise<number> {
  return new Promise((resolve) => {
    answered = resolve
    socket.write(
      `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })
}

parentPort?.on('message', (bodies: readonly string[]) => {
  void (async () => {
    const startedMs = performance.now()
    let bytes = 0
    for (const body of bodies) bytes = await send(body)
    parentPort?.postMessage({ ms: performance.now() - startedMs, bytes }, [])
  })()
})
