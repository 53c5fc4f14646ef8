import { matchesGlob, parseGlob } from '../glob.ts'
import type { RuleCondition } from './rule-condition.ts'

/** A request, as a load balancer's rules look at it. */
export interface RequestToMatch {
  readonly method: string
  /** In lower case, without a port. */
  readonly host: string
  /** As it was sent, with the leading slash, without the query. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Of whom the connection comes from, whatever `X-Forwarded-For` says. */
  readonly clientAddress: string
}

/** Whether an address lies in a block, of either family. Each side has its own arithmetic of addresses. */
export type CompileBlock = (block: string) => (address: string) => boolean

/** Whether a request fulfils what was compiled. */
export type RequestTest<T = RequestToMatch> = (asked: T) => boolean

/**
 * All of a rule's conditions, each by any of its values.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export function compileConditions(
  conditions: readonly RuleCondition[],
  compileBlock: CompileBlock,
): RequestTest {
  const tests = conditions.map((condition) => compileCondition(condition, compileBlock))
  return (asked) => tests.every((test) => test(asked))
}

function compileCondition(condition: RuleCondition, compileBlock: CompileBlock): RequestTest {
  switch (condition.field) {
    case 'host-header': {
      const matches = compileTexts(condition.values, condition.regexValues, false)
      return ({ host }) => matches(host)
    }
    case 'path-pattern': {
      const matches = compileTexts(condition.values, condition.regexValues, true)
      return ({ path }) => matches(path)
    }
    case 'http-header': {
      const matches = compileTexts(condition.values, condition.regexValues, false)
      const name = condition.name.toLowerCase()
      return ({ headers }) => [headers[name] ?? []].flat().some(matches)
    }
    case 'http-request-method':
      return ({ method }) => condition.values.includes(method)
    case 'query-string': {
      const wanted = condition.values.map(({ key, value }) => ({
        key: key === undefined ? undefined : compileText(key, false),
        value: compileText(value, false),
      }))
      return ({ query }) => {
        if (query === '') return false
        const sent = readParameters(query)
        return wanted.some(({ key, value }) =>
          sent.some((each) => (!key || key(each.key)) && value(each.value)),
        )
      }
    }
    case 'source-ip': {
      const blocks = condition.values.map(compileBlock)
      return ({ clientAddress }) => blocks.some((holds) => holds(clientAddress))
    }
  }
}

function compileTexts(
  values: readonly string[],
  regexValues: readonly string[] = [],
  caseCounts: boolean,
): RequestTest<string> {
  const expressions = regexValues.map((each) => new RegExp(each, caseCounts ? '' : 'i'))
  const tests = [
    ...values.map((value) => compileText(value, caseCounts)),
    ...expressions.map((each) => (text: string) => each.test(text)),
  ]
  return (text) => tests.some((test) => test(text))
}

function compileText(value: string, caseCounts: boolean): RequestTest<string> {
  const fold = (text: string): string => (caseCounts ? text : text.toLowerCase())
  const glob = parseGlob(fold(value))
  if (typeof glob === 'string') return (text) => fold(text) === glob
  return (text) => matchesGlob(glob, fold(text))
}

function readParameters(query: string): readonly { key: string; value: string }[] {
  return query.split('&').map((part) => {
    const [key = '', ...value] = part.split('=')
    return { key: decode(key), value: decode(value.join('=')) }
  })
}

/** What is not well encoded stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
