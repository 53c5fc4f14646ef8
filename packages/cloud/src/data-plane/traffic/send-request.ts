import { request as httpRequest } from 'node:http'
import type { Duplex } from 'node:stream'
import { asSocket } from '../as-socket.ts'

/** One GET over a connection of its own, as another visitor makes it; the body is read and dropped. Undefined: no answer. */
export function sendRequest(
  connection: Duplex,
  asked: { readonly host: string; readonly port: number; readonly path: string },
  timeoutMs: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = httpRequest({
      createConnection: () => asSocket(connection),
      path: asked.path,
      headers: {
        host: asked.port === 80 ? asked.host : `${asked.host}:${asked.port}`,
        'user-agent': 'Brume traffic',
        accept: '*/*',
        connection: 'close',
      },
      setHost: false,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const end = (status: number | undefined): void => {
      resolve(status)
      connection.destroy()
    }
    request.once('response', (answer) => {
      answer.resume()
      answer.once('end', () => end(answer.statusCode))
      answer.once('error', () => end(undefined))
      answer.once('close', () => end(undefined))
    })
    request.once('error', () => end(undefined))
    request.end()
  })
}
