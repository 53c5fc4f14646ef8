import { connect, type Socket } from 'node:net'
import { parentPort } from 'node:worker_threads'

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
  const head = Buffer.from(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  const delays: number[] = []
  let left = requests
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      while (left > 0) {
        left -= 1
        const at = performance.now()
        socket.write(head)
        await wholeAnswer(socket)
        delays.push(performance.now() - at)
      }
      socket.destroy()
    }),
  )
  const ms = performance.now() - startedAt
  const sorted = delays.toSorted((a, b) => a - b)
  return { ms, p50Ms: sorted[Math.floor(sorted.length / 2)] ?? 0 }
}

/** Resolves with the last byte of an answer that says how long it is; rejects for any but 200. */
function wholeAnswer(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const onData = (data: Buffer): void => {
      text += data.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      if (end === -1) return
      if (!text.startsWith('HTTP/1.1 200')) return reject(new Error(text.slice(0, 300)))
      const declared = /content-length: (\d+)/i.exec(text)?.[1]
      const whole =
        declared === undefined
          ? text.endsWith('0\r\n\r\n')
          : text.length >= end + 4 + Number(declared)
      if (!whole) return
      socket.off('data', onData)
      resolve()
    }
    socket.on('data', onData)
  })
}
