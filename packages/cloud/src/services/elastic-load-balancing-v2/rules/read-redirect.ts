import type { RedirectActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2'
import { enumError, invalidAction } from '../errors.ts'
import type { ListenerRecord } from '../listeners/listener.ts'
import type { RedirectAction } from './rule-action.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html */
export function readRedirect(
  config: RedirectActionConfig | undefined,
  listener: Pick<ListenerRecord, 'protocol' | 'port'>,
  member: string,
): RedirectAction {
  if (!config) throw invalidAction("A redirect config must be specified for 'redirect' actions")
  const statusCode = config.StatusCode ?? ''
  if (statusCode !== 'HTTP_301' && statusCode !== 'HTTP_302') {
    throw enumError(statusCode, `${member}.redirectConfig.statusCode`, ['HTTP_301', 'HTTP_302'])
  }
  const action: RedirectAction = {
    type: 'redirect',
    protocol: config.Protocol ?? '#{protocol}',
    port: config.Port ?? '#{port}',
    host: config.Host ?? '#{host}',
    path: config.Path ?? '/#{path}',
    query: config.Query ?? '#{query}',
    statusCode,
  }
  checkParts(action)
  if (leadsBack(action, listener)) {
    throw invalidAction('The RedirectConfig is not valid because it creates a loop.')
  }
  return action
}

function checkParts({ protocol, port, host, path, query }: RedirectAction): void {
  if (!/^(HTTPS?|#\{protocol\})$/.test(protocol)) {
    throw invalidAction("The Protocol parameter must be 'HTTP', 'HTTPS' or '#{protocol}'")
  }
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535
  if (!isPort && port !== '#{port}') {
    throw invalidAction("The Port parameter must be a number from 1 to 65535, or '#{port}'")
  }
  const placeholders = (text: string, ...known: readonly string[]): boolean =>
    [...text.matchAll(/#\{([^}]*)\}/g)].every(([, name = '']) => known.includes(name))
  if (host.length === 0 || host.length > 128 || !placeholders(host, 'host')) {
    throw invalidAction(
      "The Host parameter must be a valid hostname, and may contain the placeholder '#{host}'.",
    )
  }
  const isPath = path.startsWith('/') && path.length <= 128
  if (!isPath || !placeholders(path, 'path', 'host', 'port')) {
    throw invalidAction(
      "The Path parameter must be a valid path, should start with a '/', and may contain up to one of each of these placeholders: '#{path}', '#{host}', '#{port}'.",
    )
  }
  const known = ['query', 'path', 'host', 'port', 'protocol']
  if (query.startsWith('?') || query.length > 128 || !placeholders(query, ...known)) {
    throw invalidAction(
      "The Query parameter must not start with '?', and may contain the placeholders '#{query}', '#{path}', '#{host}', '#{port}', '#{protocol}'.",
    )
  }
}

/** Whether a client that follows it comes to the same place again. */
function leadsBack(
  { protocol, port, host, path }: RedirectAction,
  listener: Pick<ListenerRecord, 'protocol' | 'port'>,
): boolean {
  return (
    (protocol === '#{protocol}' || protocol === listener.protocol) &&
    (port === '#{port}' || port === String(listener.port)) &&
    host === '#{host}' &&
    path === '/#{path}'
  )
}
