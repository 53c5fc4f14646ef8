import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkInsightsPathCommand,
  DeleteNetworkInsightsAnalysisCommand,
  DeleteNetworkInsightsPathCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkInsightsAnalysesCommand,
  DescribeNetworkInsightsPathsCommand,
  StartNetworkInsightsAnalysisCommand,
  type CreateNetworkInsightsPathCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'

let cloud: TestCloud
let ec2: EC2Client
let instanceId = ''
let groupId = ''
let gatewayId = ''
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  instanceId = await launchInstance(ec2)
  await cloud.advance('60s')
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
  groupId = Reservations?.[0]?.Instances?.[0]?.SecurityGroups?.[0]?.GroupId ?? ''
  const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({}))
  gatewayId = InternetGateways?.[0]?.InternetGatewayId ?? ''
})
afterAll(() => cloud.close())

async function makePath(more: Partial<CreateNetworkInsightsPathCommandInput>): Promise<string> {
  const { NetworkInsightsPath } = await ec2.send(
    new CreateNetworkInsightsPathCommand({
      Source: gatewayId,
      Destination: instanceId,
      Protocol: 'tcp',
      ...more,
    }),
  )
  return NetworkInsightsPath?.NetworkInsightsPathId ?? ''
}

async function analyze(NetworkInsightsPathId: string) {
  const { NetworkInsightsAnalysis } = await ec2.send(
    new StartNetworkInsightsAnalysisCommand({ NetworkInsightsPathId }),
  )
  expect(NetworkInsightsAnalysis?.Status).toBe('running')
  await cloud.advance('15s')
  const id = NetworkInsightsAnalysis?.NetworkInsightsAnalysisId ?? ''
  const { NetworkInsightsAnalyses } = await ec2.send(
    new DescribeNetworkInsightsAnalysesCommand({ NetworkInsightsAnalysisIds: [id] }),
  )
  return NetworkInsightsAnalyses?.[0]
}

it('an analysis names what blocks, and the hops when nothing does', async () => {
  const path = await makePath({ DestinationPort: 22 })
  expect(path).toMatch(/^nip-0[0-9a-f]{16}$/)
  const blocked = await analyze(path)
  expect(blocked).toMatchObject({
    NetworkInsightsPathId: path,
    Status: 'succeeded',
    NetworkPathFound: false,
    Explanations: [
      {
        ExplanationCode: 'ENI_SG_RULES_MISMATCH',
        Direction: 'ingress',
        SecurityGroups: [{ Id: groupId }],
      },
    ],
  })
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: groupId,
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: '0.0.0.0/0',
    }),
  )
  const open = await analyze(path)
  expect(open).toMatchObject({ Status: 'succeeded', NetworkPathFound: true, Explanations: [] })
  const ids = open?.ForwardPathComponents?.map(({ Component }) => Component?.Id)
  expect(ids?.[0]).toBe(gatewayId)
  expect(ids).toContain(groupId)
  expect(ids?.at(-1)).toBe(instanceId)
  expect(open?.ReturnPathComponents).toContainEqual(
    expect.objectContaining({
      RouteTableRoute: expect.objectContaining({
        DestinationCidr: '0.0.0.0/0',
        GatewayId: gatewayId,
      }),
    }),
  )
  // Without a port, one that the group lets in will do.
  expect((await analyze(await makePath({})))?.NetworkPathFound).toBe(true)
  const { NetworkInsightsAnalyses } = await ec2.send(
    new DescribeNetworkInsightsAnalysesCommand({
      NetworkInsightsPathId: path,
      Filters: [{ Name: 'path-found', Values: ['false'] }],
    }),
  )
  expect(NetworkInsightsAnalyses).toMatchObject([
    { NetworkInsightsAnalysisId: blocked?.NetworkInsightsAnalysisId },
  ])
  const removePath = () =>
    ec2.send(new DeleteNetworkInsightsPathCommand({ NetworkInsightsPathId: path }))
  await expect(removePath()).rejects.toMatchObject({ name: 'AnalysisExistsForNetworkInsightsPath' })
  for (const each of [blocked, open]) {
    await ec2.send(
      new DeleteNetworkInsightsAnalysisCommand({
        NetworkInsightsAnalysisId: each?.NetworkInsightsAnalysisId,
      }),
    )
  }
  await removePath()
  await expect(removePath()).rejects.toMatchObject({
    name: 'InvalidNetworkInsightsPathId.NotFound',
  })
})

it('a path begins and ends at something that is there', async () => {
  await expect(makePath({ Source: 'i-0123456789abcdef0' })).rejects.toMatchObject({
    name: 'InvalidInstanceID.NotFound',
  })
  await expect(makePath({ Source: 'nonsense' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(makePath({ Source: 'vgw-0123456789abcdef0' })).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
  const path = await makePath({
    Source: `arn:aws:ec2:ap-northeast-2:123456789012:instance/${instanceId}`,
    Destination: gatewayId,
    DestinationPort: 443,
  })
  expect((await analyze(path))?.NetworkPathFound).toBe(true)
  const { NetworkInsightsPaths } = await ec2.send(
    new DescribeNetworkInsightsPathsCommand({
      Filters: [{ Name: 'source', Values: [instanceId] }],
    }),
  )
  expect(NetworkInsightsPaths).toMatchObject([
    { NetworkInsightsPathId: path, Source: instanceId, Destination: gatewayId, Protocol: 'tcp' },
  ])
})
