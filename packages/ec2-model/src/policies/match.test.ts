import { describe, expect, test } from 'vitest'
import { compilePolicy, parsePolicy, type CompiledPolicy } from './index.ts'

/** Rules of AWS's documentation as tables: what a statement says, what is asked, whether it matches. */
const docs = 'https://docs.aws.amazon.com/IAM/latest/UserGuide'

function compiled(statement: object, version = '2012-10-17'): CompiledPolicy {
  const text = JSON.stringify({ Version: version, Statement: { Effect: 'Allow', ...statement } })
  const { policy, problems } = parsePolicy(text, version === '2012-10-17' ? 'identity' : 'trust')
  if (!policy) throw new Error(JSON.stringify(problems))
  return compilePolicy(policy)
}

interface Asked {
  readonly action?: string
  readonly resource?: string
  readonly context?: Readonly<Record<string, readonly string[]>>
}

function matches(policy: CompiledPolicy, asked: Asked): boolean {
  const { action = 'ec2:RunInstances', resource = '*', context = {} } = asked
  const values = new Map(Object.entries(context).map(([key, list]) => [key.toLowerCase(), list]))
  return policy.statements.some((each) => each.match({ action, resource, context: values }))
}

describe(`actions: ${docs}/reference_policies_elements_action.html`, () => {
  test.each<[actions: string | string[], asked: string, expected: boolean]>([
    ['ec2:RunInstances', 'ec2:RunInstances', true],
    ['ec2:RunInstances', 'ec2:StopInstances', false],
    ['EC2:runinstances', 'ec2:RunInstances', true],
    ['ec2:RUNINSTANCES', 'ec2:RunInstances', true],
    ['*', 'ec2:RunInstances', true],
    ['ec2:*', 'ec2:RunInstances', true],
    ['ec2:*', 'iam:CreateUser', false],
    ['ec2:Run*', 'ec2:RunInstances', true],
    ['ec2:Run*', 'ec2:RunScheduledInstances', true],
    ['ec2:*Instances', 'ec2:TerminateInstances', true],
    ['ec2:*Instances', 'ec2:DescribeInstanceStatus', false],
    ['ec2:Describe*s', 'ec2:DescribeImages', true],
    ['ec2:Describe*s', 'ec2:DescribeImageAttribute', false],
    ['iam:*AccessKey*', 'iam:ListAccessKeys', true],
    ['iam:*AccessKey*', 'iam:CreateAccessKey', true],
    ['ec2:DescribeVp?s', 'ec2:DescribeVpcs', true],
    ['ec2:DescribeVp?s', 'ec2:DescribeVps', false],
    ['ec2:?????', 'ec2:RunIt', true],
    ['ec2:*n*n*s', 'ec2:RunInstances', true],
    [['ec2:StartInstances', 'ec2:StopInstances'], 'ec2:StopInstances', true],
    [['ec2:StartInstances', 'ec2:StopInstances'], 'ec2:RebootInstances', false],
    ['ssm:GetParameter', 'ssm:GetParameters', false],
    ['ssm:GetParameter*', 'ssm:GetParametersByPath', true],
    ['elasticloadbalancing:*', 'elasticloadbalancing:CreateListener', true],
    ['ec2-instance-connect:SendSSHPublicKey', 'ec2-instance-connect:SendSSHPublicKey', true],
    ['ec2:*', 'ec2-instance-connect:SendSSHPublicKey', false],
  ])('Action %j, asked %s: %s', (Action, action, expected) => {
    expect(matches(compiled({ Action, Resource: '*' }), { action })).toBe(expected)
  })

  test.each<[actions: string | string[], asked: string, expected: boolean]>([
    ['iam:*', 'ec2:RunInstances', true],
    ['iam:*', 'iam:CreateUser', false],
    [['iam:*', 'ec2:*'], 'ec2:RunInstances', false],
    [['iam:*', 'ec2:*'], 'ssm:GetParameter', true],
    ['*', 'ec2:RunInstances', false],
  ])('NotAction %j, asked %s: %s', (NotAction, action, expected) => {
    expect(matches(compiled({ NotAction, Resource: '*' }), { action })).toBe(expected)
  })
})

const instance = 'arn:aws:ec2:us-east-1:123456789012:instance/i-0abc'

