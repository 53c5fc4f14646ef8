import type { PlainKey } from '../../i18n/index.ts'
import { parseBlock } from '../../lib/cidr.ts'
import { parseIpv6Block } from '../../lib/ipv6.ts'
import type { Condition, Rule } from './model.ts'
import { isRegex, valuesOf } from './describe-rule.ts'
import { isExpression } from './match-rule.ts'

export const conditionFields = [
  'host-header',
  'path-pattern',
  'http-request-method',
  'source-ip',
  'http-header',
  'query-string',
] as const
export type ConditionField = (typeof conditionFields)[number]

export interface ConditionDraft {
  readonly id: number
  readonly field: ConditionField
  /** Of the header. */
  readonly name: string
  /** Values are regular expressions: of hosts, paths and headers. */
  readonly regex: boolean
  /** One in a line. */
  readonly values: string
}

const examples: Readonly<Record<ConditionField, string>> = {
  'host-header': '*.example.com',
  'path-pattern': '/api/*',
  'http-request-method': 'POST',
  'source-ip': '203.0.113.0/24',
  'http-header': '*Mobile*',
  'query-string': 'version=v2',
}

const regexExamples: Partial<Record<ConditionField, string>> = {
  'host-header': '^shop-\\d+\\.example\\.com$',
  'path-pattern': '^/v[0-9]+/items',
  'http-header': 'Chrome/1\\d\\d',
}

export const exampleOf = ({ field, regex }: ConditionDraft): string =>
  (regex ? regexExamples[field] : undefined) ?? examples[field]

/** What may be matched by regular expressions. */
export const takesRegex = (field: ConditionField): boolean =>
  field === 'host-header' || field === 'path-pattern' || field === 'http-header'

export function newCondition(id: number, field: ConditionField = 'path-pattern'): ConditionDraft {
  return {
    id,
    field,
    name: field === 'http-header' ? 'User-Agent' : '',
    regex: false,
    values: '',
  }
}

export function toConditionDrafts(rule: Rule | undefined): readonly ConditionDraft[] {
  const conditions = rule?.Conditions ?? []
  if (conditions.length === 0) return [newCondition(0)]
  return conditions.map((condition, id) => ({
    id,
    field: conditionFields.find((one) => one === condition.Field) ?? 'path-pattern',
    name: condition.HttpHeaderConfig?.HttpHeaderName ?? '',
    regex: isRegex(condition),
    values: valuesOf(condition).join('\n'),
  }))
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** What keeps a condition from being sent. */
export function findConditionProblem(draft: ConditionDraft): PlainKey | undefined {
  const lines = linesOf(draft.values)
  if (lines.length === 0) return 'fields.missing'
  if (draft.regex && !lines.every(isExpression)) return 'balancing.regexProblem'
  switch (draft.field) {
    case 'http-header':
      return /^[\w!#$%&'*+.^`|~-]{1,40}$/.test(draft.name) ? undefined : 'balancing.headerProblem'
    case 'http-request-method':
      return lines.every((line) => /^[A-Z_-]{1,40}$/.test(line))
        ? undefined
        : 'balancing.methodProblem'
    case 'source-ip':
      return lines.every((line) => parseBlock(line) ?? parseIpv6Block(line))
        ? undefined
        : 'balancing.blockProblem'
    case 'host-header':
    case 'path-pattern':
    case 'query-string':
      return lines.every((line) => line.length <= 128) ? undefined : 'balancing.tooLong'
  }
}

/** AWS counts the values of all conditions of a rule: five at most. */
export function countValues(drafts: readonly ConditionDraft[]): number {
  return drafts.reduce((sum, { values }) => sum + linesOf(values).length, 0)
}

export function toCondition({ field, name, regex, values }: ConditionDraft): Condition {
  const Values = linesOf(values)
  const config = regex ? { RegexValues: Values } : { Values }
  switch (field) {
    case 'host-header':
      return { Field: field, HostHeaderConfig: config }
    case 'path-pattern':
      return { Field: field, PathPatternConfig: config }
    case 'http-request-method':
      return { Field: field, HttpRequestMethodConfig: { Values } }
    case 'source-ip':
      return { Field: field, SourceIpConfig: { Values } }
    case 'http-header':
      return { Field: field, HttpHeaderConfig: { HttpHeaderName: name, ...config } }
    case 'query-string':
      return {
        Field: field,
        QueryStringConfig: {
          Values: Values.map((line) => {
            const [key = '', ...rest] = line.split('=')
            return rest.length === 0 ? { Value: key } : { Key: key, Value: rest.join('=') }
          }),
        },
      }
  }
}
