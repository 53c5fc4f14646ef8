import * as ec2 from '@aws-sdk/client-ec2'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forward, startBalancing, type Balancing } from '../../../testing/balancing.ts'
import { judgeProbe, noProbes, type ProbeResult } from './judge-probe.ts'
import { healths, reportProbe } from './target-health.ts'
import { targetKey, type TargetHealth } from './target.ts'

let world: Balancing
let client: elb.ElasticLoadBalancingV2Client
beforeAll(async () => {
  world = await startBalancing()
  ;({ client } = world)
})
afterAll(() => world.cloud.close())

const register = (TargetGroupArn: string, ...Targets: elb.TargetDescription[]) =>
  client.send(new elb.RegisterTargetsCommand({ TargetGroupArn, Targets }))
const deregister = (TargetGroupArn: string, ...Targets: elb.TargetDescription[]) =>
  client.send(new elb.DeregisterTargetsCommand({ TargetGroupArn, Targets }))
const describe = async (TargetGroupArn: string, ...Targets: elb.TargetDescription[]) =>
  (
    await client.send(
      new elb.DescribeTargetHealthCommand({
        TargetGroupArn,
        ...(Targets.length > 0 && { Targets }),
      }),
    )
  ).TargetHealthDescriptions ?? []
const stateOf = async (group: string) =>
  (await describe(group)).map(({ TargetHealth }) => TargetHealth)
/** Passes one check. */
const pass = (group: string, id: string, port = 80) =>
  world.cloud.engine.transact({ account: '123456789012', region: 'ap-northeast-2' }, (ctx) =>
    reportProbe(ctx, targetKey(group, id, port), { state: 'healthy' }),
  )
const told = ({ state, reason, description }: TargetHealth) => ({
  State: state,
  Reason: reason,
  Description: description,
})

it('a target is registered, checked, used, stopped, started and drained, in AWS’s words', async () => {
  const { cloud, network } = world
  const id = await world.instance()
  const group = (await world.targetGroup({ Name: 'life' })).TargetGroupArn ?? ''
  expect(await describe(group)).toEqual([])
  await register(group, { Id: id })
  expect(await describe(group)).toEqual([
    {
      Target: { Id: id, Port: 80 },
      HealthCheckPort: '80',
      TargetHealth: {
        State: 'unused',
        Reason: 'Target.NotInUse',
        Description: 'Target group is not configured to receive traffic from the load balancer',
      },
    },
  ])
  // While the balancer is made, the target waits for it.
  const balancer = await world.balancer({ Name: 'life' })
  const { ListenerArn } = await world.listener({
    LoadBalancerArn: balancer.LoadBalancerArn,
    DefaultActions: [forward(group)],
  })
  const registering = {
    State: 'initial',
    Reason: 'Elb.RegistrationInProgress',
    Description: 'Target registration is in progress',
  }
  expect(await stateOf(group)).toEqual([registering])
  await cloud.advance('14s')
  expect(await stateOf(group)).toEqual([registering])
  await cloud.advance('6s')
  expect(await stateOf(group)).toEqual([told(healths.checking)])
  pass(group, id)
  expect(await stateOf(group)).toEqual([{ State: 'healthy' }])
  await elb.waitUntilTargetInService(
    { client, minDelay: 1, maxWaitTime: 10 },
    { TargetGroupArn: group },
  )

  await network.send(new ec2.StopInstancesCommand({ InstanceIds: [id] }))
  expect(await stateOf(group)).toEqual([
    {
      State: 'unused',
      Reason: 'Target.InvalidState',
      Description: 'Target is in the stopped state',
    },
  ])
  await cloud.advance('20s')
  await expect(register(group, { Id: id, Port: 81 })).rejects.toMatchObject({
    name: 'InvalidTargetException',
    message: `The following targets are not in a running state and cannot be registered: '${id}'`,
  })
  await network.send(new ec2.StartInstancesCommand({ InstanceIds: [id] }))
  await cloud.advance('8s')
  expect(await stateOf(group)).toEqual([registering])
  await cloud.advance('5s')
  pass(group, id)

  await client.send(
    new elb.ModifyTargetGroupAttributesCommand({
      TargetGroupArn: group,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '40' }],
    }),
  )
  await deregister(group, { Id: id })
  expect(await stateOf(group)).toEqual([told(healths.draining)])
  // It may come back before it is gone.
  await register(group, { Id: id })
  expect(await stateOf(group)).toEqual([registering])
  await deregister(group, { Id: id })
  await cloud.advance('41s')
  expect(await describe(group)).toEqual([])
  expect(await describe(group, { Id: id })).toEqual([
    {
      Target: { Id: id, Port: 80 },
      HealthCheckPort: '80',
      TargetHealth: {
        State: 'unused',
        Reason: 'Target.NotRegistered',
        Description: 'Target is not registered to the target group',
      },
    },
  ])
  await elb.waitUntilTargetDeregistered(
    { client, minDelay: 1, maxWaitTime: 10 },
    { TargetGroupArn: group, Targets: [{ Id: id }] },
  )

  // What is terminated is let go by itself, and told to who asks for it alone.
  await register(group, { Id: id })
  await cloud.advance('5s')
  pass(group, id)
  await network.send(new ec2.StopInstancesCommand({ InstanceIds: [id] }))
  await network.send(new ec2.TerminateInstancesCommand({ InstanceIds: [id] }))
  expect(await describe(group)).toEqual([])
  expect(await describe(group, { Id: id })).toMatchObject([
    { TargetHealth: told(healths.draining) },
  ])
  await cloud.advance('41s')
  expect(await describe(group, { Id: id })).toMatchObject([
    { TargetHealth: told(healths.notRegistered) },
  ])
  await client.send(new elb.DeleteListenerCommand({ ListenerArn }))
})

