import {
  Agent,
  createServer,
  request as httpRequest,
  type ClientRequest,
  type ClientRequestArgs,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { Socket } from 'node:net'
import { PassThrough, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '@brume/clock'
import type { FlowDecision } from '@brume/ec2-model'
import { blockedPage } from './blocked-page.ts'
import { readGuestName, type GuestName } from './guest-name.ts'
import { toBrowser, toGuest } from './headers.ts'

/** A guest's port as the gateway reaches it. */
export interface GuestAddress extends Required<GuestName> {
  readonly region: string
  readonly instanceId?: string
}

export interface GatewayOptions {
  /** Whose address it is; undefined where nobody has it. */
  readonly find: (name: GuestName) => GuestAddress | undefined
  /** Reaches the guest as this computer does, over the internet: the network decides. */
  readonly connect: (
    to: Required<GuestName>,
  ) => Promise<Duplex | { readonly decision: FlowDecision }>
  /** Patience is wall time: a person waits. */
  readonly wall: Clock
  /** `http://127.0.0.1:8080`, when there is a console to explain what is blocked. */
  readonly consoleUrl: () => string | undefined
  readonly onError: (error: unknown) => void
}

/** So long a browser waits before it is told why; a real one would wait for minutes. */
const explainAfterMs = 3000
/** So long everybody else hears nothing, as from a host that drops packets. */
const silenceMs = 127_000
const idleMs = 120_000
const maxHeaderBytes = 32 * 1024
const maxRequestBytes = 1024 ** 3

/**
 * Guests' web pages, on an origin of their own. A name that is an instance's public DNS name leads to that instance, if the
 * network lets it; every other name is refused.
 */
export function createGateway(options: GatewayOptions): Server {
  const agent = new GuestAgent(options)
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: 15_000,
      requestTimeout: 600_000,
      keepAliveTimeout: 65_000,
      noDelay: true,
    },
    (request, response) => {
      serve(options, agent, request, response).catch((error: unknown) => {
        options.onError(error)
        response.destroy()
      })
    },
  )
  server.on('upgrade', (request, socket, head) => {
    upgrade(options, request, socket, head).catch(() => socket.destroy())
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
  const forwarded = httpRequest({
    agent,
    host: GuestAgent.hostOf(to),
    port: to.port,
    method: request.method,
    path: request.url,
    headers: toGuest(request.headers),
    setHost: false,
    timeout: idleMs,
  })
  response.once('close', () => forwarded.destroy())
  forwarded.once('timeout', () => forwarded.destroy(new Error('The instance has gone silent')))
  const answered = whenAnswered(forwarded)
  // A request that ends early is no fault of ours; what came of it shows in `answered`.
  const body =
    request.headers['transfer-encoding'] === undefined
      ? pipeline(request, forwarded)
      : pipeline(request, withinLimit, forwarded)
  body.catch(() => undefined)
  try {
    const answer = await answered
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, toBrowser(answer.headers))
    await pipeline(answer, response)
  } catch (error) {
    if (error instanceof BlockedError)
      return explain(options, to, error.decision, request, response)
    if (response.headersSent) response.destroy()
    else reset(response)
  }
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
  return name && options.find(name)
}

/** Dropped packets mean silence; a person with a browser is told why, after a shorter wait. */
function explain(
  options: GatewayOptions,
  to: GuestAddress,
  decision: FlowDecision,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { verdict, blockedAt } = decision
  if (verdict === 'allowed') return reset(response)
  const reads = /\btext\/html\b/.test(request.headers.accept ?? '')
  if (!reads) {
    if (verdict === 'refused') return reset(response)
    const cancel = options.wall.after(silenceMs, () => response.destroy())
    response.once('close', cancel)
    return
  }
  const answer = (): void => {
    const page = blockedPage(
      {
        verdict,
        address: to.address,
        port: to.port,
        blockedBy: blockedAt && `${blockedAt.kind} ${blockedAt.id}`,
        reachabilityUrl: reachabilityUrl(options.consoleUrl(), to),
      },
      request.headers['accept-language'],
    )
    response
      .writeHead(verdict === 'refused' ? 502 : 504, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(Buffer.byteLength(page)),
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'cache-control': 'no-store',
        connection: 'close',
      })
      .end(page)
  }
  if (verdict === 'refused') return answer()
  const cancel = options.wall.after(explainAfterMs, answer)
  response.once('close', cancel)
}

function reachabilityUrl(consoleUrl: string | undefined, to: GuestAddress): string | undefined {
  if (consoleUrl === undefined || to.instanceId === undefined) return undefined
  const search = new URLSearchParams({
    from: 'my-computer',
    to: to.instanceId,
    port: `tcp/${to.port}`,
  })
  return `${consoleUrl}/embedded-${to.account}/${to.region}/reachability?${search.toString()}`
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}

/** As a host does where nothing listens, or a program that died: the connection breaks without an answer. */
function reset(response: ServerResponse): void {
  const { socket } = response
  if (socket instanceof Socket) socket.resetAndDestroy()
  else response.destroy()
}

class BlockedError extends Error {
  readonly decision: FlowDecision

  constructor(decision: FlowDecision) {
    super('The network stops these packets')
    this.decision = decision
  }
}

/** Kept-alive connections to guests, one pool for each of their ports: Node pools by `host` and `port`. */
class GuestAgent extends Agent {
  readonly #connect: GatewayOptions['connect']

  constructor({ connect }: GatewayOptions) {
    super({ keepAlive: true, maxFreeSockets: 32, timeout: idleMs })
    this.#connect = connect
  }

  /** What makes a request go to this guest. */
  static hostOf({ account, address }: GuestAddress): string {
    return `${account}/${address}`
  }

  override createConnection(
    { host, port }: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const [account = '', address = ''] = host?.split('/') ?? []
    void this.#open({ account, address, port: Number(port) }, callback)
    return undefined
  }

  async #open(
    to: Required<GuestName>,
    callback: ((error: Error | null, stream: Duplex) => void) | undefined,
  ): Promise<void> {
    let stream: Duplex
    try {
      const guest = await this.#connect(to)
      if ('decision' in guest) throw new BlockedError(guest.decision)
      stream = asSocket(guest)
    } catch (error) {
      // The types ask for a stream beside an error; one that is gone already is none.
      callback?.(
        error instanceof Error ? error : new Error(String(error)),
        new PassThrough().destroy(),
      )
      return
    }
    callback?.(null, stream)
  }
}

/** What Node's HTTP client does to sockets only: settings that a stream within this process does not have. */
function asSocket(stream: Duplex): Duplex {
  const nothing = (): Duplex => stream
  return Object.assign(stream, {
    setKeepAlive: nothing,
    setNoDelay: nothing,
    setTimeout: nothing,
    ref: nothing,
    unref: nothing,
  })
}
