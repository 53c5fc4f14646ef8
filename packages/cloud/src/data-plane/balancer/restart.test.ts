import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import { echoDriver } from '../../testing/echo-driver.ts'

/** The one that guests of the driver answer on. */
const port = 7

async function healthOf(cloud: TestCloud): Promise<string | undefined> {
  const { TargetHealthDescriptions: [target] = [] } = await cloud
    .elbv2()
    .send(new DescribeTargetHealthCommand({ TargetGroupArn: groupArn }))
  return target?.TargetHealth?.State
}

let groupArn = ''

it('goes on asking its targets after a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'brume-balancer-'))
  const options = { dataDir, driver: echoDriver }
  let cloud = await startTestCloud(options)
  try {
    const elb = cloud.elbv2()
    const { Subnets: [subnet] = [] } = await cloud.ec2().send(new DescribeSubnetsCommand({}))
    const { Instances: [made] = [] } = await cloud.ec2().send(
      new RunInstancesCommand({
        ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: subnet?.SubnetId,
      }),
    )
    await cloud.advance('3m')
    const { LoadBalancers: [nlb] = [] } = await elb.send(
      new CreateLoadBalancerCommand({
        Name: 'kept',
        Type: 'network',
        Subnets: [subnet?.SubnetId ?? ''],
      }),
    )
    const { TargetGroups: [group] = [] } = await elb.send(
      new CreateTargetGroupCommand({
        Name: 'kept',
        Protocol: 'TCP',
        Port: port,
        VpcId: subnet?.VpcId,
      }),
    )
    groupArn = group?.TargetGroupArn ?? ''
    const Targets = [{ Id: made?.InstanceId }]
    await elb.send(new RegisterTargetsCommand({ TargetGroupArn: groupArn, Targets }))
    await elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: nlb?.LoadBalancerArn,
        Protocol: 'TCP',
        Port: port,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: groupArn }],
      }),
    )
    await cloud.advance('5m')
    expect(await healthOf(cloud)).toBe('unhealthy')
    await cloud.close()

    cloud = await startTestCloud(options)
    expect(await healthOf(cloud)).toBe('unhealthy')
    const { SecurityGroups: [own] = [] } = await cloud
      .ec2()
      .send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }))
    await cloud.ec2().send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: own?.GroupId,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: port,
            ToPort: port,
            IpRanges: [{ CidrIp: '172.31.0.0/16' }],
          },
        ],
      }),
    )
    await cloud.advance('5m')
    expect(await healthOf(cloud)).toBe('healthy')
  } finally {
    await cloud.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
