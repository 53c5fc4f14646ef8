import { contains } from '../../lib/cidr.ts'
import { containsIpv6 } from '../../lib/ipv6.ts'
import { inOrder, type Condition, type Rule } from './model.ts'

/** A request, as rules look at it. */
export interface TriedRequest {
  readonly method: string
  /** Without a port. */
  readonly host: string
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  /** Of whom the connection comes from. */
  readonly source: string
}

/** `https://example.com/a?b=c`, `example.com/a` or `/a`; undefined for what is none of them. */
export function readUrl(text: string): Pick<TriedRequest, 'host' | 'path' | 'query'> | undefined {
  const whole = text.startsWith('/') ? `http://*${text}` : text
  const found = /^(?:https?:\/\/)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i.exec(whole.trim())
  if (!found) return undefined
  const [, host = '', path = '', query = ''] = found
  return { host: host.replace(/:\d+$/, '').replace(/^\*$/, ''), path: path || '/', query }
}

/** The rule that takes the request: the first whose conditions it all fulfils, at last the default one. */
export function matchRule(
  rules: readonly Rule[] | undefined,
  request: TriedRequest,
): Rule | undefined {
  return inOrder(rules).find(
    ({ IsDefault, Conditions = [] }) =>
      IsDefault === true || Conditions.every((condition) => fulfils(request, condition)),
  )
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
function fulfils(request: TriedRequest, condition: Condition): boolean {
  const values = (config: { Values?: string[] | undefined } | undefined) =>
    config?.Values ?? condition.Values ?? []
  switch (condition.Field) {
    case 'host-header':
      return values(condition.HostHeaderConfig).some((one) => isLike(request.host, one))
    case 'path-pattern':
      return values(condition.PathPatternConfig).some((one) => isLike(request.path, one, true))
    case 'http-request-method':
      return values(condition.HttpRequestMethodConfig).includes(request.method)
    case 'source-ip':
      return values(condition.SourceIpConfig).some((block) => isIn(request.source, block))
    case 'http-header': {
      const wanted = condition.HttpHeaderConfig?.HttpHeaderName?.toLowerCase()
      return request.headers.some(
        ({ name, value }) =>
          name.toLowerCase() === wanted &&
          values(condition.HttpHeaderConfig).some((one) => isLike(value, one)),
      )
    }
    case 'query-string': {
      const sent = [...new URLSearchParams(request.query)]
      return (condition.QueryStringConfig?.Values ?? []).some(({ Key, Value = '' }) =>
        sent.some(
          ([key, value]) => (Key === undefined || isLike(key, Key)) && isLike(value, Value),
        ),
      )
    }
    default:
      return false
  }
}

/** `*` stands for any text, `?` for one character, a backslash before either for itself. */
function isLike(text: string, pattern: string, caseCounts = false): boolean {
  const source = pattern.replace(/\\([*?])|[*?]|[\\^$.|+()[\]{}]/g, (found, literal?: string) => {
    if (literal !== undefined) return `\\${literal}`
    return found === '*' ? '.*' : found === '?' ? '.' : `\\${found}`
  })
  return new RegExp(`^${source}$`, caseCounts ? 's' : 'is').test(text)
}

function isIn(address: string, block: string): boolean {
  return address.includes(':')
    ? containsIpv6(block, `${address}/128`)
    : contains(block, `${address}/32`)
}
