import type { IncomingHttpHeaders } from 'node:http'
import type { RequestToMatch } from '@brume/ec2-model'

/** A request as rules look at it, with the headers as they were read. */
export interface Asked extends RequestToMatch {
  readonly headers: IncomingHttpHeaders
}

/** Takes the request's target apart; undefined where it is none: neither a path nor an URL of HTTP. */
export function readAsked(
  method: string,
  target: string,
  headers: IncomingHttpHeaders,
  clientAddress: string,
): Asked | undefined {
  let host = headers.host ?? ''
  let rest = target
  if (!target.startsWith('/')) {
    const absolute = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(target)
    if (!absolute) return undefined
    host = absolute[1] ?? ''
    rest = absolute[2] ?? ''
    if (!rest.startsWith('/')) rest = `/${rest}`
  }
  const mark = rest.indexOf('?')
  return {
    method,
    host: hostWithoutPort(host),
    path: mark < 0 ? rest : rest.slice(0, mark),
    query: mark < 0 ? '' : rest.slice(mark + 1),
    headers,
    clientAddress,
  }
}

/** `[2600::1]:80` and `web.example.com:80` */
function hostWithoutPort(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '')
}

/** What stands on the request line for a target. */
export function targetOf({ path, query }: Pick<Asked, 'path' | 'query'>): string {
  return query === '' ? path : `${path}?${query}`
}