describe(`resources: ${docs}/reference_policies_elements_resource.html`, () => {
  test.each<[resources: string | string[], asked: string, expected: boolean]>([
    ['*', instance, true],
    ['*', '*', true],
    [instance, instance, true],
    [instance, instance.toUpperCase(), false],
    [instance, `${instance}d`, false],
    ['arn:aws:ec2:us-east-1:123456789012:instance/*', instance, true],
    ['arn:aws:ec2:us-east-1:123456789012:instance/i-*', instance, true],
    ['arn:aws:ec2:us-east-1:123456789012:instance/i-?abc', instance, true],
    ['arn:aws:ec2:us-east-1:123456789012:volume/*', instance, false],
    ['arn:aws:ec2:*:123456789012:instance/*', instance, true],
    ['arn:aws:ec2:*:*:instance/*', instance, true],
    ['arn:aws:ec2:us-*:*:instance/*', instance, true],
    ['arn:aws:ec2:us-west-?:*:instance/*', instance, false],
    ['arn:aws:ec2:*:210987654321:instance/*', instance, false],
    ['arn:aws:ec2:*:*:*', instance, true],
    ['arn:aws:ec2:*:*:*/*', instance, true],
    ['arn:aws:ec2:*', instance, true],
    ['arn:aws:ec2', instance, true],
    ['arn:aws:ssm', instance, false],
    ['arn:*:ec2:*:*:*', instance, true],
    ['arn:aws:ec2:*:*:*', '*', false],
    ['arn:aws:iam::*:user/*', 'arn:aws:iam::123456789012:user/team/a/bob', true],
    ['arn:aws:iam::*:user/team/*', 'arn:aws:iam::123456789012:user/other/bob', false],
    [
      'arn:aws:ssm:*:*:parameter/app/*',
      'arn:aws:ssm:us-east-1:123456789012:parameter/app/a/b',
      true,
    ],
    ['arn:aws:ssm:*:*:parameter/app', 'arn:aws:ssm:us-east-1:123456789012:parameter/app/a', false],
    ['arn:aws:cloudwatch:*:*:alarm:*', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a:b', true],
    ['arn:aws:ec2:*::image/*', 'arn:aws:ec2:us-east-1::image/ami-1', true],
    ['arn:aws:ec2:*:123456789012:image/*', 'arn:aws:ec2:us-east-1::image/ami-1', false],
    [['arn:aws:ec2:*:*:volume/*', 'arn:aws:ec2:*:*:instance/*'], instance, true],
    ['arn:aws:ec2:*:*:volume/*', 'arn:aws:ec2:us-east-1:123456789012:volume/*', true],
    ['arn:aws:ec2:*:*:volume/vol-1', 'arn:aws:ec2:us-east-1:123456789012:volume/*', false],
  ])('Resource %j, asked %s: %s', (Resource, resource, expected) => {
    expect(matches(compiled({ Action: '*', Resource }), { resource })).toBe(expected)
  })

  test.each<[resources: string | string[], asked: string, expected: boolean]>([
    ['arn:aws:ec2:*:*:instance/*', instance, false],
    ['arn:aws:ec2:*:*:volume/*', instance, true],
    ['arn:aws:ec2:*:*:instance/*', '*', true],
    ['*', instance, false],
    [['arn:aws:ec2:*:*:volume/*', 'arn:aws:ec2:*:*:instance/*'], instance, false],
  ])('NotResource %j, asked %s: %s', (NotResource, resource, expected) => {
    expect(matches(compiled({ Action: '*', NotResource }), { resource })).toBe(expected)
  })
})

describe(`conditions: ${docs}/reference_policies_elements_condition_operators.html`, () => {
  const user = 'arn:aws:iam::123456789012:user/bob'
  test.each<
    [
      operator: string,
      values: string | string[],
      asked: readonly string[] | undefined,
      expected: boolean,
    ]
  >([
    ['StringEquals', 'a', ['a'], true],
    ['StringEquals', 'a', ['A'], false],
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringEquals', 'a*', ['ab'], false],
    ['StringEquals', 'a', undefined, false],
    ['StringEquals', [], ['a'], false],
    ['StringNotEquals', 'a', ['b'], true],
    ['StringNotEquals', 'a', ['a'], false],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringNotEquals', ['a', 'b'], ['c'], true],
    ['StringNotEquals', 'a', undefined, true],
    ['StringEqualsIgnoreCase', 'Bob', ['bOB'], true],
    ['StringEqualsIgnoreCase', 'Bob', ['Bobby'], false],
    ['StringNotEqualsIgnoreCase', 'Bob', ['bOB'], false],
    ['StringNotEqualsIgnoreCase', 'Bob', ['Alice'], true],
    ['StringLike', 'a*', ['abc'], true],
    ['StringLike', 'a*', ['A'], false],
    ['StringLike', 'a?c', ['abc'], true],
    ['StringLike', 'a?c', ['ac'], false],
    ['StringLike', '*', [''], true],
    ['StringLike', ['x*', '*c'], ['abc'], true],
    ['StringLike', 'a.c', ['abc'], false],
    ['StringNotLike', 'a*', ['abc'], false],
    ['StringNotLike', 'a*', ['bcd'], true],
    ['StringNotLike', 'a*', undefined, true],
    ['NumericEquals', '10', ['10'], true],
    ['NumericEquals', '10', ['10.0'], true],
    ['NumericEquals', '10', ['ten'], false],
    ['NumericNotEquals', '10', ['11'], true],
    ['NumericNotEquals', '10', ['10'], false],
    ['NumericLessThan', '10', ['9.5'], true],
    ['NumericLessThan', '10', ['10'], false],
    ['NumericLessThan', '10', ['9'], true],
    ['NumericLessThanEquals', '10', ['10'], true],
    ['NumericLessThanEquals', '10', ['11'], false],
    ['NumericGreaterThan', '10', ['11'], true],
    ['NumericGreaterThan', '10', ['10'], false],
    ['NumericGreaterThanEquals', '10', ['10'], true],
    ['NumericGreaterThanEquals', '10', ['9'], false],
    ['NumericGreaterThanEquals', '10', undefined, false],
    ['DateEquals', '2026-01-01T00:00:00Z', ['1767225600'], true],
    ['DateEquals', '2026-01-01', ['2026-01-01T00:00:00Z'], true],
    ['DateNotEquals', '2026-01-01T00:00:00Z', ['2026-01-02T00:00:00Z'], true],
    ['DateLessThan', '2026-01-02T00:00:00Z', ['2026-01-01T23:59:59Z'], true],
    ['DateLessThan', '2026-01-02T00:00:00Z', ['2026-01-02T00:00:00Z'], false],
    ['DateLessThan', '2026-01-02T00:00:00+09:00', ['2026-01-01T16:00:00Z'], false],
    ['DateLessThanEquals', '2026-01-02T00:00:00Z', ['2026-01-02T00:00:00Z'], true],
    ['DateGreaterThan', '2026-01-02T00:00:00Z', ['2026-01-03T00:00:00Z'], true],
    ['DateGreaterThan', '1767225600', ['2026-01-01T00:00:01Z'], true],
    ['DateGreaterThanEquals', '2026-01-02T00:00:00Z', ['2026-01-01T00:00:00Z'], false],
    ['Bool', 'true', ['true'], true],
    ['Bool', 'TRUE', ['true'], true],
    ['Bool', 'true', ['false'], false],
    ['Bool', 'false', ['false'], true],
    ['Bool', 'true', undefined, false],
    ['BoolIfExists', 'true', undefined, true],
    ['BoolIfExists', 'true', ['false'], false],
    ['BinaryEquals', 'QmluYXJ5', ['QmluYXJ5'], true],
    ['BinaryEquals', 'QmluYXJ5', ['qmluYXJ5'], false],
    ['IpAddress', '203.0.113.0/24', ['203.0.113.10'], true],
    ['IpAddress', '203.0.113.0/24', ['203.0.114.10'], false],
    ['IpAddress', '203.0.113.10', ['203.0.113.10'], true],
    ['IpAddress', ['10.0.0.0/8', '203.0.113.0/24'], ['203.0.113.1'], true],
    ['IpAddress', '0.0.0.0/0', ['2001:db8::1'], false],
    ['IpAddress', '2001:db8::/32', ['2001:db8:1::1'], true],
    ['IpAddress', '2001:DB8:1234:5678::/64', ['2001:db8:1234:5678:1::'], true],
    ['IpAddress', '2001:db8::/32', ['2001:db9::1'], false],
    ['IpAddress', '203.0.113.0/24', undefined, false],
    ['NotIpAddress', '203.0.113.0/24', ['198.51.100.1'], true],
    ['NotIpAddress', '203.0.113.0/24', ['203.0.113.1'], false],
    ['NotIpAddress', '203.0.113.0/24', undefined, true],
    ['ArnEquals', user, [user], true],
    ['ArnEquals', 'arn:aws:iam::*:user/bob', [user], true],
    ['ArnLike', 'arn:aws:iam::123456789012:user/*', [user], true],
    ['ArnLike', 'arn:aws:iam::*:role/*', [user], false],
    ['ArnLike', 'arn:aws:*:user/bob', [user], false],
    ['ArnNotEquals', user, [user], false],
    ['ArnNotLike', 'arn:aws:iam::*:role/*', [user], true],
    ['ArnNotLike', 'arn:aws:iam::*:user/*', [user], false],
    ['Null', 'true', undefined, true],
    ['Null', 'true', ['a'], false],
    ['Null', 'false', ['a'], true],
    ['Null', 'false', undefined, false],
    ['StringEqualsIfExists', 'a', undefined, true],
    ['StringEqualsIfExists', 'a', ['b'], false],
    ['StringLikeIfExists', 'a*', undefined, true],
    ['NumericLessThanIfExists', '5', undefined, true],
    ['NumericLessThanIfExists', '5', ['6'], false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a', 'b'], undefined, true],
    ['ForAllValues:StringEquals', ['a', 'b'], [], true],
    ['ForAllValues:StringLike', 'x*', ['x1', 'x2'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['a', 'd'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], undefined, false],
    ['ForAnyValue:StringEquals', ['a', 'b'], [], false],
    ['ForAnyValue:StringLike', 'x*', ['a', 'x2'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a'], false],
  ])('%s %j, asked %j: %s', (operator, values, asked, expected) => {
    const policy = compiled({
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { 'aws:Key': values } },
    })
    const context: Record<string, readonly string[]> = asked ? { 'AWS:key': asked } : {}
    expect(matches(policy, { context })).toBe(expected)
  })

  test.each<
    [name: string, condition: object, context: Record<string, string[]>, expected: boolean]
  >([
    [
      'all keys of an operator',
      { StringEquals: { 'ec2:Region': 'us-east-1', 'ec2:InstanceType': 't3.micro' } },
      { 'ec2:Region': ['us-east-1'], 'ec2:InstanceType': ['t3.micro'] },
      true,
    ],
    [
      'one key of an operator alone',
      { StringEquals: { 'ec2:Region': 'us-east-1', 'ec2:InstanceType': 't3.micro' } },
      { 'ec2:Region': ['us-east-1'], 'ec2:InstanceType': ['m5.large'] },
      false,
    ],
    [
      'all operators',
      { StringEquals: { a: 'x' }, NumericLessThan: { b: '5' } },
      { a: ['x'], b: ['4'] },
      true,
    ],
    [
      'one operator alone',
      { StringEquals: { a: 'x' }, NumericLessThan: { b: '5' } },
      { a: ['x'], b: ['5'] },
      false,
    ],
    [
      'values without quotes',
      { Bool: { a: true }, NumericEquals: { b: 5 } },
      { a: ['true'], b: ['5'] },
      true,
    ],
    ['an empty block', {}, {}, true],
  ])(
    `several keys, %s: ${docs}/reference_policies_condition-logic-multiple-context-keys-or-values.html`,
    (_, Condition, context, expected) => {
      expect(matches(compiled({ Action: '*', Resource: '*', Condition }), { context })).toBe(
        expected,
      )
    },
  )
})

describe(`variables: ${docs}/reference_policies_variables.html`, () => {
  const bob = { 'aws:username': ['bob'], 'aws:PrincipalTag/team': ['red'] }
  test.each<
    [
      name: string,
      statement: object,
      resource: string,
      context: Record<string, string[]>,
      expected: boolean,
    ]
  >([
    [
      'own resource',
      { Resource: 'arn:aws:iam::*:user/${aws:username}' },
      'arn:aws:iam::1:user/bob',
      bob,
      true,
    ],
    [
      "another's",
      { Resource: 'arn:aws:iam::*:user/${aws:username}' },
      'arn:aws:iam::1:user/eve',
      bob,
      false,
    ],
    [
      'beside wildcards',
      { Resource: 'arn:aws:ssm:*:*:parameter/${aws:username}/*' },
      'arn:aws:ssm:r:1:parameter/bob/x',
      bob,
      true,
    ],
    [
      'no value',
      { Resource: 'arn:aws:iam::*:user/${aws:username}' },
      'arn:aws:iam::1:user/bob',
      {},
      false,
    ],
    [
      'a default',
      { Resource: "arn:aws:iam::*:user/${aws:username, 'guest'}" },
      'arn:aws:iam::1:user/guest',
      {},
      true,
    ],
    [
      'a value before its default',
      { Resource: "arn:aws:iam::*:user/${aws:username, 'guest'}" },
      'arn:aws:iam::1:user/guest',
      bob,
      false,
    ],
    [
      'a star itself',
      { Resource: 'arn:aws:iam::*:user/a${*}b' },
      'arn:aws:iam::1:user/a*b',
      bob,
      true,
    ],
    [
      'a star that is none',
      { Resource: 'arn:aws:iam::*:user/a${*}b' },
      'arn:aws:iam::1:user/axb',
      bob,
      false,
    ],
    [
      'a question mark itself',
      { Resource: 'arn:aws:iam::*:user/a${?}' },
      'arn:aws:iam::1:user/a?',
      bob,
      true,
    ],
    ['a dollar', { Resource: 'arn:aws:iam::*:user/a${$}' }, 'arn:aws:iam::1:user/a$', bob, true],
    [
      'a star in a value stands for itself',
      { Resource: 'arn:aws:iam::*:user/${aws:username}' },
      'arn:aws:iam::1:user/bob',
      { 'aws:username': ['*'] },
      false,
    ],
    [
      'in a condition',
      {
        Resource: '*',
        Condition: { StringEquals: { 'ec2:ResourceTag/owner': '${aws:username}' } },
      },
      '*',
      { ...bob, 'ec2:ResourceTag/owner': ['bob'] },
      true,
    ],
    [
      'of a tag',
      {
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      },
      '*',
      { ...bob, 'aws:ResourceTag/team': ['red'] },
      true,
    ],
    [
      'of a tag, another',
      {
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      },
      '*',
      { ...bob, 'aws:ResourceTag/team': ['blue'] },
      false,
    ],
    [
      'no value in a negated condition',
      {
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/none}' } },
      },
      '*',
      { ...bob, 'aws:ResourceTag/team': ['blue'] },
      false,
    ],
    [
      'with wildcards around',
      { Resource: '*', Condition: { StringLike: { 'a:b': '*${aws:username}*' } } },
      '*',
      { ...bob, 'a:b': ['x-bob-y'] },
      true,
    ],
    [
      'not in NotResource without a value',
      { NotResource: 'arn:aws:iam::*:user/${aws:username}' },
      'arn:aws:iam::1:user/bob',
      {},
      false,
    ],
  ])('%s', (_, statement, resource, context, expected) => {
    expect(matches(compiled({ Action: '*', ...statement }), { resource, context })).toBe(expected)
  })

  test('are plain text in the older version', () => {
    const statement = {
      Action: 'sts:AssumeRole',
      Principal: '*',
      Condition: { StringEquals: { 'a:b': '${aws:username}' } },
    }
    const text = JSON.stringify({
      Version: '2008-10-17',
      Statement: { Effect: 'Allow', ...statement },
    })
    const { policy } = parsePolicy(text, 'trust')
    if (!policy) throw new Error('no policy')
    const [only] = compilePolicy(policy).statements
    const ask = (value: string): unknown =>
      only?.match({
        action: 'sts:AssumeRole',
        resource: '*',
        context: new Map([
          ['a:b', [value]],
          ['aws:username', ['bob']],
        ]),
        caller: { type: 'AWS', account: '1', names: [] },
      })
    expect(ask('bob')).toBeUndefined()
    expect(ask('${aws:username}')).toBe('direct')
  })
})

test('a pattern made to be slow is not', () => {
  const policy = compiled({
    Action: '*',
    Resource: `arn:aws:ssm:*:*:parameter/${'a*'.repeat(200)}b`,
  })
  const resource = `arn:aws:ssm:r:1:parameter/${'a'.repeat(2000)}`
  const before = process.cpuUsage().user
  expect(matches(policy, { resource })).toBe(false)
  expect(process.cpuUsage(undefined).user - before).toBeLessThan(500_000)
})
