import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBalancing, type Balancing } from '../../../testing/balancing.ts'

let world: Balancing
let client: elb.ElasticLoadBalancingV2Client
beforeAll(async () => {
  world = await startBalancing()
  ;({ client } = world)
})
afterAll(() => world.cloud.close())

it('has AWS’s defaults', async () => {
  const http = await world.targetGroup({ Name: 'http' })
  expect(http).toEqual({
    TargetGroupArn: expect.stringMatching(/:targetgroup\/http\/[0-9a-f]{16}$/),
    TargetGroupName: 'http',
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: 80,
    VpcId: world.vpcId,
    TargetType: 'instance',
    IpAddressType: 'ipv4',
    HealthCheckEnabled: true,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckPath: '/',
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    Matcher: { HttpCode: '200' },
    LoadBalancerArns: [],
  })
  const tcp = await world.targetGroup({ Name: 'tcp', Protocol: 'TCP', TargetType: 'ip' })
  expect(tcp).toMatchObject({
    HealthCheckProtocol: 'TCP',
    HealthCheckTimeoutSeconds: 10,
    TargetType: 'ip',
  })
  expect(tcp.Matcher).toBeUndefined()
  expect(tcp.HealthCheckPath).toBeUndefined()
  expect(tcp.ProtocolVersion).toBeUndefined()
  const asked = await world.targetGroup({
    Name: 'asked',
    Protocol: 'TCP',
    HealthCheckProtocol: 'HTTP',
  })
  expect(asked).toMatchObject({ HealthCheckTimeoutSeconds: 6, Matcher: { HttpCode: '200-399' } })

  const attributesOf = async ({ TargetGroupArn }: elb.TargetGroup) => {
    const { Attributes = [] } = await client.send(
      new elb.DescribeTargetGroupAttributesCommand({ TargetGroupArn }),
    )
    return Object.fromEntries(Attributes.map(({ Key = '', Value }) => [Key, Value]))
  }
  expect(await attributesOf(http)).toMatchObject({
    'deregistration_delay.timeout_seconds': '300',
    'stickiness.enabled': 'false',
    'stickiness.type': 'lb_cookie',
    'stickiness.lb_cookie.duration_seconds': '86400',
    'slow_start.duration_seconds': '0',
    'load_balancing.algorithm.type': 'round_robin',
    'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
  })
  expect(await attributesOf(tcp)).toMatchObject({
    'stickiness.type': 'source_ip',
    'preserve_client_ip.enabled': 'false',
    'proxy_protocol_v2.enabled': 'false',
    'deregistration_delay.connection_termination.enabled': 'false',
  })
  expect(await attributesOf(asked)).toMatchObject({ 'preserve_client_ip.enabled': 'true' })
})

it('refuses what AWS refuses', async () => {
  const Name = 'wrong'
  const cases: [Partial<elb.CreateTargetGroupInput> & { Name: string }, string, string][] = [
    [
      { Name: 'A'.repeat(33) },
      'ValidationError',
      `Target group name '${'A'.repeat(33)}' cannot be longer than '32' characters`,
    ],
    [
      { Name: 'example.com' },
      'ValidationError',
      "Target group name 'example.com' can only contain characters that are alphanumeric characters or hyphens(-)",
    ],
    [
      { Name: 'Na--me' },
      'ValidationError',
      "1 validation error detected: Value 'Na--me' at 'targetGroup.targetGroupArn.targetGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!.*--)(?!^-)(?!.*-$)^[A-Za-z0-9-]+$",
    ],
    [{ Name, Port: undefined }, 'ValidationError', 'A port must be specified'],
    [{ Name, Protocol: undefined }, 'ValidationError', 'A protocol must be specified'],
    [{ Name, VpcId: undefined }, 'ValidationError', 'A VPC ID must be specified'],
    [{ Name, VpcId: 'vpc-0' }, 'ValidationError', "The VPC ID 'vpc-0' is not found"],
    [{ Name, TargetType: 'lambda' }, 'UnsupportedOperation', "Targets of the type 'lambda' are"],
    [{ Name, ProtocolVersion: 'GRPC' }, 'UnsupportedOperation', 'The protocol version GRPC'],
    [
      { Name, HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 5 },
      'ValidationError',
      'Health check interval must be greater than the timeout.',
    ],
    [
      { Name, HealthCheckEnabled: false },
      'ValidationError',
      "Health check enabled must be true for target groups with target type 'instance'",
    ],
    [{ Name, HealthCheckIntervalSeconds: 301 }, 'ValidationError', 'less than or equal to 300'],
    [{ Name, HealthyThresholdCount: 1 }, 'ValidationError', 'greater than or equal to 2'],
    [{ Name, HealthCheckPort: '0' }, 'ValidationError', "must be either 'traffic-port' or in the"],
    [{ Name, HealthCheckPath: 'x' }, 'ValidationError', "must begin with a '/' character"],
    [
      { Name, Matcher: { HttpCode: '500' } },
      'ValidationError',
      "must be within '200-499' inclusive",
    ],
    [
      { Name, HealthCheckProtocol: 'TCP' },
      'InvalidConfigurationRequestException',
      "The health check protocol 'TCP' is not supported",
    ],
    [
      { Name, Protocol: 'TCP', Matcher: { HttpCode: '200' } },
      'InvalidConfigurationRequestException',
      'Custom health check matchers are not supported for health checks for target groups with the TCP protocol',
    ],
  ]
  for (const [input, name, message] of cases) {
    await expect(world.targetGroup(input), message).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    })
  }
})