it('a target in a zone without a node is not used', async () => {
  const { cloud, subnets } = world
  const id = await world.instance(subnets[2])
  const group = (await world.targetGroup({ Name: 'zones' })).TargetGroupArn ?? ''
  const { LoadBalancerArn } = await world.balancer({ Name: 'zones' })
  await world.listener({ LoadBalancerArn, DefaultActions: [forward(group)] })
  await cloud.advance('20s')
  await register(group, { Id: id })
  expect(await stateOf(group)).toEqual([
    {
      State: 'unused',
      Reason: 'Target.NotInUse',
      Description: 'Target is in an Availability Zone that is not enabled for the load balancer',
    },
  ])
  await client.send(new elb.SetSubnetsCommand({ LoadBalancerArn, Subnets: subnets.slice(0, 3) }))
  expect(await stateOf(group)).toEqual([told(healths.registering)])
  await client.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn }))
  expect(await stateOf(group)).toEqual([told(healths.groupUnused)])
})

it('addresses are of the VPC, or of private ranges outside it', async () => {
  const { cloud, network, zones } = world
  const group =
    (await world.targetGroup({ Name: 'addresses', TargetType: 'ip' })).TargetGroupArn ?? ''
  const { LoadBalancerArn } = await world.balancer({ Name: 'addresses' })
  await world.listener({ LoadBalancerArn, DefaultActions: [forward(group)] })
  await cloud.advance('20s')
  await register(
    group,
    { Id: '172.31.0.77' },
    { Id: '10.5.0.9', AvailabilityZone: 'all', Port: 81 },
  )
  expect((await describe(group)).map(({ Target }) => Target)).toEqual([
    { Id: '172.31.0.77', Port: 80, AvailabilityZone: zones[0] },
    { Id: '10.5.0.9', Port: 81, AvailabilityZone: 'all' },
  ])
  await expect(register(group, { Id: '10.4.40.87' })).rejects.toMatchObject({
    name: 'ValidationError',
    message:
      "The Availability Zone is required for IP address '10.4.40.87' because it is not in the VPC",
  })
  for (const Id of ['8.8.8.8', 'i-0123456789abcdef0', '::1']) {
    await expect(register(group, { Id, AvailabilityZone: 'all' }), Id).rejects.toMatchObject({
      name: 'ValidationError',
    })
  }
  const { NetworkInterfaces } = await network.send(
    new ec2.DescribeNetworkInterfacesCommand({
      Filters: [{ Name: 'description', Values: ['ELB app/addresses/*'] }],
    }),
  )
  const Id = NetworkInterfaces?.[0]?.PrivateIpAddress ?? ''
  await register(group, { Id })
  expect(await describe(group, { Id })).toMatchObject([
    { TargetHealth: { State: 'unused', Reason: 'Target.IpUnusable' } },
  ])
})

