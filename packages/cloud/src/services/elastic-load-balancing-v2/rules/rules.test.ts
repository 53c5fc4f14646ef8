import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { applyQuota } from '../../service-quotas/quotas.ts'
import { forward, gone, startBalancing, type Balancing } from '../../../testing/balancing.ts'

let world: Balancing
let client: elb.ElasticLoadBalancingV2Client
let LoadBalancerArn = ''
let ListenerArn = ''
let port = 80
let group = ''
beforeAll(async () => {
  world = await startBalancing()
  ;({ client } = world)
  LoadBalancerArn = (await world.balancer({ Name: 'web' })).LoadBalancerArn ?? ''
  group = (await world.targetGroup({ Name: 'web' })).TargetGroupArn ?? ''
})
afterAll(() => world.cloud.close())
beforeEach(async () => {
  port += 1
  ListenerArn = (await world.listener({ LoadBalancerArn, Port: port })).ListenerArn ?? ''
})

const home: elb.RuleCondition = { Field: 'path-pattern', Values: ['/home'] }
const make = async (input: Partial<elb.CreateRuleInput>) => {
  const { Rules } = await client.send(
    new elb.CreateRuleCommand({
      ListenerArn,
      Priority: 100,
      Conditions: [home],
      Actions: [gone],
      ...input,
    }),
  )
  const [rule] = Rules ?? []
  if (!rule) throw new Error('nothing was made')
  return rule
}
const list = async () =>
  (await client.send(new elb.DescribeRulesCommand({ ListenerArn }))).Rules ?? []

it('takes every kind of condition', async () => {
  const conditions: elb.RuleCondition[] = [
    { Field: 'host-header', HostHeaderConfig: { Values: ['example.com', '*.example.com'] } },
    { Field: 'path-pattern', PathPatternConfig: { Values: ['/a/*'] } },
    {
      Field: 'http-header',
      HttpHeaderConfig: { HttpHeaderName: 'User-Agent', Values: ['*Mozilla*'] },
    },
    { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'POST'] } },
    {
      Field: 'query-string',
      QueryStringConfig: { Values: [{ Key: 'v', Value: '1' }, { Value: 'x' }] },
    },
    { Field: 'source-ip', SourceIpConfig: { Values: ['172.28.7.0/24', '2001:db8::/32'] } },
  ]
  for (const [at, condition] of conditions.entries()) {
    const rule = await make({ Priority: at + 1, Conditions: [condition] })
    expect(rule.Conditions).toMatchObject([condition])
  }
  // What was given in one of the two forms is told in both.
  const rule = await make({ Priority: 50 })
  expect(rule.Conditions).toEqual([{ ...home, PathPatternConfig: { Values: ['/home'] } }])
  const expression = {
    Field: 'path-pattern',
    PathPatternConfig: { RegexValues: ['^/v[12]/'] },
  }
  const { Rules } = await client.send(
    new elb.ModifyRuleCommand({ RuleArn: rule.RuleArn, Conditions: [expression] }),
  )
  expect(Rules?.[0]?.Conditions).toMatchObject([expression])
  expect(Rules?.[0]?.Actions).toEqual([gone])
})

it('refuses conditions as AWS does', async () => {
  const long = 'x'.repeat(129)
  const cases: [elb.RuleCondition[], string][] = [
    [[], 'A condition must be specified'],
    [[{ Field: 'weather', Values: ['rain'] }], "Condition field 'weather' must be one of"],
    [[{ Field: 'host-header' }], 'A condition value must be specified'],
    [
      [{ Field: 'host-header', Values: ['one', 'two'] }],
      "The 'host-header' field contains too many values; the limit is '1'",
    ],
    [
      [{ Field: 'host-header', Values: [long] }],
      "The 'host-header' value is too long; the limit is '128'",
    ],
    [
      [{ Field: 'path-pattern', PathPatternConfig: { Values: [long] } }],
      "The 'path-pattern' value is too long; the limit is '128'",
    ],
    [
      [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: long, Values: ['y'] } }],
      "The 'HttpHeaderName' value is too long; the limit is '40'",
    ],
    [
      [{ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['get'] } }],
      "The 'http-request-method' value is invalid; the allowed characters are A-Z, hyphen and underscore",
    ],
    [
      [{ Field: 'http-request-method' }],
      "A 'HttpRequestMethodConfig' must be specified with 'http-request-method'",
    ],
    [
      [{ Field: 'query-string', QueryStringConfig: { Values: [{ Key: long, Value: 'x' }] } }],
      "The 'Key' value is too long; the limit is '128'",
    ],
    [
      [{ Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'hello' }] } }],
      "A 'Value' must be specified in 'QueryStringKeyValuePair'",
    ],
    [
      [{ Field: 'source-ip', SourceIpConfig: { Values: [] } }],
      "A 'source-ip' value must be specified",
    ],
    [[{ Field: 'source-ip' }], "A 'SourceIpConfig' must be specified with 'source-ip'"],
    [
      [{ Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.1'] } }],
      "The 'source-ip' value '10.0.0.1' must be in CIDR format",
    ],
    [[home, home], "A rule can only have one 'path-pattern' condition"],
    [
      [
        {
          Field: 'path-pattern',
          PathPatternConfig: { Values: ['/1', '/2', '/3', '/4', '/5', '/6'] },
        },
      ],
      "A rule can only have '5' condition values",
    ],
    [
      [{ Field: 'path-pattern', Values: ['/*/*/*/*/*/*/*'] }],
      "can only have '6' condition wildcards",
    ],
  ]
  for (const [Conditions, message] of cases) {
    await expect(make({ Conditions }), message).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(message),
    })
  }
})

