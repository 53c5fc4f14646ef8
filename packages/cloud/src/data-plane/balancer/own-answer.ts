import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { errorPage, serverName, titleOf } from './error-page.ts'
import type { Exchange } from './exchange.ts'

/** Connections that end with what was answered, whatever comes after it. */
export const saidLast = new WeakSet<Duplex>()

export interface OwnAnswer {
  readonly type?: string
  readonly body?: Buffer
  readonly location?: string
  /** What else the client sends cannot be understood, or is of no interest. */
  readonly closes?: boolean
}

/** An answer of the balancer itself: an error's page unless it is said. */
export function answerSelf(
  exchange: Exchange,
  response: ServerResponse,
  status: number,
  { type = 'text/html', body = errorPage(status), location, closes = false }: OwnAnswer = {},
): void {
  const { request } = exchange
  const ends = closes || !response.shouldKeepAlive
  exchange.status = status
  exchange.isOwnAnswer = true
  if (ends) saidLast.add(request.socket)
  if (response.headersSent || response.destroyed) return void response.destroy()
  const headers = ['Server', serverName]
  if (location !== undefined) headers.push('Location', location)
  if (body.length > 0) headers.push('Content-Type', type)
  headers.push('Content-Length', String(body.length), 'Connection', ends ? 'close' : 'keep-alive')
  response.writeHead(status, titleOf(status) || undefined, headers)
  exchange.sentBytes += body.length + 160
  response.end(request.method === 'HEAD' ? undefined : body)
  // What was sent and nobody has read stands in the way of the next request.
  if (!request.complete) request.resume()
}
