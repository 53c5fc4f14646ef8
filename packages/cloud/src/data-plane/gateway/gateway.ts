import {
  createServer,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BalancerFront } from './balancer-front.ts'
import { explain, patienceOf, reset, silenceMs } from './explain.ts'
import { BlockedError, GuestAgent, type Asker, type GuestAgentOptions } from './guest-agent.ts'
import { readGuestName, type GuestName } from './guest-name.ts'
import { toBrowser, toGuest } from './headers.ts'

/** A guest's port as the gateway reaches it. */
export interface GuestAddress extends Required<GuestName> {
  readonly region: string
  /** TLS ends at the gateway, and goes on from there as said, for this name. */
  readonly serverName?: string
  /** Or the interface, of a balancer: what the console explains. */
  readonly instanceId?: string
}

export interface GatewayOptions extends Pick<GuestAgentOptions, 'connect' | 'wall'> {
  /** Whose address it is; undefined where nobody has it. */
  readonly find: (name: GuestName) => GuestAddress | undefined
  /** `http://127.0.0.1:8080`, when there is a console to explain what is blocked. */
  readonly consoleUrl: () => string | undefined
  readonly onError: (error: unknown) => void
  /** Application load balancers, which take a request as it has been read here. */
  readonly balancers?: BalancerFront
}

const idleMs = 120_000
/** What a load balancer takes. */
const maxHeaderBytes = 64 * 1024
const maxRequestBytes = 1024 ** 3

/**
 * Guests' web pages, on an origin of their own. A name that is an instance's public DNS name leads to that instance, if the
 * network lets it; every other name is refused.
 */
export function createGateway(options: GatewayOptions): Server {
  const agent = new GuestAgent({ ...options, idleMs })
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: 15_000,
      requestTimeout: 600_000,
      keepAliveTimeout: 65_000,
      noDelay: true,
      shouldUpgradeCallback: (request) => options.balancers?.mayUpgrade(request) ?? true,
    },
    (request, response) => {
      if (options.balancers?.serve(request, response)) return
      serve(options, agent, request, response).catch((error: unknown) => {
        options.onError(error)
        response.destroy()
      })
    },
  )
  server.on('upgrade', (request, socket, head) => {
    if (options.balancers?.upgrade(request, socket, head)) return
    upgrade(options, request, socket, head).catch(() => socket.destroy())
  })
  server.on('clientError', (error, socket) => {
    if (options.balancers?.refuse(error, socket)) return
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })
  server.on('close', () => agent.destroy())
  return server
}

async function serve(
  options: GatewayOptions,
  agent: GuestAgent,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const to = find(options, request)
  if (!to) {
    request.resume()
    return plain(response, 404, 'No instance of the embedded cloud has this name.\n')
  }
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) {
    request.resume()
    return plain(response, 413, 'The request is larger than the gateway passes on.\n')
  }
  const asker = { patienceMs: patienceOf(request), gone: false }
  const forwarded = requestThrough({
    agent,
    host: GuestAgent.hostOf(to),
    port: to.port,
    method: request.method,
    path: request.url,
    headers: toGuest(request.headers),
    setHost: false,
    timeout: idleMs,
    asker,
  })
  response.once('close', () => {
    asker.gone = true
    forwarded.destroy()
  })
  forwarded.once('timeout', () => forwarded.destroy(new Error('The instance has gone silent')))
  const answered = whenAnswered(forwarded)
  sendBody(request, forwarded)
  try {
    const answer = await answered
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, toBrowser(answer.headers))
    await passOn(answer, response)
  } catch (error) {
    if (error instanceof BlockedError) {
      const called = { ...to, resourceId: to.instanceId }
      return explain(options.consoleUrl(), called, error.decision, request, response)
    }
    if (response.headersSent) response.destroy()
    else reset(response)
  }
}

/** Node hands what it does not know itself on to the agent. */
function requestThrough(options: RequestOptions & { readonly asker: Asker }): ClientRequest {
  return httpRequest(options)
}

/** A request that ends early is no fault of ours; what came of it shows in its answer. */
function sendBody(request: IncomingMessage, forwarded: ClientRequest): void {
  const { 'transfer-encoding': coding, 'content-length': length = '0' } = request.headers
  if (coding !== undefined) pipeline(request, withinLimit, forwarded).catch(() => undefined)
  else if (length === '0') forwarded.end()
  else pipeline(request, forwarded).catch(() => undefined)
}

/** What a pipeline does, at a fraction of its cost: most pages are one portion. */
function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    answer.pipe(response)
    response.once('finish', resolve)
    // A client that goes away ends the guest's answer: see `serve`.
    response.once('close', resolve)
    answer.once('error', reject)
    answer.once('aborted', () => reject(new Error('The instance broke off its answer')))
  })
}

/** A body that comes in chunks does not say how long it will be. */
async function* withinLimit(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const part of body) {
    bytes += part.length
    if (bytes > maxRequestBytes) throw new Error('The request is larger than the gateway passes on')
    yield part
  }
}

function whenAnswered(forwarded: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    forwarded.once('response', resolve)
    forwarded.on('error', reject)
  })
}

async function upgrade(
  options: GatewayOptions,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const to = find(options, request)
  const guest = to && (await options.connect(to))
  if (!guest || 'decision' in guest) {
    if (guest?.decision.verdict !== 'dropped') return void socket.destroy()
    const cancel = options.wall.after(silenceMs, () => socket.destroy())
    socket.once('close', cancel)
    return
  }
  const headers = {
    ...toGuest(request.headers),
    connection: 'Upgrade',
    upgrade: request.headers.upgrade,
  }
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => `${name}: ${each}`),
  )
  guest.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  guest.write(head)
  socket.on('error', () => guest.destroy())
  guest.on('error', () => socket.destroy())
  await Promise.all([pipeline(socket, guest), pipeline(guest, socket)])
}

function find(options: GatewayOptions, request: IncomingMessage): GuestAddress | undefined {
  const name = readGuestName(request.headers.host)
  return name ? options.find(name) : options.balancers?.streamOf(request)
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}