it('is made once, found by name, changed and deleted', async () => {
  const made = await world.targetGroup({ Name: 'once', Tags: [{ Key: 'a', Value: 'b' }] })
  expect((await world.targetGroup({ Name: 'once' })).TargetGroupArn).toBe(made.TargetGroupArn)
  await expect(world.targetGroup({ Name: 'once', Port: 81 })).rejects.toMatchObject({
    name: 'DuplicateTargetGroupNameException',
    message: "A target group with the same name 'once' exists, but with different settings",
  })
  const { TargetGroupArn } = made
  await client.send(
    new elb.ModifyTargetGroupCommand({
      TargetGroupArn,
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPort: '8081',
      HealthCheckPath: '/status',
      HealthCheckIntervalSeconds: 11,
      HealthCheckTimeoutSeconds: 10,
      HealthyThresholdCount: 10,
      UnhealthyThresholdCount: 4,
      Matcher: { HttpCode: '200-399' },
    }),
  )
  const found = await client.send(new elb.DescribeTargetGroupsCommand({ Names: ['once'] }))
  expect(found.TargetGroups).toMatchObject([
    {
      TargetGroupArn,
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPort: '8081',
      HealthCheckPath: '/status',
      HealthCheckIntervalSeconds: 11,
      HealthCheckTimeoutSeconds: 10,
      HealthyThresholdCount: 10,
      UnhealthyThresholdCount: 4,
      Matcher: { HttpCode: '200-399' },
    },
  ])
  const set = (...Attributes: elb.TargetGroupAttribute[]) =>
    client.send(new elb.ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }))
  const changed = await set(
    { Key: 'stickiness.enabled', Value: 'true' },
    { Key: 'stickiness.type', Value: 'lb_cookie' },
  )
  expect(changed.Attributes).toEqual([
    { Key: 'stickiness.enabled', Value: 'true' },
    { Key: 'stickiness.type', Value: 'lb_cookie' },
  ])
  for (const wrong of [
    { Key: 'slow_start.duration_seconds', Value: '29' },
    { Key: 'stickiness.app_cookie.cookie_name', Value: 'AWSALB' },
    { Key: 'preserve_client_ip.enabled', Value: 'true' },
    { Key: 'nothing', Value: 'true' },
  ]) {
    await expect(set(wrong), wrong.Key).rejects.toMatchObject({ name: 'ValidationError' })
  }
  await expect(
    set(
      { Key: 'slow_start.duration_seconds', Value: '30' },
      { Key: 'load_balancing.algorithm.type', Value: 'least_outstanding_requests' },
    ),
  ).rejects.toMatchObject({ name: 'InvalidConfigurationRequestException' })
  await client.send(new elb.DeleteTargetGroupCommand({ TargetGroupArn }))
  await expect(
    client.send(new elb.DescribeTargetGroupsCommand({ Names: ['once'] })),
  ).rejects.toMatchObject({
    name: 'TargetGroupNotFoundException',
    message: 'One or more target groups not found',
  })
})
