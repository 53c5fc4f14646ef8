import {
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteRouteCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  ModifyVpcAttributeCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { DescribeInstanceInformationCommand, GetConnectionStatusCommand } from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { echoDriver } from '../testing/echo-driver.ts'
import { makeSessionRole } from '../testing/session-role.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())

/** A VPC with one subnet, and an instance with a public address in it whose agent may offer sessions. */
async function makeWorld(account: string) {
  const ec2 = cloud.ec2({ account })
  const ssm = cloud.ssm({ account })
  await makeSessionRole(cloud.iam({ account }), 'web')
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }))
  const SubnetId = Subnet?.SubnetId ?? ''
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: 'web' },
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId, AssociatePublicIpAddress: true }],
    }),
  )
  const Target = Instances?.[0]?.InstanceId ?? ''
  await cloud.advance(account, '1m')
  const inVpc = [{ Name: 'vpc-id', Values: [VpcId] }]
  const tables = await ec2.send(new DescribeRouteTablesCommand({ Filters: inVpc }))
  const groups = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: inVpc }))
  return {
    ec2,
    VpcId,
    SubnetId,
    RouteTableId: tables.RouteTables?.[0]?.RouteTableId ?? '',
    GroupId: groups.SecurityGroups?.[0]?.GroupId ?? '',
    status: async () => (await ssm.send(new GetConnectionStatusCommand({ Target }))).Status,
    nodes: async () =>
      (await ssm.send(new DescribeInstanceInformationCommand({}))).InstanceInformationList ?? [],
  }
}

describe('an agent', () => {
  it('is in touch only while its network lets it out', async () => {
    const { ec2, VpcId, RouteTableId, status, nodes } = await makeWorld('350000000001')
    expect(await status()).toBe('notconnected')
    expect(await nodes()).toEqual([])

    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
    const GatewayId = InternetGateway?.InternetGatewayId ?? ''
    await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }))
    const route = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' }
    await ec2.send(new CreateRouteCommand({ ...route, GatewayId }))
    expect(await status()).toBe('connected')
    expect(await nodes()).toMatchObject([{ PingStatus: 'Online' }])

    await ec2.send(new DeleteRouteCommand(route))
    expect(await status()).toBe('notconnected')
  })

  it('needs no way out where the VPC has endpoints that let it in', async () => {
    const { ec2, VpcId, SubnetId, GroupId, status, nodes } = await makeWorld('350000000002')
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
    const endpoint = (service: string) =>
      ec2.send(
        new CreateVpcEndpointCommand({
          VpcId,
          VpcEndpointType: 'Interface',
          ServiceName: `com.amazonaws.ap-northeast-2.${service}`,
          SubnetIds: [SubnetId],
        }),
      )
    await endpoint('ssm')
    expect(await status()).toBe('notconnected')
    await cloud.advance('350000000002', '1m')
    // The default group admits its own members, which the instance is.
    expect(await nodes()).toMatchObject([{ PingStatus: 'Online' }])
    expect(await status()).toBe('notconnected')
    await endpoint('ssmmessages')
    await cloud.advance('350000000002', '1m')
    expect(await status()).toBe('connected')

    // An endpoint with a group of its own that admits nobody.
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIp: '10.0.0.0/16',
      }),
    )
    expect(await status()).toBe('connected')
  })
})
