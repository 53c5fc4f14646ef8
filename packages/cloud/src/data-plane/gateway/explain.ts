import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FlowDecision } from '@brume/ec2-model'
import { blockedPage } from './blocked-page.ts'

/** What was called, for the page that says why nothing came. */
export interface Called {
  readonly account: string
  readonly region: string
  readonly address: string
  readonly port: number
  /** The instance or interface that the console explains. */
  readonly resourceId?: string | undefined
}

/** So long a browser waits before it is told why; a real one would wait for minutes. */
export const explainAfterMs = 3000
/** So long everybody else hears nothing, as from a host that drops packets. */
export const silenceMs = 127_000

/** Whether a person with a browser asks, who is told why nothing comes; everybody else hears nothing, as from a host that drops packets. */
export function reads({ headers }: IncomingMessage): boolean {
  return /\btext\/html\b/.test(headers.accept ?? '')
}

export function patienceOf(request: IncomingMessage): number {
  return reads(request) ? explainAfterMs : silenceMs
}

export function explain(
  consoleUrl: string | undefined,
  to: Called,
  { verdict, blockedAt }: FlowDecision,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (verdict === 'allowed') return reset(response)
  if (!reads(request)) {
    if (verdict === 'refused') reset(response)
    else response.destroy()
    return
  }
  const page = blockedPage(
    {
      verdict,
      address: to.address,
      port: to.port,
      blockedBy: blockedAt && `${blockedAt.kind} ${blockedAt.id}`,
      reachabilityUrl: reachabilityUrl(consoleUrl, to),
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

function reachabilityUrl(consoleUrl: string | undefined, to: Called): string | undefined {
  if (consoleUrl === undefined || to.resourceId === undefined) return undefined
  const search = new URLSearchParams({
    from: 'my-computer',
    to: to.resourceId,
    port: `tcp/${to.port}`,
  })
  return `${consoleUrl}/embedded-${to.account}/${to.region}/reachability?${search.toString()}`
}

/** As a host does where nothing listens, or a program that died: the connection breaks without an answer. */
export function reset(response: ServerResponse): void {
  const { socket } = response
  if (socket instanceof Socket) socket.resetAndDestroy()
  else response.destroy()
}
