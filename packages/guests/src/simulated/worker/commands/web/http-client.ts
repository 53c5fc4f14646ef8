import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { ConnectionReset } from '../../../frame-stream.ts'
import type { Call } from '../call.ts'
import { plainAddress, type Family } from '../../net/addresses.ts'
import { dialFirst, lookUp, type DialFailure } from '../net/dial.ts'

export interface HttpRequest {
  readonly method: string
  readonly url: URL
  /** In their order, as they are to be written. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Uint8Array
  /** Patience for the connection alone, and for the whole, in seconds. */
  readonly connectSeconds?: number
  readonly totalSeconds?: number
  /** Instead of asking a name server. */
  readonly address?: string
  /** Addresses of this one alone. */
  readonly family?: Family
  /** From a device, or one of the guest's addresses. */
  readonly from?: string
  /** Told as soon as it is connected. */
  onConnect?(to: { address: string; port: number }): Promise<void>
}

export interface HttpReply {
  readonly message: IncomingMessage
  readonly status: number
  readonly address: string
  readonly port: number
  readonly localAddress: string
  readonly lookedUpMs: number
  readonly connectedMs: number
  readonly startedMs: number
}

/** How an exchange failed, and how long that took, in ms. */
export interface HttpFailure {
  readonly failure:
    | DialFailure
    | 'resolver-timed-out'
    | 'reset'
    | 'empty'
    | 'not-http'
    | 'tls-reset'
    | 'over-time'
  readonly afterMs: number
}

/** The host as it is said, without the brackets that a URL puts around IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80))
}

/** One request over a connection of its own; the body is the caller's to read. */
export async function httpRequest(
  call: Call,
  options: HttpRequest,
): Promise<HttpReply | HttpFailure> {
  const { outside } = call.machine
  const { url } = options
  const beganMs = await outside.freshNow()
  const past = async (): Promise<number> => (await outside.freshNow()) - beganMs
  const host = url.hostname
  const found = await lookUp(call, plainAddress(options.address ?? host) ?? host, options.family)
  if (typeof found === 'string')
    return {
      failure: found === 'timed-out' ? 'resolver-timed-out' : 'unknown-host',
      afterMs: await past(),
    }
  const lookedUpMs = await past()
  const port = portOf(url)
  const limits = [options.connectSeconds, options.totalSeconds].filter((one) => one !== undefined)
  const secure = url.protocol === 'https:'
  const { from } = options
  const { socket, address } = await dialFirst(call, found, {
    port,
    ...(from === undefined ? {} : { from }),
    ...(secure ? { tls: { serverName: host } } : {}),
    ...(limits.length > 0 ? { seconds: Math.min(...limits) } : {}),
  })
  if (typeof socket === 'string') return { failure: socket, afterMs: await past() }
  const connectedMs = await past()
  await options.onConnect?.({ address, port })
  const patience = new AbortController()
  const left =
    options.totalSeconds === undefined ? undefined : options.totalSeconds * 1000 - connectedMs
  if (left !== undefined)
    call.machine.detach(
      outside
        .sleep(left, AbortSignal.any([patience.signal, call.signal]))
        .then(() => socket.destroy(new OverTime()))
        .catch(() => {}),
    )
  const abort = (): unknown => socket.destroy()
  call.signal.addEventListener('abort', abort, { once: true })
  socket.once('close', () => {
    patience.abort(new Error('over'))
    call.signal.removeEventListener('abort', abort)
  })
  try {
    const message = await send(call, socket, options)
    return {
      message,
      status: message.statusCode ?? 0,
      address,
      port,
      localAddress: call.machine.network.sourceFor(address, from) ?? '',
      lookedUpMs,
      connectedMs,
      startedMs: await past(),
    }
  } catch (error) {
    socket.destroy()
    call.signal.throwIfAborted()
    return { failure: failureOf(error, secure), afterMs: await past() }
  }
}

/** The program's own patience is at its end. */
export class OverTime extends Error {
  override readonly name = 'OverTime'
}

function failureOf(error: unknown, secure: boolean): HttpFailure['failure'] {
  if (error instanceof OverTime) return 'over-time'
  if (error instanceof ConnectionReset) return secure ? 'tls-reset' : 'reset'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE') return 'not-http'
  return 'empty'
}

async function send(call: Call, socket: Duplex, options: HttpRequest): Promise<IncomingMessage> {
  const { request } = await call.machine.outside.working(() => import('node:http'))
  return new Promise((resolve, reject) => {
    // Node's client hears nothing of a stream that was gone before it began.
    const gone = (): void => reject(socket.errored ?? new ConnectionReset())
    if (socket.destroyed) return gone()
    socket.once('close', gone)
    const sent: ClientRequest = request({
      createConnection: () => socket,
      method: options.method,
      path: `${options.url.pathname}${options.url.search}`,
      setHost: false,
      setDefaultHeaders: false,
      insecureHTTPParser: true,
    })
    for (const [name, value] of options.headers) {
      const before = sent.getHeader(name)
      sent.setHeader(name, before === undefined ? value : [String(before), value])
    }
    sent.on('response', resolve)
    sent.on('error', reject)
    sent.end(options.body)
  })
}

/** A URL as it is typed at a shell: without a scheme it is HTTP. */
export function typedUrl(text: string): URL | undefined {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  return URL.canParse(whole) ? new URL(whole) : undefined
}
