import { isIPv6 } from 'node:net'

/** What headers a balancer adds on a request's way to its target, and which it leaves away. */
export interface ForwardWish {
  /** `routing.http.xff_header_processing.mode` */
  readonly forwardedFor: 'append' | 'preserve' | 'remove'
  /** With the client's port behind its address. */
  readonly clientPort: boolean
  readonly preserveHost: boolean
  /** Headers whose names are not made of letters, digits and hyphens. */
  readonly dropInvalid: boolean
  readonly scheme: 'http' | 'https'
  /** Of the listener. */
  readonly port: number
  readonly client: { readonly address: string; readonly port: number }
  /** As it is to be: `X-Amzn-Trace-Id`. */
  readonly traceId: string
  /** What the rule's rewrite makes of it. */
  readonly host?: string
}

/** Of one connection, not of the message (RFC 9110 §7.6.1), and those that the balancer writes itself. */
const left = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'x-amzn-trace-id',
])
const validName = /^[-A-Za-z0-9]+$/

/**
 * The headers for the target, names and values in turn, in the client's order and spelling.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 */
export function headersForTarget(raw: readonly string[], wish: ForwardWish): string[] {
  const named = connectionNames(raw)
  const headers: string[] = []
  const forwardedFor: string[] = []
  const keepsForwarded = wish.forwardedFor !== 'remove'
  let host: string | undefined
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? ''
    const value = raw[at + 1] ?? ''
    const lower = name.toLowerCase()
    if (left.has(lower) || named?.has(lower)) continue
    if (lower === 'host') host ??= value
    else if (lower === 'x-forwarded-for') {
      if (keepsForwarded) forwardedFor.push(value)
    } else if (lower === 'x-forwarded-proto' || lower === 'x-forwarded-port') continue
    else if (!wish.dropInvalid || validName.test(name)) headers.push(name, value)
  }
  if (wish.forwardedFor === 'append') forwardedFor.push(shownClient(wish))
  if (forwardedFor.length > 0) headers.push('X-Forwarded-For', forwardedFor.join(', '))
  headers.push('X-Forwarded-Proto', wish.scheme, 'X-Forwarded-Port', String(wish.port))
  headers.push('Host', wish.host ?? hostForTarget(host ?? '', wish))
  headers.push('X-Amzn-Trace-Id', wish.traceId)
  return headers
}

/** Unless it is to be kept, the listener's port stands behind it exactly where that is not the usual one. */
function hostForTarget(host: string, { preserveHost, port }: ForwardWish): string {
  if (preserveHost) return host
  if (port === 80 || port === 443) return host.replace(/:\d*$/, '')
  return /:\d+$/.test(host) ? host : `${host}:${port}`
}

function shownClient({ client, clientPort }: ForwardWish): string {
  if (!clientPort) return client.address
  const address = isIPv6(client.address) ? `[${client.address}]` : client.address
  return `${address}:${client.port}`
}

function connectionNames(raw: readonly string[]): ReadonlySet<string> | undefined {
  for (let at = 0; at + 1 < raw.length; at += 2) {
    if (raw[at]?.toLowerCase() !== 'connection') continue
    const words = (raw[at + 1] ?? '').toLowerCase().split(',')
    const names = words.map((word) => word.trim()).filter((word) => !usualWords.has(word))
    if (names.length > 0) return new Set(names)
  }
  return undefined
}

const usualWords = new Set(['', 'close', 'keep-alive', 'upgrade'])

/**
 * A request keeps the `Root` that it came with, and is told by `Self` from others of it; without one it gets its own.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html
 */
export function traceIdFor(
  sent: string | undefined,
  nowMs: number,
  digits: (count: number) => string,
): string {
  const own = `1-${Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')}-${digits(24)}`
  if (sent === undefined || sent.trim() === '') return `Root=${own}`
  const fields = sent
    .split(';')
    .map((field) => field.trim())
    .filter((field) => field !== '' && !/^self=/i.test(field))
  const hasRoot = fields.some((field) => /^root=/i.test(field))
  return [`${hasRoot ? 'Self' : 'Root'}=${own}`, ...fields].join(';')
}
