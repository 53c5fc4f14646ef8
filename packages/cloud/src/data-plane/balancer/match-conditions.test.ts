import { expect, it } from 'vitest'
import type { RuleCondition } from '@brume/ec2-model'
import { readAsked } from './asked.ts'
import { compileRule } from './match-conditions.ts'
import { locationOf, redirectTo } from './redirect.ts'

function takes(conditions: readonly RuleCondition[], target: string, more: object = {}): boolean {
  const {
    method = 'GET',
    client = '203.0.113.10',
    ...headers
  }: Record<string, string> = {
    host: 'Shop.Example.com:8090',
    ...more,
  }
  const asked = readAsked(method, target, headers, client)
  return asked !== undefined && compileRule(conditions)(asked)
}

it('compares hosts without regard to case and port, and paths with it', () => {
  const host = (...values: string[]): RuleCondition[] => [{ field: 'host-header', values }]
  expect(takes(host('shop.example.com'), '/')).toBe(true)
  expect(takes(host('SHOP.*'), '/')).toBe(true)
  expect(takes(host('*.example.org', 'sho?.example.com'), '/')).toBe(true)
  expect(takes(host('example.com'), '/')).toBe(false)
  expect(takes(host('a.b'), 'http://a.b/x')).toBe(true)
  const path = (value: string): RuleCondition[] => [{ field: 'path-pattern', values: [value] }]
  expect(takes(path('/img/*'), '/img/a.png?x=1')).toBe(true)
  expect(takes(path('/img/*'), '/IMG/a.png')).toBe(false)
  expect(takes(path('/img'), '/img?x=1')).toBe(true)
  expect(takes(path('/*x=1'), '/img?x=1')).toBe(false)
  expect(takes(path('/a/?/c'), '/a/b/c')).toBe(true)
})

it('looks at headers, parameters, methods and addresses, all conditions and any value of each', () => {
  const header: RuleCondition = {
    field: 'http-header',
    name: 'User-Agent',
    values: ['*Chrome*', 'curl/?'],
  }
  expect(takes([header], '/', { 'user-agent': 'curl/8' })).toBe(true)
  expect(takes([header], '/', { 'user-agent': 'Mozilla CHROME 1' })).toBe(true)
  expect(takes([header], '/')).toBe(false)
  const query: RuleCondition = {
    field: 'query-string',
    values: [{ key: 'version', value: 'v1' }, { value: '*beta*' }],
  }
  expect(takes([query], '/?Version=V1')).toBe(true)
  expect(takes([query], '/?a=%62eta')).toBe(true)
  expect(takes([query], '/?version=v2')).toBe(false)
  expect(takes([query], '/')).toBe(false)
  const method: RuleCondition = { field: 'http-request-method', values: ['PUT'] }
  expect(takes([method], '/', { method: 'PUT' })).toBe(true)
  expect(takes([method], '/', { method: 'put' })).toBe(false)
  const source: RuleCondition = { field: 'source-ip', values: ['203.0.113.0/24', '2001:db8::/32'] }
  expect(takes([source], '/', { 'x-forwarded-for': '10.0.0.1' })).toBe(true)
  expect(takes([source], '/', { client: '198.18.0.1' })).toBe(false)
  expect(takes([source], '/', { client: '2001:db8::7' })).toBe(true)
  expect(takes([source, method], '/')).toBe(false)
  expect(takes([{ field: 'path-pattern', values: [], regexValues: ['^/a+$'] }], '/aaa')).toBe(true)
})

it('fills in what a redirect keeps of the request', () => {
  const asked = readAsked('GET', '/a/b?c=1', { host: 'web.example.com:80' }, '203.0.113.10')
  if (!asked) throw new Error('not read')
  const action = {
    type: 'redirect',
    protocol: 'HTTPS',
    port: '443',
    host: '#{host}',
    path: '/#{path}',
    query: '#{query}',
    statusCode: 'HTTP_301',
  } as const
  const listener = { scheme: 'http', port: 80 } as const
  expect(locationOf(redirectTo(action, asked, listener))).toBe(
    'https://web.example.com:443/a/b?c=1',
  )
  const other = { ...action, protocol: '#{protocol}', host: 'x.#{host}', path: '/#{port}/#{host}' }
  expect(locationOf(redirectTo({ ...other, query: '' }, asked, listener))).toBe(
    'http://x.web.example.com:443/80/web.example.com',
  )
  // What stands in the request is no template.
  const sly = readAsked('GET', '/#{host}', { host: 'h' }, '203.0.113.10')
  expect(sly && redirectTo(action, sly, listener).path).toBe('/#{host}')
})
