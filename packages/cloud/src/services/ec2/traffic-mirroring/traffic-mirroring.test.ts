import {
  CreateNetworkInterfaceCommand,
  CreateTrafficMirrorFilterCommand,
  CreateTrafficMirrorFilterRuleCommand,
  CreateTrafficMirrorSessionCommand,
  CreateTrafficMirrorTargetCommand,
  DeleteTrafficMirrorFilterCommand,
  DeleteTrafficMirrorFilterRuleCommand,
  DeleteTrafficMirrorSessionCommand,
  DeleteTrafficMirrorTargetCommand,
  DescribeSubnetsCommand,
  DescribeTrafficMirrorFiltersCommand,
  DescribeTrafficMirrorSessionsCommand,
  DescribeTrafficMirrorTargetsCommand,
  ModifyTrafficMirrorFilterNetworkServicesCommand,
  ModifyTrafficMirrorFilterRuleCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

async function makeInterface(): Promise<string> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}))
  const { NetworkInterface } = await ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: Subnets?.[0]?.SubnetId }),
  )
  return NetworkInterface?.NetworkInterfaceId ?? ''
}

it('a session joins an interface, a filter with rules, and a target', async () => {
  const [source, sink] = [await makeInterface(), await makeInterface()]
  const { TrafficMirrorFilter } = await ec2.send(
    new CreateTrafficMirrorFilterCommand({ Description: 'web' }),
  )
  const TrafficMirrorFilterId = TrafficMirrorFilter?.TrafficMirrorFilterId ?? ''
  expect(TrafficMirrorFilter).toEqual({
    TrafficMirrorFilterId: expect.stringMatching(/^tmf-0[0-9a-f]{16}$/),
    IngressFilterRules: [],
    EgressFilterRules: [],
    NetworkServices: [],
    Description: 'web',
    Tags: [],
  })
  const createRule = (more: object) =>
    ec2.send(
      new CreateTrafficMirrorFilterRuleCommand({
        TrafficMirrorFilterId,
        TrafficDirection: 'ingress',
        RuleNumber: 10,
        RuleAction: 'accept',
        SourceCidrBlock: '0.0.0.0/0',
        DestinationCidrBlock: '10.0.0.0/8',
        Protocol: 6,
        DestinationPortRange: { FromPort: 80, ToPort: 80 },
        ...more,
      }),
    )
  const { TrafficMirrorFilterRule } = await createRule({})
  const TrafficMirrorFilterRuleId = TrafficMirrorFilterRule?.TrafficMirrorFilterRuleId
  await expect(createRule({})).rejects.toMatchObject({
    name: 'TrafficMirrorFilterRuleAlreadyExists',
  })
  await expect(createRule({ RuleNumber: 20, Protocol: 1 })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  await ec2.send(
    new ModifyTrafficMirrorFilterRuleCommand({
      TrafficMirrorFilterRuleId,
      RuleAction: 'reject',
      RemoveFields: ['destination-port-range'],
    }),
  )
  await ec2.send(
    new ModifyTrafficMirrorFilterNetworkServicesCommand({
      TrafficMirrorFilterId,
      AddNetworkServices: ['amazon-dns'],
    }),
  )
  const { TrafficMirrorFilters } = await ec2.send(
    new DescribeTrafficMirrorFiltersCommand({
      Filters: [{ Name: 'description', Values: ['web'] }],
    }),
  )
  expect(TrafficMirrorFilters).toMatchObject([
    {
      NetworkServices: ['amazon-dns'],
      IngressFilterRules: [{ TrafficMirrorFilterRuleId, RuleAction: 'reject', Protocol: 6 }],
    },
  ])
  expect(TrafficMirrorFilters?.[0]?.IngressFilterRules?.[0]?.DestinationPortRange).toBeUndefined()
  await expect(ec2.send(new CreateTrafficMirrorTargetCommand({}))).rejects.toMatchObject({
    message:
      'Invalid number of inputs. Only 1 of NetworkInterfaceId, NetworkLoadBalancerArn or GatewayLoadBalancerEndpointId required.',
  })
  const { TrafficMirrorTarget } = await ec2.send(
    new CreateTrafficMirrorTargetCommand({ NetworkInterfaceId: sink }),
  )
  const TrafficMirrorTargetId = TrafficMirrorTarget?.TrafficMirrorTargetId
  const { TrafficMirrorTargets } = await ec2.send(
    new DescribeTrafficMirrorTargetsCommand({
      Filters: [{ Name: 'network-interface-id', Values: [sink] }],
    }),
  )
  expect(TrafficMirrorTargets).toMatchObject([
    { TrafficMirrorTargetId, Type: 'network-interface', OwnerId: '123456789012' },
  ])
  const createSession = (NetworkInterfaceId: string, SessionNumber = 1) =>
    ec2.send(
      new CreateTrafficMirrorSessionCommand({
        NetworkInterfaceId,
        TrafficMirrorTargetId,
        TrafficMirrorFilterId,
        SessionNumber,
      }),
    )
  await expect(createSession(sink)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(createSession(source, 0)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  const { TrafficMirrorSession } = await createSession(source)
  const TrafficMirrorSessionId = TrafficMirrorSession?.TrafficMirrorSessionId ?? ''
  const removeFilter = () =>
    ec2.send(new DeleteTrafficMirrorFilterCommand({ TrafficMirrorFilterId }))
  const removeTarget = () =>
    ec2.send(new DeleteTrafficMirrorTargetCommand({ TrafficMirrorTargetId }))
  await expect(removeFilter()).rejects.toMatchObject({ name: 'TrafficMirrorFilterInUse' })
  await expect(removeTarget()).rejects.toMatchObject({ name: 'TrafficMirrorTargetInUse' })
  const { TrafficMirrorSessions } = await ec2.send(
    new DescribeTrafficMirrorSessionsCommand({
      Filters: [{ Name: 'network-interface-id', Values: [source] }],
    }),
  )
  expect(TrafficMirrorSessions).toMatchObject([{ TrafficMirrorSessionId, SessionNumber: 1 }])
  await ec2.send(new DeleteTrafficMirrorSessionCommand({ TrafficMirrorSessionId }))
  await ec2.send(new DeleteTrafficMirrorFilterRuleCommand({ TrafficMirrorFilterRuleId }))
  await removeFilter()
  await removeTarget()
  await expect(removeFilter()).rejects.toMatchObject({
    name: 'InvalidTrafficMirrorFilterId.NotFound',
  })
})
