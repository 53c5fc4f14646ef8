import { compilePolicy, parsePolicy } from '@brume/ec2-model/policies'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import type { AttachedPolicy } from './principal.ts'

const services = ['ec2', 'iam']
const verbs = ['Describe', 'Run', 'Stop']
const kinds = ['instance', 'volume']

const action = fc
  .tuple(fc.constantFrom(...services), fc.constantFrom(...verbs))
  .map(([a, b]) => `${a}:${b}`)
const pattern = fc.oneof(
  action,
  fc.constantFrom('*', 'ec2:*', 'iam:*', 'ec2:D*', 'ec2:?un', '*:*'.replace('*:', 'ec2:')),
)
const resource = fc.constantFrom(...kinds).map((kind) => `arn:aws:ec2:r:1:${kind}/x`)
const resourcePattern = fc.oneof(
  resource,
  fc.constantFrom('*', 'arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:*:1:v*'),
)
const condition = fc.constantFrom(
  undefined,
  { StringEquals: { 'ec2:InstanceType': 't3.micro' } },
  { StringNotEquals: { 'ec2:InstanceType': 't3.micro' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } },
)

interface Made {
  readonly Effect: 'Allow' | 'Deny'
  readonly [element: string]: unknown
}

const statement = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    actions: fc.array(pattern, { minLength: 1, maxLength: 3 }),
    not: fc.boolean(),
    Resource: fc.array(resourcePattern, { minLength: 1, maxLength: 2 }),
    Condition: condition,
  })
  .map(({ actions, not, ...rest }): Made => ({ ...rest, [not ? 'NotAction' : 'Action']: actions }))
const statements = fc.array(statement, { minLength: 1, maxLength: 6 })

const asked = fc
  .record({ action, resource, type: fc.constantFrom('t3.micro', 'm5.large') })
  .map(({ type, ...rest }) => ({ ...rest, context: new Map([['ec2:instancetype', [type]]]) }))

function attached(list: readonly Made[]): readonly AttachedPolicy[] {
  if (list.length === 0) return []
  const text = JSON.stringify({ Version: '2012-10-17', Statement: list })
  const { policy } = parsePolicy(text, 'identity')
  if (!policy) throw new Error(text)
  return [{ layer: 'identity', from: { name: 'p' }, policy: compilePolicy(policy) }]
}

function allows(list: readonly Made[], question: Parameters<typeof evaluate>[1]): boolean {
  const principal = {
    kind: 'user' as const,
    account: '1',
    arn: 'arn:aws:iam::1:user/u',
    userId: 'u',
    tags: [],
    identity: attached(list),
  }
  return evaluate(principal, question).allowed
}

test('another deny never allows', () => {
  expect.hasAssertions()
  fc.assert(
    fc.property(statements, statement, asked, (list, more, question) => {
      if (allows([...list, { ...more, Effect: 'Deny' }], question)) {
        expect(allows(list, question)).toBe(true)
      }
    }),
  )
})

test('one allow less never allows', () => {
  expect.hasAssertions()
  fc.assert(
    fc.property(statements, fc.nat(), asked, (list, at, question) => {
      const allow = list.filter(({ Effect }) => Effect === 'Allow')
      const gone = allow[at % Math.max(1, allow.length)]
      const less = list.filter((each) => each !== gone)
      if (allows(less, question)) expect(allows(list, question)).toBe(true)
    }),
  )
})

test('the order of statements, and how they are spread over policies, says nothing', () => {
  fc.assert(
    fc.property(statements, asked, (list, question) => {
      expect(allows(list.toReversed(), question)).toBe(allows(list, question))
      const spread = {
        kind: 'user' as const,
        account: '1',
        arn: 'arn:aws:iam::1:user/u',
        userId: 'u',
        tags: [],
        identity: list.flatMap((each) => attached([each])),
      }
      expect(evaluate(spread, question).allowed).toBe(allows(list, question))
    }),
  )
})

test('a wildcard allows what all that it stands for allow', () => {
  const all = services.flatMap((service) => verbs.map((verb) => `${service}:${verb}`))
  const of = (Action: readonly string[]): Made => ({ Effect: 'Allow', Action, Resource: '*' })
  fc.assert(
    fc.property(asked, fc.constantFrom('*', 'ec2:*', 'iam:*'), (question, wildcard) => {
      const named = all.filter((name) => wildcard === '*' || name.startsWith(wildcard.slice(0, 4)))
      expect(allows([of([wildcard])], question)).toBe(allows([of(named)], question))
    }),
  )
})

test('a boundary never widens', () => {
  fc.assert(
    fc.property(statements, statements, asked, (list, limit, question) => {
      const [boundary] = attached(limit)
      const free = {
        kind: 'user' as const,
        account: '1',
        arn: 'arn:aws:iam::1:user/u',
        userId: 'u',
        tags: [],
        identity: attached(list),
      }
      const bounded = boundary
        ? { ...free, boundary: { ...boundary, layer: 'boundary' as const } }
        : free
      const both = allows(list, question) && allows(limit, question)
      expect(evaluate(bounded, question).allowed).toBe(both)
    }),
  )
})
