import { contains, parseAddress, parseBlock } from '../../network/address.ts'
import { matchesGlob, parseGlob } from '../../services/ec2/glob.ts'
import type { RuleCondition } from '../../services/elastic-load-balancing-v2/rules/rule-condition.ts'
import type { Asked } from './asked.ts'

/** Whether a request fulfils what was compiled. */
export type Test<T = Asked> = (asked: T) => boolean

/**
 * All of a rule's conditions, each by any of its values.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export function compileConditions(conditions: readonly RuleCondition[]): Test {
  const tests = conditions.map(compileCondition)
  return (asked) => tests.every((test) => test(asked))
}

function compileCondition(condition: RuleCondition): Test {
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
      const blocks = condition.values.map(parseBlock).filter((block) => block !== undefined)
      return ({ clientAddress }) => {
        const address = parseAddress(clientAddress)
        return address !== undefined && blocks.some((block) => contains(block, address))
      }
    }
  }
}

function compileTexts(
  values: readonly string[],
  regexValues: readonly string[] = [],
  caseCounts: boolean,
): Test<string> {
  const expressions = regexValues.map((each) => new RegExp(each, caseCounts ? '' : 'i'))
  const tests = [
    ...values.map((value) => compileText(value, caseCounts)),
    ...expressions.map((each) => (text: string) => each.test(text)),
  ]
  return (text) => tests.some((test) => test(text))
}

function compileText(value: string, caseCounts: boolean): Test<string> {
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
