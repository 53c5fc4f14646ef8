import type { Translate } from '../../i18n/index.ts'
import { groupsOf, nameInArn, type Action, type Condition } from './model.ts'

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
  if (header) return `${header.HttpHeaderName ?? ''}: ${or(header.Values ?? [])}`
  return `${fieldText(Field, t)} = ${or(valuesOf(condition))}`
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

/** The values of a condition as texts; of a query string `key=value`. */
export function valuesOf(condition: Condition): readonly string[] {
  const { QueryStringConfig: query } = condition
  if (query) {
    return (query.Values ?? []).map(({ Key, Value = '' }) =>
      Key === undefined ? Value : `${Key}=${Value}`,
    )
  }
  const config =
    condition.HostHeaderConfig ??
    condition.PathPatternConfig ??
    condition.HttpHeaderConfig ??
    condition.HttpRequestMethodConfig ??
    condition.SourceIpConfig
  return config?.Values ?? condition.Values ?? []
}
