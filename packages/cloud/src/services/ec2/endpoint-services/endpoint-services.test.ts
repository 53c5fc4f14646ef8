import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

const create = (more: sdk.CreateVpcEndpointServiceConfigurationCommandInput) =>
  ec2.send(new sdk.CreateVpcEndpointServiceConfigurationCommand(more))
const arn =
  'arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:loadbalancer/net/a/0123456789abcdef'

it('an endpoint service needs a load balancer, which is not there', async () => {
  await expect(create({})).rejects.toMatchObject({ name: 'InvalidParameter' })
  await expect(
    create({ NetworkLoadBalancerArns: [arn], GatewayLoadBalancerArns: [arn] }),
  ).rejects.toMatchObject({ name: 'InvalidParameter' })
  await expect(create({ NetworkLoadBalancerArns: [arn] })).rejects.toMatchObject({
    name: 'LoadBalancerNotFound',
  })
})

const ServiceId = 'vpce-svc-00000000000000000'
it.each<readonly [string, () => Promise<unknown>]>([
  [
    'ModifyVpcEndpointServiceConfiguration',
    () => ec2.send(new sdk.ModifyVpcEndpointServiceConfigurationCommand({ ServiceId })),
  ],
  [
    'ModifyVpcEndpointServicePermissions',
    () => ec2.send(new sdk.ModifyVpcEndpointServicePermissionsCommand({ ServiceId })),
  ],
  [
    'ModifyVpcEndpointServicePayerResponsibility',
    () =>
      ec2.send(
        new sdk.ModifyVpcEndpointServicePayerResponsibilityCommand({
          ServiceId,
          PayerResponsibility: 'ServiceOwner',
        }),
      ),
  ],
  [
    'DescribeVpcEndpointServicePermissions',
    () => ec2.send(new sdk.DescribeVpcEndpointServicePermissionsCommand({ ServiceId })),
  ],
  [
    'AcceptVpcEndpointConnections',
    () =>
      ec2.send(
        new sdk.AcceptVpcEndpointConnectionsCommand({ ServiceId, VpcEndpointIds: ['vpce-0'] }),
      ),
  ],
  [
    'RejectVpcEndpointConnections',
    () =>
      ec2.send(
        new sdk.RejectVpcEndpointConnectionsCommand({ ServiceId, VpcEndpointIds: ['vpce-0'] }),
      ),
  ],
  [
    'StartVpcEndpointServicePrivateDnsVerification',
    () => ec2.send(new sdk.StartVpcEndpointServicePrivateDnsVerificationCommand({ ServiceId })),
  ],
])('%s of one that is not there says so', async (_name, ask) => {
  await expect(ask()).rejects.toMatchObject({ name: 'InvalidVpcEndpointServiceId.NotFound' })
})

it('to delete one that is not there is told of by id', async () => {
  const { Unsuccessful } = await ec2.send(
    new sdk.DeleteVpcEndpointServiceConfigurationsCommand({ ServiceIds: [ServiceId] }),
  )
  expect(Unsuccessful).toMatchObject([
    { ResourceId: ServiceId, Error: { Code: 'InvalidVpcEndpointService.NotFound' } },
  ])
})
