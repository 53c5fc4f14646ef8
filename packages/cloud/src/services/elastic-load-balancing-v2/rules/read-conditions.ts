import type { RuleCondition as SdkCondition } from '@aws-sdk/client-elastic-load-balancing-v2'
import { parseBlock } from '../../../network/address.ts'
import { validationError } from '../errors.ts'
import type { RuleCondition } from '@brume/ec2-model'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const mostValues = 5
const mostWildcards = 6
const lengthLimit = 128
const shortLimit = 40

const fields = [
  'path-pattern',
  'host-header',
  'http-header',
  'http-request-method',
  'query-string',
  'source-ip',
]

/** The conditions of a call. Throws AWS's refusals. */
export function readConditions(
  conditions: readonly SdkCondition[] | undefined,
): readonly RuleCondition[] {
  if (!conditions || conditions.length === 0) {
    throw validationError('A condition must be specified')
  }
  const read = conditions.map(readCondition)
  for (const field of ['host-header', 'path-pattern', 'http-request-method', 'source-ip']) {
    if (read.filter((condition) => condition.field === field).length > 1) {
      throw validationError(`A rule can only have one '${field}' condition`)
    }
  }
  const texts = read.flatMap(textsOf)
  if (texts.length > mostValues) {
    throw validationError(`A rule can only have '${mostValues}' condition values`)
  }
  const wildcards = texts.reduce((sum, text) => sum + [...text.matchAll(/[*?]/g)].length, 0)
  if (wildcards > mostWildcards && read.some(({ field }) => field !== 'source-ip')) {
    throw validationError(`A rule can only have '${mostWildcards}' condition wildcards`)
  }
  return read
}

function textsOf(condition: RuleCondition): readonly string[] {
  if (condition.field === 'query-string') {
    return condition.values.map(({ key = '', value }) => key + value)
  }
  return condition.values
}

function readCondition(condition: SdkCondition): RuleCondition {
  const { Field: field = '' } = condition
  switch (field) {
    case 'host-header':
    case 'path-pattern':
      return readPattern(field, condition)
    case 'http-header':
      return readHeader(condition)
    case 'http-request-method': {
      const values = condition.HttpRequestMethodConfig?.Values
      if (!condition.HttpRequestMethodConfig) throw configMissing('HttpRequestMethodConfig', field)
      return { field, values: checkMethods(checkAny(values, field)) }
    }
    case 'query-string':
      return readQuery(condition)
    case 'source-ip': {
      if (!condition.SourceIpConfig) throw configMissing('SourceIpConfig', field)
      const values = checkAny(condition.SourceIpConfig.Values, field)
      for (const value of values) {
        if (!value.includes('/') || !parseBlock(value)) {
          throw validationError(`The 'source-ip' value '${value}' must be in CIDR format`)
        }
      }
      return { field, values }
    }
    default:
      throw validationError(`Condition field '${field}' must be one of '[${fields.join(',')}]'`)
  }
}

function readPattern(
  field: 'host-header' | 'path-pattern',
  condition: SdkCondition,
): RuleCondition {
  const config = field === 'host-header' ? condition.HostHeaderConfig : condition.PathPatternConfig
  const regexValues = config?.RegexValues ?? condition.RegexValues
  if (regexValues && regexValues.length > 0) {
    return { field, values: [], regexValues: checkExpressions(regexValues, field) }
  }
  const plain = condition.Values ?? []
  if (!config && plain.length > 1) {
    throw validationError(`The '${field}' field contains too many values; the limit is '1'`)
  }
  const values = config?.Values ?? plain
  if (values.length === 0) throw validationError('A condition value must be specified')
  checkLengths(values, field)
  const allowed =
    field === 'host-header' ? /^[A-Za-z0-9.*?_-]+$/ : /^[\w\-.$/~"'@:+&*?=%,;!()#[\]]+$/
  const wrong = values.find((value) => !allowed.test(value))
  if (wrong !== undefined) {
    throw validationError(`The '${field}' value '${wrong}' contains characters that are not valid`)
  }
  return { field, values }
}

function readHeader(condition: SdkCondition): RuleCondition {
  const config = condition.HttpHeaderConfig
  if (!config) throw configMissing('HttpHeaderConfig', 'http-header')
  const name = config.HttpHeaderName ?? ''
  if (name.length > shortLimit) throw tooLong('HttpHeaderName', shortLimit)
  if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) {
    throw validationError(`The 'HttpHeaderName' value '${name}' is not valid`)
  }
  if (name.toLowerCase() === 'host') {
    throw validationError("Use a 'host-header' condition to specify a host header")
  }
  if (config.RegexValues && config.RegexValues.length > 0) {
    const regexValues = checkExpressions(config.RegexValues, 'http-header')
    return { field: 'http-header', name, values: [], regexValues }
  }
  const values = checkAny(config.Values, 'http-header')
  checkLengths(values, 'http-header')
  return { field: 'http-header', name, values }
}

function readQuery(condition: SdkCondition): RuleCondition {
  if (!condition.QueryStringConfig) throw configMissing('QueryStringConfig', 'query-string')
  const pairs = condition.QueryStringConfig.Values ?? []
  if (pairs.length === 0) throw validationError("A 'query-string' value must be specified")
  const values = pairs.map(({ Key, Value }) => {
    if (Value === undefined) {
      throw validationError("A 'Value' must be specified in 'QueryStringKeyValuePair'")
    }
    if ((Key ?? '').length > lengthLimit) throw tooLong('Key', lengthLimit)
    if (Value.length > lengthLimit) throw tooLong('Value', lengthLimit)
    return { ...(Key !== undefined && { key: Key }), value: Value }
  })
  return { field: 'query-string', values }
}

function checkAny(values: readonly string[] | undefined, field: string): readonly string[] {
  if (values && values.length > 0) return values
  throw validationError(`A '${field}' value must be specified`)
}

function checkLengths(values: readonly string[], field: string): void {
  if (values.some((value) => value.length > lengthLimit)) throw tooLong(field, lengthLimit)
}

function checkMethods(values: readonly string[]): readonly string[] {
  for (const value of values) {
    if (value.length > shortLimit) throw tooLong('http-request-method', shortLimit)
    if (!/^[A-Z_-]+$/.test(value)) {
      throw validationError(
        "The 'http-request-method' value is invalid; the allowed characters are A-Z, hyphen and underscore",
      )
    }
  }
  return values
}

export function checkExpressions(values: readonly string[], field: string): readonly string[] {
  checkLengths(values, field)
  for (const value of values) {
    try {
      RegExp(value)
    } catch {
      throw validationError(`The '${field}' value '${value}' is not a valid regular expression`)
    }
  }
  return values
}

function tooLong(what: string, limit: number): Error {
  return validationError(`The '${what}' value is too long; the limit is '${limit}'`)
}

function configMissing(config: string, field: string): Error {
  return validationError(`A '${config}' must be specified with '${field}'`)
}
