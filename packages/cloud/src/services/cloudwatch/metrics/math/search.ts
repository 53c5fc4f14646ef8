import type { MetricName } from '../../../../metrics/metric.ts'
import { ExpressionProblem } from './expression.ts'

/** Whether a metric is wanted. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html */
export type MetricTest = (metric: MetricName) => boolean

const token = /\s*(?:(\{[^}]*\})|"((?:[^"\\]|\\.)*)"|([()=])|([^\s()="{}]+))/y

interface Token {
  readonly kind: 'schema' | 'exact' | 'sign' | 'word'
  readonly text: string
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  const end = source.trimEnd().length
  while (token.lastIndex < end) {
    const found = token.exec(source)
    if (!found) throw new ExpressionProblem('The search expression cannot be read')
    const [, schema, exact, sign, word] = found
    if (schema !== undefined) tokens.push({ kind: 'schema', text: schema.slice(1, -1) })
    else if (exact !== undefined)
      tokens.push({ kind: 'exact', text: exact.replaceAll(/\\(.)/g, '$1') })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else tokens.push({ kind: 'word', text: word ?? '' })
  }
  return tokens
}

/** Reads a search expression: `{AWS/EC2,InstanceId} MetricName="CPUUtilization" web OR db`. Throws an `ExpressionProblem`. */
export function parseSearch(source: string): MetricTest {
  const tokens = tokensOf(source)
  let at = 0
  const isWord = (text: string): boolean => tokens[at]?.kind === 'word' && tokens[at]?.text === text
  const isSign = (text: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.text === text

  function either(property?: string): MetricTest {
    const tests = [both(property)]
    while (isWord('OR')) {
      at += 1
      tests.push(both(property))
    }
    return (metric) => tests.some((test) => test(metric))
  }

  function both(property?: string): MetricTest {
    const tests = [one(property)]
    while (at < tokens.length && !isSign(')') && !isWord('OR')) {
      if (isWord('AND')) at += 1
      tests.push(one(property))
    }
    return (metric) => tests.every((test) => test(metric))
  }

  function one(property?: string): MetricTest {
    if (isWord('NOT')) {
      at += 1
      const test = one(property)
      return (metric) => !test(metric)
    }
    if (isSign('(')) {
      at += 1
      const test = either(property)
      if (!isSign(')')) throw new ExpressionProblem('The search expression lacks a )')
      at += 1
      return test
    }
    const next = tokens[at]
    if (!next || next.kind === 'sign') {
      throw new ExpressionProblem('The search expression cannot be read')
    }
    at += 1
    if (next.kind === 'schema') return schemaTest(next.text)
    if (property === undefined && isSign('=')) {
      at += 1
      return one(next.text)
    }
    return termTest(next.text, next.kind === 'exact', property)
  }

  if (tokens.length === 0) return () => true
  const test = either()
  if (at < tokens.length) throw new ExpressionProblem('The search expression cannot be read')
  return test
}

/** A namespace and the names of all dimensions. */
function schemaTest(text: string): MetricTest {
  const [namespace = '', ...names] = text
    .split(',')
    .map((part) => part.trim().replace(/^"|"$/g, ''))
  const wanted = names.toSorted().join(',')
  return (metric) =>
    metric.namespace === namespace &&
    metric.dimensions
      .map(({ name }) => name)
      .sort()
      .join(',') === wanted
}

function termTest(text: string, isExact: boolean, property: string | undefined): MetricTest {
  const words = wordsOf(text)
  return (metric) =>
    textsOf(metric, property).some((each) => {
      if (isExact) return property === undefined ? each.includes(text) : each === text
      const there = new Set(wordsOf(each))
      return there.has(text.toLowerCase()) || words.every((word) => there.has(word))
    })
}

function textsOf(metric: MetricName, property: string | undefined): readonly string[] {
  const { namespace, metricName, dimensions } = metric
  if (property === undefined) {
    return [namespace, metricName, ...dimensions.flatMap(({ name, value }) => [name, value])]
  }
  if (property === 'MetricName') return [metricName]
  if (property === 'Namespace') return [namespace]
  return dimensions.flatMap(({ name, value }) => (name === property ? [value] : []))
}

/** Words end where letters and digits do, and between the words of camel case: `CPUUtilization` is found by `utilization`. */
function wordsOf(text: string): readonly string[] {
  const whole = text.split(/[^A-Za-z0-9]+/)
  const parts = whole.flatMap((part) =>
    part.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/),
  )
  return [...new Set([...whole, ...parts])]
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase())
}
