import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forward, gone, startBalancing, type Balancing } from '../../testing/balancing.ts'
import { operations } from './operations.ts'

/** What holds for every operation of the service. */
let world: Balancing
let client: elb.ElasticLoadBalancingV2Client
const made = { balancer: '', group: '', listener: '', rule: '' }
beforeAll(async () => {
  world = await startBalancing()
  ;({ client } = world)
  for (const at of [2, 1, 0]) {
    const tag = { Tags: [{ Key: 'at', Value: String(at) }] }
    made.balancer = (await world.balancer({ Name: `lb${at}`, ...tag })).LoadBalancerArn ?? ''
    made.group = (await world.targetGroup({ Name: `tg${at}`, ...tag })).TargetGroupArn ?? ''
  }
  for (const Port of [80, 81, 82]) {
    const { ListenerArn } = await world.listener({
      LoadBalancerArn: made.balancer,
      Port,
      DefaultActions: [forward(made.group)],
    })
    made.listener = ListenerArn ?? ''
  }
  for (const Priority of [3, 2]) {
    const { Rules } = await client.send(
      new elb.CreateRuleCommand({
        ListenerArn: made.listener,
        Priority,
        Conditions: [{ Field: 'path-pattern', Values: ['/a'] }],
        Actions: [gone],
      }),
    )
    made.rule = Rules?.[0]?.RuleArn ?? ''
  }
})
afterAll(() => world.cloud.close())

const unknown = (kind: string, path: string) =>
  `arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:${kind}/${path}`
const noBalancer = unknown('loadbalancer', 'app/none/0123456789abcdef')
const noListener = unknown('listener', 'app/none/0123456789abcdef/0123456789abcdef')
const noRule = unknown(
  'listener-rule',
  'app/none/0123456789abcdef/0123456789abcdef/0123456789abcdef',
)
const noGroup = unknown('targetgroup', 'none/0123456789abcdef')
const action = [gone]

/** Each operation about something that is not there, and what it answers. */
const absent: Readonly<
  Record<string, readonly [call: () => Promise<unknown>, error: string | undefined]>