it('takes forwards with weights and stickiness, and redirects with what is left out filled in', async () => {
  const other = (await world.targetGroup({ Name: 'other', Protocol: 'HTTPS' })).TargetGroupArn
  const weighed: elb.Action = {
    Type: 'forward',
    Order: 1,
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: group, Weight: 100 },
        { TargetGroupArn: other, Weight: 0 },
      ],
      TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 300 },
    },
  }
  expect((await make({ Actions: [weighed] })).Actions).toEqual([weighed])
  const RedirectConfig = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } as const
  const redirected = await make({ Priority: 2, Actions: [{ Type: 'redirect', RedirectConfig }] })
  expect(redirected.Actions).toEqual([
    {
      Type: 'redirect',
      RedirectConfig: {
        ...RedirectConfig,
        Host: '#{host}',
        Path: '/#{path}',
        Query: '#{query}',
      },
    },
  ])
  const cases: [elb.Action[], string, string][] = [
    [[], 'ValidationError', 'At least one action must be specified'],
    [
      [{ ...forward(group), ...weighed }],
      'InvalidLoadBalancerActionException',
      'must contain the same single target group',
    ],
    [
      [
        {
          Type: 'forward',
          ForwardConfig: { TargetGroups: [{ TargetGroupArn: group, Weight: 1000 }] },
        },
      ],
      'ValidationError',
      'Member must have value less than or equal to 999',
    ],
    [[gone, gone], 'InvalidLoadBalancerActionException', 'The last action of a rule'],
    [
      [{ Type: 'redirect', RedirectConfig: { ...RedirectConfig, Path: 'p' } }],
      'InvalidLoadBalancerActionException',
      "The Path parameter must be a valid path, should start with a '/'",
    ],
  ]
  for (const [Actions, name, message] of cases) {
    await expect(make({ Priority: 9, Actions }), message).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    })
  }
  const attributes = (Attributes: elb.TargetGroupAttribute[]) =>
    client.send(new elb.ModifyTargetGroupAttributesCommand({ TargetGroupArn: group, Attributes }))
  await attributes([
    { Key: 'stickiness.enabled', Value: 'true' },
    { Key: 'stickiness.type', Value: 'app_cookie' },
    { Key: 'stickiness.app_cookie.cookie_name', Value: 'SESSION' },
  ])
  await expect(make({ Priority: 9, Actions: [weighed] })).rejects.toMatchObject({
    name: 'InvalidLoadBalancerActionException',
    message: expect.stringContaining("stickiness of type 'app_cookie'"),
  })
  await attributes([{ Key: 'stickiness.enabled', Value: 'false' }])
})

