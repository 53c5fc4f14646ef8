import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from 'node:http'
import { targetOf } from './asked.ts'
import { headBytes, type Exchange } from './exchange.ts'
import { headersForTarget, traceIdFor } from './forwarded.ts'
import { answerSelf } from './own-answer.ts'
import { rewrite } from './rewrite.ts'
import type { Route } from './route.ts'
import type { ListenerSetup } from './setup.ts'
import { setsCookie } from './sticky-cookies.ts'
import { TargetAgent, UnreachableTarget, type Dial } from './target-agent.ts'

const answerHeadBytes = 32 * 1024

/** Hands a request to its target, and the target's answer to the client. */
export function forward(exchange: Exchange, response: ServerResponse, route: Route): void {
  const { request, parts, entry, setup } = exchange
  exchange.askTarget(route.group, route.target)
  const idle = parts.idleWatch(entry.account, setup.balancer.idleMs).watch(() => {
    // Who is waited for: the client, for the rest of its request, or the target.
    answerSelf(exchange, response, request.complete ? 504 : 408, { closes: true })
    asked.destroy()
  })
  let asked = ask(false)
  response.once('close', () => {
    idle.done()
    if (!response.writableFinished) asked.destroy()
  })
  sendBody()

  function ask(again: boolean): ClientRequest {
    const forwarded = askTarget(exchange, route)
    forwarded.once('response', (answer) => {
      idle.touch()
      passAnswer(exchange, route, answer, response, idle.touch)
    })
    forwarded.on('error', (error: NodeJS.ErrnoException) => {
      if (response.destroyed || exchange.status !== undefined) return response.destroy()
      // A kept connection that the target was closing just then: nothing was answered, and nothing is lost by asking again.
      if (!again && forwarded.reusedSocket && !hasBody(request) && error.code === 'ECONNRESET') {
        asked = ask(true)
        asked.end()
        return
      }
      failed(exchange, response, error)
    })
    return forwarded
  }

  function sendBody(): void {
    if (!hasBody(request)) return void asked.end()
    request.on('data', (part: Buffer) => {
      idle.touch()
      exchange.receivedBytes += part.length
      if (!asked.write(part)) request.pause()
    })
    asked.on('drain', () => request.resume())
    request.once('end', () => asked.end())
    // A client that ends in the middle: its target must not take what came for the whole.
    request.once('close', () => {
      if (!request.complete) asked.destroy()
    })
  }
}

/** Why nothing came back: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html */
function failed(exchange: Exchange, response: ServerResponse, error: Error): void {
  const late = error instanceof UnreachableTarget && error.unreachable === 'timed-out'
  if (error instanceof UnreachableTarget) countUnreached(exchange)
  answerSelf(exchange, response, late ? 504 : 502)
}

export function countUnreached({ entry, group }: Exchange): void {
  if (group) entry.counts.group(group.record.id).connectionErrors += 1
}

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

export function dialOf({ entry, asked }: Exchange, { group, target }: Route): Dial {
  const { account, region, networkInterfaceId } = entry
  const { address, port } = target
  const speaksTls = group.record.protocol === 'HTTPS'
  const tls = speaksTls ? { tls: { serverName: asked?.host ?? address } } : undefined
  const groupId = group.record.id
  return { account, region, networkInterfaceId, groupId, address, port, ...tls }
}

