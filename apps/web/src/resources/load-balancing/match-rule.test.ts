import { describe, expect, test } from 'vitest'
import type { RequestToMatch } from '@brume/ec2-model'
import { matchRule, readUrl } from './match-rule.ts'
import { toActionDraft, toActions } from './action-draft.ts'
import { toCondition, toConditionDrafts } from './condition-draft.ts'
import type { Condition, Rule } from './model.ts'
import { toTransform, toTransformDrafts } from './transform-draft.ts'

const ask = (url: string, more: Partial<RequestToMatch> = {}): RequestToMatch => ({
  method: 'GET',
  headers: {},
  clientAddress: '203.0.113.9',
  host: '',
  path: '/',
  query: '',
  ...readUrl(url),
  ...more,
})

const rule = (priority: number, ...conditions: Condition[]): Rule => ({
  RuleArn: `rule-${priority}`,
  Priority: String(priority),
  Conditions: conditions,
  IsDefault: false,
})
const byDefault: Rule = { RuleArn: 'default', Priority: 'default', IsDefault: true, Conditions: [] }
const taken = (rules: readonly Rule[], request: RequestToMatch) =>
  matchRule(rules, request)?.RuleArn

const path = (...values: string[]): Condition => ({
  Field: 'path-pattern',
  PathPatternConfig: { Values: values },
})

describe('the rule that a request meets', () => {
  test('is the first by its number, not by its text, and the default one when none takes it', () => {
    const rules = [byDefault, rule(100, path('/api/*')), rule(20, path('/api/users/*'))]
    expect(taken(rules, ask('http://a.example/api/users/1'))).toBe('rule-20')
    expect(taken(rules, ask('/api/orders?x=1'))).toBe('rule-100')
    expect(taken(rules, ask('a.example'))).toBe('default')
  })

  test('compares paths with case, hosts without, and knows wildcards', () => {
    const host: Condition = {
      Field: 'host-header',
      HostHeaderConfig: { Values: ['*.Example.com'] },
    }
    const rules = [rule(1, host), rule(2, path('/img/?.png')), byDefault]
    expect(taken(rules, ask('https://WWW.example.com:8443/x'))).toBe('rule-1')
    expect(taken(rules, ask('https://example.com/x'))).toBe('default')
    expect(taken(rules, ask('/img/a.png'))).toBe('rule-2')
    expect(taken(rules, ask('/IMG/a.png'))).toBe('default')
    expect(taken(rules, ask('/img/a+png'))).toBe('default')
  })

  test('asks for all conditions, and for any value of each', () => {
    const both = rule(
      1,
      { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST', 'PUT'] } },
      { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8', '203.0.113.0/24'] } },
    )
    expect(taken([both, byDefault], ask('/', { method: 'PUT' }))).toBe('rule-1')
    expect(taken([both, byDefault], ask('/'))).toBe('default')
    expect(taken([both, byDefault], ask('/', { method: 'PUT', clientAddress: '192.0.2.1' }))).toBe(
      'default',
    )
  })

  test('looks into headers and parameters', () => {
    const rules = [
      rule(1, {
        Field: 'http-header',
        HttpHeaderConfig: { HttpHeaderName: 'User-Agent', Values: ['*Mobile*'] },
      }),
      rule(2, {
        Field: 'query-string',
        QueryStringConfig: { Values: [{ Key: 'version', Value: 'v2*' }, { Value: 'beta' }] },
      }),
      byDefault,
    ]
    const headers = { 'user-agent': 'a MOBILE browser' }
    expect(taken(rules, ask('/', { headers }))).toBe('rule-1')
    expect(taken(rules, ask('/?version=V2.1'))).toBe('rule-2')
    expect(taken(rules, ask('/?channel=beta'))).toBe('rule-2')
    expect(taken(rules, ask('/?version=1'))).toBe('default')
  })
})

test('what regular expressions say is followed, and kept by the editor with its transforms', () => {
  const edited: Rule = {
    ...rule(1, {
      Field: 'path-pattern',
      PathPatternConfig: { RegexValues: ['^/v[0-9]+/'] },
    }),
    Transforms: [
      { Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/v1', Replace: '/' }] } },
    ],
  }
  expect(taken([edited, byDefault], ask('/v2/items'))).toBe('rule-1')
  expect(taken([edited, byDefault], ask('/va/items'))).toBe('default')
  expect(toConditionDrafts(edited).map(toCondition)).toEqual(edited.Conditions)
  expect(toTransformDrafts(edited).map(toTransform)).toEqual(edited.Transforms)
  // another dialect's expression takes nothing, and does no harm
  const foreign = rule(1, { Field: 'path-pattern', PathPatternConfig: { RegexValues: ['(?i)/a'] } })
  expect(taken([foreign, byDefault], ask('/a'))).toBe('default')
})

test('what is done before the last action stays', () => {
  const [first, last] = [
    { Type: 'authenticate-oidc', Order: 1 },
    { Type: 'forward', Order: 2, TargetGroupArn: 'arn:tg/web/1' },
  ] as const
  expect(toActions(toActionDraft([last, first]))).toEqual([first, last])
})

test('what is no address is not read', () => {
  expect(readUrl('   ')).toBeUndefined()
  expect(readUrl('/only?a=b#c')).toEqual({ host: '', path: '/only', query: 'a=b' })
})