it('keeps rules in the order of their priorities, the default one last', async () => {
  const third = await make({ Priority: 550 })
  const first = await make({ Priority: 100, Tags: [{ Key: 'k1', Value: 'v1' }] })
  const second = await make({ Priority: 500 })
  const rules = await list()
  expect(rules.map(({ Priority }) => Priority)).toEqual(['100', '500', '550', 'default'])
  expect(rules.map(({ IsDefault }) => IsDefault)).toEqual([false, false, false, true])
  await expect(make({ Priority: 500 })).rejects.toMatchObject({
    name: 'PriorityInUseException',
    message: "Priority '500' is currently in use",
  })
  const page = await client.send(new elb.DescribeRulesCommand({ ListenerArn, PageSize: 1 }))
  expect(page.Rules).toEqual([rules[0]])
  const next = await client.send(
    new elb.DescribeRulesCommand({ ListenerArn, PageSize: 3, Marker: page.NextMarker }),
  )
  expect(next.Rules).toEqual(rules.slice(1))
  expect(next.NextMarker).toBeUndefined()
  const order = (...RulePriorities: [elb.Rule, number][]) =>
    client.send(
      new elb.SetRulePrioritiesCommand({
        RulePriorities: RulePriorities.map(([{ RuleArn }, Priority]) => ({ RuleArn, Priority })),
      }),
    )
  const moved = await order([first, 500], [second, 100])
  expect(moved.Rules?.map(({ Priority }) => Priority)).toEqual(['500', '100'])
  await expect(order([first, 550])).rejects.toMatchObject({ name: 'PriorityInUseException' })
  await expect(order([first, 999], [second, 999])).rejects.toMatchObject({
    name: 'ValidationError',
    message: "Priority '999' was provided multiple times",
  })
  const last = rules[3]
  const RuleArn = last?.RuleArn
  if (!last) throw new Error('no default rule')
  for (const call of [
    order([last, 1]),
    client.send(new elb.DeleteRuleCommand({ RuleArn })),
    client.send(new elb.ModifyRuleCommand({ RuleArn, Actions: [gone] })),
  ]) {
    await expect(call).rejects.toMatchObject({ name: 'OperationNotPermittedException' })
  }
  await client.send(
    new elb.AddTagsCommand({ ResourceArns: [RuleArn ?? ''], Tags: [{ Key: 'a', Value: 'b' }] }),
  )
  const { TagDescriptions } = await client.send(
    new elb.DescribeTagsCommand({ ResourceArns: [first.RuleArn ?? '', RuleArn ?? ''] }),
  )
  expect(TagDescriptions).toEqual([
    { ResourceArn: first.RuleArn, Tags: [{ Key: 'k1', Value: 'v1' }] },
    { ResourceArn: RuleArn, Tags: [{ Key: 'a', Value: 'b' }] },
  ])
  await client.send(new elb.DeleteRuleCommand({ RuleArn: third.RuleArn }))
  expect(await list()).toHaveLength(3)
  await expect(
    client.send(new elb.DescribeRulesCommand({ RuleArns: [third.RuleArn ?? ''] })),
  ).rejects.toMatchObject({
    name: 'RuleNotFoundException',
    message: 'One or more rules not found',
  })
  const wrong: [elb.DescribeRulesInput, string][] = [
    [{}, 'You must specify either listener rule ARNs or a listener ARN'],
    [
      { ListenerArn, RuleArns: [first.RuleArn ?? ''] },
      'Listener rule ARNs and a listener ARN cannot be specified at the same time',
    ],
  ]
  for (const [input, message] of wrong) {
    await expect(client.send(new elb.DescribeRulesCommand(input))).rejects.toMatchObject({
      name: 'ValidationError',
      message,
    })
  }
})

it('takes transforms, one of each type', async () => {
  const transform: elb.RuleTransform = {
    Type: 'url-rewrite',
    UrlRewriteConfig: { Rewrites: [{ Regex: '^/api/(.*)$', Replace: '/$1' }] },
  }
  const rule = await make({ Transforms: [transform] })
  expect(rule.Transforms).toEqual([transform])
  await expect(make({ Priority: 2, Transforms: [transform, transform] })).rejects.toMatchObject({
    name: 'ValidationError',
  })
  const { Rules } = await client.send(
    new elb.ModifyRuleCommand({ RuleArn: rule.RuleArn, ResetTransforms: true }),
  )
  expect(Rules?.[0]?.Transforms).toBeUndefined()
  await expect(
    client.send(new elb.ModifyRuleCommand({ RuleArn: rule.RuleArn })),
  ).rejects.toMatchObject({ message: 'Either conditions or actions must be specified' })
})

it('has as many rules of a balancer as its quota allows', async () => {
  const made = await world.balancer({ Name: 'full' })
  const full = await world.listener({ LoadBalancerArn: made.LoadBalancerArn })
  const here = { account: '123456789012', region: 'ap-northeast-2' }
  world.cloud.engine.transact(here, (ctx) => applyQuota(ctx, 'rulesPerBalancer', 1))
  await make({ ListenerArn: full.ListenerArn, Priority: 1 })
  await expect(make({ ListenerArn: full.ListenerArn, Priority: 2 })).rejects.toMatchObject({
    name: 'TooManyRulesException',
  })
})
