import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  encodeError,
  readBodies,
  recycleChunk,
  WireFault,
  type WireRequest,
  type WireResponse,
} from '@brume/aws-wire'
import type { Dispatch } from './dispatch.ts'
import type { Control } from './control.ts'

const maxBodyBytes = 10 * 1024 * 1024
const maxHeaderBytes = 64 * 1024

export interface HttpOptions {
  readonly dispatch: Dispatch
  /** `/_brume/…`; absent where control calls are not allowed. */
  readonly control?: Control
  /** Host names, besides loopback's, under which this server may be called. */
  readonly hosts: readonly string[]
  /** Takes a WebSocket upgrade; false when the path is not its own. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
  readonly onError: (error: unknown, requestId: string) => void
}

/** The AWS port: health, control calls, and everything else to the operations. */
export function createHttpServer(options: HttpOptions): Server {
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      requestTimeout: 60_000,
      headersTimeout: 15_000,
      keepAliveTimeout: 65_000,
      noDelay: true,
    },
    (request, response) => {
      answer(options, request, response).catch((error: unknown) => {
        options.onError(error, '')
        response.destroy()
      })
    },
  )
  server.on('upgrade', (request, socket, head) => {
    if (driveBy(options.hosts, request) || !options.upgrade(request, socket, head)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    }
  })
  return server
}

async function answer(
  options: HttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = driveBy(options.hosts, request)
  if (refusal) {
    sendJson(response, 403, { message: refusal })
    request.resume()
    return
  }
  const url = request.url ?? '/'
  if (url === '/healthz') return sendJson(response, 200, { status: 'ok' })
  const wire: WireRequest | WireResponse = await takeIn(request, url)
  if ('status' in wire) return send(response, wire)
  if (url.startsWith('/_brume/')) {
    const reply = options.control
      ? await options.control(wire)
      : { status: 404, body: { message: 'Control calls are not allowed on this cloud.' } }
    return sendJson(response, reply.status, reply.body)
  }
  await send(response, await options.dispatch(wire))
}

/** Reads the request's body within the caps; a refusal is answered in the caller's protocol as far as it is known. */
async function takeIn(request: IncomingMessage, url: string): Promise<WireRequest | WireResponse> {
  const headers: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const head = { method: request.method ?? 'GET', url, headers, body: new Uint8Array() }
  try {
    const { sent, body } = await readBodies(request, headers, maxBodyBytes)
    return { ...head, body, ...(sent !== body && { sentBody: sent }) }
  } catch (error) {
    if (!(error instanceof WireFault)) throw error
    return encodeError(undefined, head, error, crypto.randomUUID())
  }
}

/**
 * Any web page can make a browser send forms to a local port. No browser page has business here, so whatever a browser
 * marks as coming from a page is refused, and so is a name that is not this server's (DNS rebinding).
 */
function driveBy(hosts: readonly string[], request: IncomingMessage): string | undefined {
  const { origin, host } = request.headers
  if (origin !== undefined) return 'Requests from web pages are refused here.'
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'none' && site !== 'same-origin') {
    return 'Requests from web pages are refused here.'
  }
  const name = host?.replace(/:\d*$/, '').toLowerCase()
  if (name === undefined || !hosts.includes(name)) {
    return 'The Host header does not name this server.'
  }
  return undefined
}

async function send(response: ServerResponse, wire: WireResponse): Promise<void> {
  const chunks = wire.body[Symbol.iterator]()
  const first = chunks.next()
  if (first.done) {
    response.writeHead(wire.status, { ...wire.headers, 'content-length': '0' }).end()
    return
  }
  const second = chunks.next()
  if (second.done) {
    // Head and body in one write: a split answer would wait for the delayed acknowledgement of its first part.
    response
      .writeHead(wire.status, { ...wire.headers, 'content-length': String(first.value.length) })
      .end(first.value)
    return
  }
  response.writeHead(wire.status, wire.headers)
  await writeChunk(response, first.value)
  await writeChunk(response, second.value)
  for (let next = chunks.next(); !next.done; next = chunks.next()) {
    await writeChunk(response, next.value)
    if (response.destroyed) return
  }
  response.end()
}

/** Writes, then lets everyone else have their turn before the next chunk is made. */
async function writeChunk(response: ServerResponse, chunk: Uint8Array): Promise<void> {
  if (!response.destroyed) {
    await new Promise<void>((resolve) => {
      const giveUp = (): void => resolve()
      response.once('close', giveUp)
      response.write(chunk, (error) => {
        response.off('close', giveUp)
        if (!error) recycleChunk(chunk)
        resolve()
      })
    })
  }
  // Also after a drain: a fast reader drains within the same turn, and a long list would then hold the event loop to its end.
  await new Promise<void>((resolve) => setImmediate(resolve))
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    })
    .end(text)
}
