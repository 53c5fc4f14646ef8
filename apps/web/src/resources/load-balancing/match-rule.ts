import { compileConditions, type RequestToMatch, type RuleCondition } from '@brume/ec2-model'
import { contains } from '../../lib/cidr.ts'
import { containsIpv6 } from '../../lib/ipv6.ts'
import { inOrder, type Condition, type Rule } from './model.ts'

/** `https://example.com/a?b=c`, `example.com/a` or `/a`; undefined for what is none of them. */
export function readUrl(text: string): Pick<RequestToMatch, 'host' | 'path' | 'query'> | undefined {
  const whole = text.startsWith('/') ? `http://*${text}` : text
  const found = /^(?:https?:\/\/)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i.exec(whole.trim())
  if (!found) return undefined
  const [, host = '', path = '', query = ''] = found
  return {
    host: host.toLowerCase().replace(/:\d+$/, '').replace(/^\*$/, ''),
    path: path || '/',
    query,
  }
}

/** The rule that takes the request: the first whose conditions it all fulfils, at last the default one. */
export function matchRule(
  rules: readonly Rule[] | undefined,
  request: RequestToMatch,
): Rule | undefined {
  return inOrder(rules).find(
    ({ IsDefault, Conditions = [] }) =>
      IsDefault === true || compileConditions(Conditions.map(readCondition), isIn)(request),
  )
}

const isIn = (block: string) => (address: string) =>
  address.includes(':') ? containsIpv6(block, `${address}/128`) : contains(block, `${address}/32`)

/** As AWS tells a condition. Of a kind that is not known here nothing is fulfilled. */
function readCondition(condition: Condition): RuleCondition {
  const { HttpHeaderConfig: header, QueryStringConfig: query } = condition
  const texts = (
    config: { Values?: string[] | undefined; RegexValues?: string[] | undefined } | undefined,
  ) => ({
    values: config?.Values ?? condition.Values ?? [],
    regexValues: readable(config?.RegexValues ?? condition.RegexValues),
  })
  switch (condition.Field) {
    case 'host-header':
      return { field: 'host-header', ...texts(condition.HostHeaderConfig) }
    case 'path-pattern':
      return { field: 'path-pattern', ...texts(condition.PathPatternConfig) }
    case 'http-header':
      return { field: 'http-header', name: header?.HttpHeaderName ?? '', ...texts(header) }
    case 'http-request-method':
      return { field: 'http-request-method', ...texts(condition.HttpRequestMethodConfig) }
    case 'source-ip':
      return { field: 'source-ip', ...texts(condition.SourceIpConfig) }
    case 'query-string':
      return {
        field: 'query-string',
        values: (query?.Values ?? []).map(({ Key, Value = '' }) =>
          Key === undefined ? { value: Value } : { key: Key, value: Value },
        ),
      }
    default:
      return { field: 'http-request-method', values: [] }
  }
}

/** AWS's expressions are of another dialect: one that JavaScript cannot read fits nothing. */
function readable(expressions: readonly string[] = []): readonly string[] {
  return expressions.filter(isExpression)
}

export function isExpression(text: string): boolean {
  try {
    return RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