/** Begins a request to the target: its head is ready to go. */
export function askTarget(
  exchange: Exchange,
  route: Route,
  more: readonly string[] = [],
): ClientRequest {
  const { request, parts, entry, setup, asked } = exchange
  const dial = dialOf(exchange, route)
  const { host, target } = rewrite(exchange)
  const sentTrace = request.headers['x-amzn-trace-id']
  const traceId = traceIdFor([sentTrace].flat()[0], exchange.now(), (count) =>
    parts.chanceOf(entry.account).hex(count),
  )
  exchange.traceId = traceId
  const headers = headersForTarget(cleanCookies(exchange), {
    ...setup.balancer.forward,
    scheme: setup.scheme,
    port: setup.port,
    client: entry.client,
    traceId,
    ...(host !== undefined && { host }),
  })
  if (request.headers['transfer-encoding'] !== undefined) {
    headers.push('Transfer-Encoding', 'chunked')
  } else if (!hasBody(request) && request.headers['content-length'] === undefined) {
    // Node would announce chunks for methods that usually have a body.
    if (!bodiless.has(asked?.method ?? '')) headers.push('Content-Length', '0')
  }
  if (setup.balancer.tellsTls && entry.tls?.protocol !== undefined) {
    headers.push('X-Amzn-Tls-Version', entry.tls.protocol)
    headers.push('X-Amzn-Tls-Cipher-Suite', entry.tls.cipher ?? '')
  }
  headers.push(...more)
  return requestThrough({
    agent: parts.agent,
    host: TargetAgent.hostOf(dial),
    port: dial.port,
    method: asked?.method,
    path: target ?? (asked ? targetOf(asked) : '/'),
    headers,
    setHost: false,
    maxHeaderSize: answerHeadBytes,
    dial,
  })
}

const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

/** Node hands what it does not know itself on to the agent. */
function requestThrough(options: RequestOptions & { readonly dial: Dial }): ClientRequest {
  return httpRequest(options)
}

/** A browser on this computer sends cookies that are not the guest's: ports do not tell them apart. */
function cleanCookies({ request, entry }: Exchange): readonly string[] {
  const { rawHeaders, headers } = request
  if (!entry.browser || headers.cookie === undefined) return rawHeaders
  const clean: string[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const value = rawHeaders[at + 1] ?? ''
    const kept = name.toLowerCase() === 'cookie' ? entry.browser.cookiesOf(value) : value
    if (kept !== undefined) clean.push(name, kept)
  }
  return clean
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])

/** The target's headers as the client gets them, names and values in turn. */
export function headersForClient(
  { rawHeaders }: IncomingMessage,
  { entry, setup }: Pick<Exchange, 'entry' | 'setup'>,
  route: Route,
): string[] {
  const headers: string[] = []
  const cookies: string[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const lower = name.toLowerCase()
    const value = rawHeaders[at + 1] ?? ''
    if (hopByHop.has(lower) || isReplaced(setup, lower)) continue
    if (lower !== 'set-cookie') headers.push(name, value)
    else {
      cookies.push(value)
      headers.push(name, entry.browser ? value.replaceAll(/;\s*domain=[^;]*/gi, '') : value)
    }
  }
  headers.push(...setup.responseHeaders)
  const appCookie = route.group.stickiness?.cookieName ?? ''
  const ofApp = setsCookie(cookies, appCookie) ? route.cookiesOfApp() : []
  for (const line of [...route.cookies, ...ofApp]) headers.push('Set-Cookie', line)
  return headers
}

function isReplaced({ keepsServer, responseHeaders }: ListenerSetup, lower: string): boolean {
  if (lower === 'server') return !keepsServer
  return responseHeaders.some((each) => each.toLowerCase() === lower)
}

function passAnswer(
  exchange: Exchange,
  route: Route,
  answer: IncomingMessage,
  response: ServerResponse,
  moved: () => void,
): void {
  const status = answer.statusCode ?? 502
  exchange.targetAnswered(status)
  if (response.destroyed || response.headersSent) return void answer.destroy()
  const headers = headersForClient(answer, exchange, route)
  exchange.status = status
  exchange.sentBytes += headBytes(headers) + 16
  headers.push('Connection', response.shouldKeepAlive ? 'keep-alive' : 'close')
  response.writeHead(status, answer.statusMessage, headers)
  answer.on('data', (part: Buffer) => {
    moved()
    exchange.sentBytes += part.length
    if (!response.write(part)) answer.pause()
  })
  response.on('drain', () => {
    moved()
    answer.resume()
  })
  answer.once('end', () => response.end())
  // Half an answer must not look like a whole one.
  answer.once('error', () => response.destroy())
  answer.once('close', () => {
    if (!answer.complete) response.destroy()
  })
}
