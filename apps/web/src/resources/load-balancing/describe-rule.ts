import type { Translate } from '../../i18n/index.ts'
import { groupsOf, nameInArn, type Action, type Condition, type Transform } from './model.ts'

/** What a listener does with a request, in a sentence. */
export function describeAction(action: Action, t: Translate): string {
  const { Type, RedirectConfig: to, FixedResponseConfig: fixed } = action
  if (Type === 'redirect') {
    return t('balancing.redirectTo', {
      url: redirectUrl(to),
      code: to?.StatusCode === 'HTTP_301' ? '301' : '302',
    })
  }
  if (Type === 'fixed-response')
    return t('balancing.answersWith', { code: fixed?.StatusCode ?? '' })
  const groups = groupsOf([action])
  const sum = groups.reduce((all, { weight }) => all + weight, 0)
  const parts = groups.map(({ arn, weight }) =>
    groups.length === 1
      ? nameInArn(arn)
      : `${nameInArn(arn)} ${sum === 0 ? 0 : Math.round((100 * weight) / sum)}%`,
  )
  return t('balancing.forwardsTo', { groups: parts.join(', ') })
}

export function redirectUrl(to: Action['RedirectConfig']): string {
  const query = to?.Query === undefined || to.Query === '' ? '' : `?${to.Query}`
  const {
    Protocol = '#{protocol}',
    Host = '#{host}',
    Port = '#{port}',
    Path = '/#{path}',
  } = to ?? {}
  return `${Protocol}://${Host}:${Port}${Path}${query}`
}

/** What a rule asks of a request, in a line. */
export function describeCondition(condition: Condition, t: Translate): string {
  const { Field = '' } = condition
  const or = (values: readonly string[]) => values.join(t('balancing.or'))
  const { HttpHeaderConfig: header } = condition
  const sign = isRegex(condition) ? '~' : '='
  const what = header ? (header.HttpHeaderName ?? '') : fieldText(Field, t)
  return `${what} ${sign} ${or(valuesOf(condition))}`
}

export function fieldText(field: string, t: Translate): string {
  switch (field) {
    case 'host-header':
      return t('balancing.host')
    case 'path-pattern':
      return t('balancing.path')
    case 'http-header':
      return t('balancing.header')
    case 'http-request-method':
      return t('balancing.method')
    case 'query-string':
      return t('balancing.query')
    case 'source-ip':
      return t('balancing.source')
    default:
      return field
  }
}

/** Whether its values are regular expressions. */
export function isRegex(condition: Condition): boolean {
  return (configOf(condition)?.RegexValues ?? condition.RegexValues ?? []).length > 0
}

/** What a rule's transform does, in a line: from which expression to what. */
export function describeTransform({ Type, ...configs }: Transform, t: Translate): string {
  const { UrlRewriteConfig: url, HostHeaderRewriteConfig: host } = configs
  const { Regex = '', Replace = '' } = (url ?? host)?.Rewrites?.[0] ?? {}
  const what = t(Type === 'url-rewrite' ? 'listenerRules.rewriteUrl' : 'listenerRules.rewriteHost')
  return `${what}: ${Regex} → ${Replace}`
}

/** The values of a condition as texts; of a query string `key=value`. */
export function valuesOf(condition: Condition): readonly string[] {
  const { QueryStringConfig: query } = condition
  if (query) {
    return (query.Values ?? []).map(({ Key, Value = '' }) =>
      Key === undefined ? Value : `${Key}=${Value}`,
    )
  }
  const plain = condition.HttpRequestMethodConfig ?? condition.SourceIpConfig
  const config = configOf(condition)
  return isRegex(condition)
    ? (config?.RegexValues ?? condition.RegexValues ?? [])
    : ((config ?? plain)?.Values ?? condition.Values ?? [])
}

/** Of the kinds that take regular expressions. */
function configOf(condition: Condition) {
  return condition.HostHeaderConfig ?? condition.PathPatternConfig ?? condition.HttpHeaderConfig
}