> = {
  AddListenerCertificates: [
    () =>
      client.send(
        new elb.AddListenerCertificatesCommand({
          ListenerArn: noListener,
          Certificates: [{ CertificateArn: 'x' }],
        }),
      ),
    'ListenerNotFoundException',
  ],
  AddTags: [
    () =>
      client.send(
        new elb.AddTagsCommand({ ResourceArns: [noGroup], Tags: [{ Key: 'a', Value: 'b' }] }),
      ),
    'TargetGroupNotFoundException',
  ],
  CreateListener: [
    () =>
      client.send(
        new elb.CreateListenerCommand({
          LoadBalancerArn: noBalancer,
          Protocol: 'HTTP',
          Port: 80,
          DefaultActions: action,
        }),
      ),
    'LoadBalancerNotFoundException',
  ],
  CreateLoadBalancer: [
    () =>
      client.send(
        new elb.CreateLoadBalancerCommand({ Name: 'x', Subnets: ['subnet-1', 'subnet-2'] }),
      ),
    'SubnetNotFoundException',
  ],
  CreateRule: [
    () =>
      client.send(
        new elb.CreateRuleCommand({
          ListenerArn: noListener,
          Priority: 1,
          Conditions: [{ Field: 'path-pattern', Values: ['/a'] }],
          Actions: action,
        }),
      ),
    'ListenerNotFoundException',
  ],
  CreateTargetGroup: [
    () =>
      client.send(
        new elb.CreateTargetGroupCommand({ Name: 'x', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1' }),
      ),
    'ValidationError',
  ],
  DeleteListener: [
    () => client.send(new elb.DeleteListenerCommand({ ListenerArn: noListener })),
    'ListenerNotFoundException',
  ],
  DeleteLoadBalancer: [
    () => client.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn: noBalancer })),
    undefined,
  ],
  DeleteRule: [
    () => client.send(new elb.DeleteRuleCommand({ RuleArn: noRule })),
    'RuleNotFoundException',
  ],
  DeleteTargetGroup: [
    () => client.send(new elb.DeleteTargetGroupCommand({ TargetGroupArn: noGroup })),
    undefined,
  ],
  DeregisterTargets: [
    () =>
      client.send(
        new elb.DeregisterTargetsCommand({ TargetGroupArn: noGroup, Targets: [{ Id: 'i-1' }] }),
      ),
    'TargetGroupNotFoundException',
  ],
  DescribeAccountLimits: [() => client.send(new elb.DescribeAccountLimitsCommand({})), undefined],
  DescribeCapacityReservation: [
    () => client.send(new elb.DescribeCapacityReservationCommand({ LoadBalancerArn: noBalancer })),
    'LoadBalancerNotFoundException',
  ],
  DescribeListenerAttributes: [
    () => client.send(new elb.DescribeListenerAttributesCommand({ ListenerArn: noListener })),
    'ListenerNotFoundException',
  ],
  DescribeListenerCertificates: [
    () => client.send(new elb.DescribeListenerCertificatesCommand({ ListenerArn: noListener })),
    'ListenerNotFoundException',
  ],
  DescribeListeners: [
    () => client.send(new elb.DescribeListenersCommand({ LoadBalancerArn: noBalancer })),
    'LoadBalancerNotFoundException',
  ],
  DescribeLoadBalancerAttributes: [
    () =>
      client.send(new elb.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: noBalancer })),
    'LoadBalancerNotFoundException',
  ],
  DescribeLoadBalancers: [
    () => client.send(new elb.DescribeLoadBalancersCommand({ LoadBalancerArns: [noBalancer] })),
    'LoadBalancerNotFoundException',
  ],
  DescribeRules: [
    () => client.send(new elb.DescribeRulesCommand({ ListenerArn: noListener })),
    'ListenerNotFoundException',
  ],
  DescribeSSLPolicies: [
    () => client.send(new elb.DescribeSSLPoliciesCommand({ Names: ['none'] })),
    'SSLPolicyNotFoundException',
  ],
  DescribeTags: [
    () => client.send(new elb.DescribeTagsCommand({ ResourceArns: [noRule] })),
    'RuleNotFoundException',
  ],
  DescribeTargetGroupAttributes: [
    () => client.send(new elb.DescribeTargetGroupAttributesCommand({ TargetGroupArn: noGroup })),
    'TargetGroupNotFoundException',
  ],
  DescribeTargetGroups: [
    () => client.send(new elb.DescribeTargetGroupsCommand({ TargetGroupArns: [noGroup] })),
    'TargetGroupNotFoundException',
  ],
  DescribeTargetHealth: [
    () => client.send(new elb.DescribeTargetHealthCommand({ TargetGroupArn: noGroup })),
    'TargetGroupNotFoundException',
  ],
  ModifyCapacityReservation: [
    () => client.send(new elb.ModifyCapacityReservationCommand({ LoadBalancerArn: noBalancer })),
    'LoadBalancerNotFoundException',
  ],
  ModifyListener: [
    () => client.send(new elb.ModifyListenerCommand({ ListenerArn: noListener, Port: 81 })),
    'ListenerNotFoundException',
  ],
  ModifyListenerAttributes: [
    () =>
      client.send(
        new elb.ModifyListenerAttributesCommand({ ListenerArn: noListener, Attributes: [] }),
      ),
    'ListenerNotFoundException',
  ],
  ModifyLoadBalancerAttributes: [
    () =>
      client.send(
        new elb.ModifyLoadBalancerAttributesCommand({
          LoadBalancerArn: noBalancer,
          Attributes: [],
        }),
      ),
    'LoadBalancerNotFoundException',
  ],
  ModifyRule: [
    () => client.send(new elb.ModifyRuleCommand({ RuleArn: noRule, Actions: action })),
    'RuleNotFoundException',
  ],
  ModifyTargetGroup: [
    () => client.send(new elb.ModifyTargetGroupCommand({ TargetGroupArn: noGroup })),
    'TargetGroupNotFoundException',
  ],
  ModifyTargetGroupAttributes: [
    () =>
      client.send(
        new elb.ModifyTargetGroupAttributesCommand({ TargetGroupArn: noGroup, Attributes: [] }),
      ),
    'TargetGroupNotFoundException',
  ],
  RegisterTargets: [
    () =>
      client.send(
        new elb.RegisterTargetsCommand({ TargetGroupArn: noGroup, Targets: [{ Id: 'i-1' }] }),
      ),
    'TargetGroupNotFoundException',
  ],
  RemoveListenerCertificates: [
    () =>
      client.send(
        new elb.RemoveListenerCertificatesCommand({ ListenerArn: noListener, Certificates: [] }),
      ),
    'ListenerNotFoundException',
  ],
  RemoveTags: [
    () => client.send(new elb.RemoveTagsCommand({ ResourceArns: [noListener], TagKeys: ['a'] })),
    'ListenerNotFoundException',
  ],
  SetIpAddressType: [
    () =>
      client.send(
        new elb.SetIpAddressTypeCommand({ LoadBalancerArn: noBalancer, IpAddressType: 'ipv4' }),
      ),
    'LoadBalancerNotFoundException',
  ],
  SetRulePriorities: [
    () =>
      client.send(
        new elb.SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn: noRule, Priority: 1 }] }),
      ),
    'RuleNotFoundException',
  ],
  SetSecurityGroups: [
    () =>
      client.send(
        new elb.SetSecurityGroupsCommand({ LoadBalancerArn: noBalancer, SecurityGroups: ['sg-1'] }),
      ),
    'LoadBalancerNotFoundException',
  ],
  SetSubnets: [
    () =>
      client.send(
        new elb.SetSubnetsCommand({ LoadBalancerArn: noBalancer, Subnets: ['subnet-1'] }),
      ),
    'LoadBalancerNotFoundException',
  ],
}

it('says what is not there', async () => {
  expect(Object.keys(absent)).toEqual(operations.map(({ name }) => name).toSorted())
  for (const [operation, [send, error]] of Object.entries(absent)) {
    const call = send()
    if (error === undefined) await expect(call, operation).resolves.toBeDefined()
    else await expect(call, operation).rejects.toMatchObject({ name: error })
  }
})