it('refuses instances that are elsewhere or nowhere', async () => {
  const group = (await world.targetGroup({ Name: 'refusing' })).TargetGroupArn ?? ''
  const { Vpc } = await world.network.send(new ec2.CreateVpcCommand({ CidrBlock: '10.8.0.0/16' }))
  const far = await world.targetGroup({ Name: 'far', VpcId: Vpc?.VpcId })
  const id = await world.instance()
  await expect(register(far.TargetGroupArn ?? '', { Id: id })).rejects.toMatchObject({
    name: 'InvalidTargetException',
    message: `The following targets are not in the target group VPC '${Vpc?.VpcId}': '${id}'`,
  })
  await expect(register(group, { Id: '10.0.0.1' })).rejects.toMatchObject({
    name: 'ValidationError',
    message: "Instance ID '10.0.0.1' is not valid",
  })
  await expect(register(group, { Id: 'i-0123456789abcdef0' })).rejects.toMatchObject({
    name: 'InvalidTargetException',
  })
  await expect(register('arn', { Id: id })).rejects.toMatchObject({
    name: 'TargetGroupNotFoundException',
  })
  // With several ports it is several targets; without one all of them are let go.
  await register(group, { Id: id, Port: 5060 }, { Id: id, Port: 4030 })
  expect(await describe(group)).toHaveLength(2)
  await deregister(group, { Id: id, Port: 5060 })
  await deregister(group, { Id: id, Port: 9 })
  expect(await describe(group)).toMatchObject([{ Target: { Port: 4030 } }])
  await deregister(group, { Id: id })
  expect(await describe(group)).toEqual([])
})

it('a target turns after as many checks as its group asks for', () => {
  const check = { healthyThreshold: 3, unhealthyThreshold: 2 }
  const run = (from: TargetHealth, ...results: ProbeResult[]) => {
    let [health, streak] = [from, noProbes]
    const states = results.map((result) => {
      ;({ health, streak } = judgeProbe(health, streak, result, check))
      return health.state
    })
    return { states, health }
  }
  const passed = { passed: true } as const
  const failed = { passed: false, why: 'failed' } as const
  const mismatch = { passed: false, why: 'mismatch', code: '404' } as const
  const timeout = { passed: false, why: 'timeout' } as const
  expect(run(healths.checking, failed, passed).states).toEqual(['initial', 'healthy'])
  expect(run({ state: 'healthy' }, failed, passed, failed, failed).states).toEqual([
    'healthy',
    'healthy',
    'healthy',
    'unhealthy',
  ])
  const down = run({ state: 'healthy' }, timeout, timeout)
  expect(told(down.health)).toEqual({
    State: 'unhealthy',
    Reason: 'Target.Timeout',
    Description: 'Request timed out',
  })
  expect(told(run(down.health, mismatch).health)).toEqual({
    State: 'unhealthy',
    Reason: 'Target.ResponseCodeMismatch',
    Description: 'Health checks failed with these codes: [404]',
  })
  expect(told(run(down.health, failed).health).Description).toBe('Health checks failed')
  expect(run(down.health, passed, passed, failed, passed, passed, passed).states.at(-1)).toBe(
    'healthy',
  )
  expect(run(down.health, passed, passed).states.at(-1)).toBe('unhealthy')
  // The same object where there is nothing to write.
  expect(judgeProbe(down.health, noProbes, timeout, check).health).toBe(down.health)
})
