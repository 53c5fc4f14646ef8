import { describe, expect, test } from 'vitest'
import { parsePolicy, type PolicyKind } from './index.ts'

const keysOf = (text: string, kind: PolicyKind = 'identity'): string[] =>
  parsePolicy(text, kind).problems.map(({ key }) => key)

const statement = (more: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'ec2:*', Resource: '*', ...more },
  })

describe('a problem', () => {
  test('carries its place', () => {
    const text =
      '{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Alow", "Action": ["ec2:*", "x"], "Resource": "*" }\n  ]\n}'
    const { problems } = parsePolicy(text, 'identity')
    expect(problems).toMatchObject([
      {
        severity: 'error',
        key: 'invalid-effect',
        place: { path: ['Statement', 0, 'Effect'], line: 4, column: 17, length: 6 },
      },
      {
        key: 'action-without-service',
        values: { action: 'x' },
        place: { path: ['Statement', 0, 'Action', 1], line: 4 },
      },
    ])
    const [first] = problems
    expect(text.slice(first?.place.offset, (first?.place.offset ?? 0) + 6)).toBe('"Alow"')
  })

  test.each<[text: string, keys: string[]]>([
    ['', ['invalid-json']],
    ['{', ['invalid-json']],
    ['[]', ['not-an-object']],
    ['{"Version":"2012-10-17"}', ['missing-statement']],
    ['{"Version":"2012-10-17","Statement":[]}', ['missing-statement']],
    ['{"Version":"2012-10-17","Statement":["x"]}', ['wrong-type']],
    [statement({ Effect: undefined }), ['missing-effect']],
    [statement({ Effect: 'allow' }), ['effect-case']],
    [statement({ Foo: 1 }), ['unknown-element']],
    [statement({ Action: [] }), ['missing-action']],
    [statement({ Action: undefined }), ['missing-action']],
    [statement({ Resource: undefined }), ['missing-resource']],
    [statement({ NotAction: 'ec2:*' }), ['both-elements']],
    [statement({ Action: 'a:b:c' }), ['action-colons']],
    [statement({ Action: 'a b:c' }), ['invalid-service']],
    [statement({ Resource: 'x' }), ['resource-not-arn']],
    [statement({ Resource: 'arn:aws:s3::x' }), ['malformed-arn']],
    [statement({ Principal: '*' }), ['principal-not-allowed']],
    [statement({ Condition: [] }), ['wrong-type']],
    [statement({ Condition: { StringIs: { a: 'b' } } }), ['unknown-operator']],
    [statement({ Condition: { DateLessThan: { a: 'soon' } } }), ['invalid-date']],
    [statement({ Condition: { NumericLessThan: { a: 'few' } } }), ['invalid-number']],
    [statement({ Condition: { Bool: { a: 'maybe' } } }), ['invalid-boolean']],
    [statement({ Condition: { IpAddress: { a: '300.1.1.1' } } }), ['invalid-address']],
    [statement({ Action: 'iam:PassRole' }), ['pass-any-role']],
    [
      '{"Version":"2012-10-17","Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
      ['duplicate-element'],
    ],
    [statement({}), []],
    [statement({ Condition: { StringEquals: { 'aws:TagKeys': ['a', 'b'] } } }), []],
  ])('%s', (text, keys) => {
    expect(keysOf(text)).toEqual(keys)
  })

  test('of a trust policy', () => {
    const trust = (more: object): string =>
      JSON.stringify({
        Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' }, ...more },
      })
    expect(keysOf(trust({}), 'trust')).toEqual([])
    expect(keysOf(trust({ Principal: undefined }), 'trust')).toEqual(['missing-principal'])
    expect(keysOf(trust({ Resource: '*' }), 'trust')).toEqual(['resource-not-allowed'])
    expect(keysOf(trust({ Action: 'ec2:*' }), 'trust')).toEqual(['trust-action'])
    expect(keysOf(trust({ Principal: { Person: 'x' } }), 'trust')).toEqual([
      'unknown-principal-type',
    ])
  })
})