it('refuses what it does not do by name', async () => {
  await expect(client.send(new elb.DescribeTrustStoresCommand({}))).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
  await expect(
    client.send(
      new elb.ModifyCapacityReservationCommand({
        LoadBalancerArn: made.balancer,
        MinimumLoadBalancerCapacity: { CapacityUnits: 100 },
      }),
    ),
  ).rejects.toMatchObject({ name: 'UnsupportedOperation' })
})

it('pages every list', async () => {
  const { listener: ListenerArn, balancer: LoadBalancerArn } = made
  const lists: readonly [string, (page: object) => Promise<[readonly unknown[], string?]>][] = [
    [
      'balancers',
      async (page) => {
        const told = await client.send(new elb.DescribeLoadBalancersCommand(page))
        return [told.LoadBalancers ?? [], told.NextMarker]
      },
    ],
    [
      'groups',
      async (page) => {
        const told = await client.send(new elb.DescribeTargetGroupsCommand(page))
        return [told.TargetGroups ?? [], told.NextMarker]
      },
    ],
    [
      'listeners',
      async (page) => {
        const told = await client.send(
          new elb.DescribeListenersCommand({ LoadBalancerArn, ...page }),
        )
        return [told.Listeners ?? [], told.NextMarker]
      },
    ],
    [
      'rules',
      async (page) => {
        const told = await client.send(new elb.DescribeRulesCommand({ ListenerArn, ...page }))
        return [told.Rules ?? [], told.NextMarker]
      },
    ],
    [
      'policies',
      async (page) => {
        const told = await client.send(new elb.DescribeSSLPoliciesCommand(page))
        return [told.SslPolicies ?? [], told.NextMarker]
      },
    ],
    [
      'limits',
      async (page) => {
        const told = await client.send(new elb.DescribeAccountLimitsCommand(page))
        return [told.Limits ?? [], told.NextMarker]
      },
    ],
  ]
  for (const [name, ask] of lists) {
    const [all, none] = await ask({})
    expect(none, name).toBeUndefined()
    expect(all.length, name).toBeGreaterThanOrEqual(3)
    const [first, Marker] = await ask({ PageSize: 2 })
    const [rest] = await ask({ Marker })
    expect([...first, ...rest], name).toEqual(all)
    await expect(ask({ Marker: 'nowhere' }), name).rejects.toMatchObject({
      name: 'ValidationError',
    })
    await expect(ask({ PageSize: 401 }), name).rejects.toMatchObject({ name: 'ValidationError' })
  }
  const paged = await client.send(new elb.DescribeLoadBalancersCommand({ PageSize: 1 }))
  expect(paged.NextMarker).toBe(paged.LoadBalancers?.[0]?.LoadBalancerName)
})

it('keeps Regions and accounts apart', async () => {
  for (const who of [{ region: 'us-east-1' }, { account: '540000000000' }]) {
    const other = world.cloud.elbv2(who)
    const told = await other.send(new elb.DescribeLoadBalancersCommand({}))
    expect(told.LoadBalancers).toEqual([])
    await expect(
      other.send(new elb.DescribeListenersCommand({ LoadBalancerArn: made.balancer })),
    ).rejects.toMatchObject({ name: 'LoadBalancerNotFoundException' })
  }
})

it('tags everything, up to 50 times', async () => {
  const ResourceArns = Object.values(made)
  const many = Array.from({ length: 50 }, (_, at) => ({ Key: `key${at}`, Value: '' }))
  await client.send(new elb.AddTagsCommand({ ResourceArns, Tags: many.slice(0, 49) }))
  const tagged = await client.send(new elb.DescribeTagsCommand({ ResourceArns }))
  expect(tagged.TagDescriptions?.map(({ ResourceArn }) => ResourceArn)).toEqual(ResourceArns)
  expect(tagged.TagDescriptions?.[2]?.Tags).toHaveLength(49)
  await expect(
    client.send(
      new elb.AddTagsCommand({
        ResourceArns,
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'b', Value: '' },
        ],
      }),
    ),
  ).rejects.toMatchObject({ name: 'TooManyTagsException' })
  for (const [Tags, name] of [
    [[{ Key: 'a' }, { Key: 'a' }], 'DuplicateTagKeysException'],
    [[{ Key: 'aws:a' }], 'ValidationError'],
  ] as const) {
    await expect(
      client.send(new elb.AddTagsCommand({ ResourceArns, Tags: [...Tags] })),
    ).rejects.toMatchObject({ name })
  }
  const TagKeys = many.map(({ Key }) => Key)
  await client.send(new elb.RemoveTagsCommand({ ResourceArns, TagKeys }))
  const { TagDescriptions } = await client.send(
    new elb.DescribeTagsCommand({ ResourceArns: [made.balancer] }),
  )
  expect(TagDescriptions?.[0]?.Tags).toEqual([{ Key: 'at', Value: '0' }])
})
