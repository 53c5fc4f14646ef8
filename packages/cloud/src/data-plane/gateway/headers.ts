import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

/** Of one connection, not of the message (RFC 9110 §7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * The browser's headers for the guest. Cookies ignore ports, so that a browser might send the console's own: those never reach a
 * guest.
 */
export function toGuest(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = new Set(
    (headers.connection ?? '').split(',').map((word) => word.trim().toLowerCase()),
  )
  const passed: OutgoingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    if (hopByHop.has(name) || named.has(name)) continue
    if (name === 'cookie' && typeof value === 'string') {
      const own = guestCookies(value)
      if (own !== undefined) passed[name] = own
    } else passed[name] = value
  }
  return passed
}

/** Of a browser's cookies those that are not the console's. */
export function guestCookies(header: string): string | undefined {
  const own = header.split(/;\s*/).filter((cookie) => !/^(__\w+-)?brume/i.test(cookie))
  return own.length > 0 ? own.join('; ') : undefined
}

/** The guest's headers for the browser: cookies stay with the guest's own name, and with nobody's beside it. */
export function toBrowser(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const passed: OutgoingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    if (hopByHop.has(name)) continue
    passed[name] =
      name === 'set-cookie' && Array.isArray(value)
        ? value.map((cookie) => cookie.replaceAll(/;\s*domain=[^;]*/gi, ''))
        : value
  }
  return passed
}
