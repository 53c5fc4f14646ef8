import type { RedirectAction } from '../../services/elastic-load-balancing-v2/rules/rule-action.ts'
import type { Asked } from './asked.ts'

/** Where a redirect leads, taken apart. */
export interface Redirected {
  readonly protocol: string
  readonly host: string
  readonly port: string
  /** With its leading slash. */
  readonly path: string
  readonly query: string
}

/** A longer one is not sent: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html */
export const longestLocation = 8192

/** Fills in the parts that a redirect keeps of the request: `#{host}`, `#{path}` without its first slash, and the others. */
export function redirectTo(
  action: RedirectAction,
  asked: Pick<Asked, 'host' | 'path' | 'query'>,
  listener: { readonly scheme: 'http' | 'https'; readonly port: number },
): Redirected {
  const parts: Readonly<Record<string, string>> = {
    protocol: listener.scheme,
    host: asked.host,
    port: String(listener.port),
    path: asked.path.slice(1),
    query: asked.query,
  }
  const fill = (text: string): string =>
    text.replaceAll(
      /#\{(protocol|host|port|path|query)\}/g,
      (_all, name: string) => parts[name] ?? '',
    )
  return {
    protocol: fill(action.protocol).toLowerCase(),
    host: fill(action.host),
    port: fill(action.port),
    path: fill(action.path),
    query: fill(action.query),
  }
}

/** As AWS writes it: with the port, whichever it is. */
export function locationOf({ protocol, host, port, path, query }: Redirected): string {
  return `${protocol}://${host}:${port}${path}${query === '' ? '' : `?${query}`}`
}
