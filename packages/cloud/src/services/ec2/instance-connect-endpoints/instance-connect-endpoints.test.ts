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

async function subnets(): Promise<string[]> {
  const found = await ec2.send(new sdk.DescribeSubnetsCommand({}))
  return (found.Subnets ?? []).map(({ SubnetId = '' }) => SubnetId)
}
const list = async (more: sdk.DescribeInstanceConnectEndpointsCommandInput = {}) =>
  (await ec2.send(new sdk.DescribeInstanceConnectEndpointsCommand(more)))
    .InstanceConnectEndpoints ?? []

it('an endpoint is made in a subnet, changed, and deleted with its interface', async () => {
  const [SubnetId = '', other = ''] = await subnets()
  const made = await ec2.send(
    new sdk.CreateInstanceConnectEndpointCommand({
      SubnetId,
      PreserveClientIp: true,
      TagSpecifications: [
        { ResourceType: 'instance-connect-endpoint', Tags: [{ Key: 'a', Value: 'b' }] },
      ],
    }),
  )
  const id = made.InstanceConnectEndpoint?.InstanceConnectEndpointId ?? ''
  expect(made.InstanceConnectEndpoint).toMatchObject({
    InstanceConnectEndpointId: expect.stringMatching(/^eice-0[0-9a-f]{16}$/),
    State: 'create-in-progress',
    SubnetId,
    PreserveClientIp: true,
    DnsName: expect.stringMatching(
      /^eice-.*\.ec2-instance-connect-endpoint\.ap-northeast-2\.amazonaws\.com$/,
    ),
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  await expect(
    ec2.send(new sdk.CreateInstanceConnectEndpointCommand({ SubnetId: other })),
  ).rejects.toMatchObject({ name: 'InstanceConnectEndpointLimitExceeded' })
  const modify = (more: Partial<sdk.ModifyInstanceConnectEndpointCommandInput>) =>
    ec2.send(
      new sdk.ModifyInstanceConnectEndpointCommand({ InstanceConnectEndpointId: id, ...more }),
    )
  await expect(modify({ PreserveClientIp: false })).rejects.toMatchObject({
    name: 'IncorrectState',
  })
  await cloud.advance('1m')
  const [found] = await list({ Filters: [{ Name: 'state', Values: ['create-complete'] }] })
  const eni = found?.NetworkInterfaceIds?.[0] ?? ''
  const group = await ec2.send(
    new sdk.CreateSecurityGroupCommand({
      GroupName: 'eice',
      Description: 'eice',
      VpcId: found?.VpcId,
    }),
  )
  await modify({ SecurityGroupIds: [group.GroupId ?? ''], PreserveClientIp: false })
  await cloud.advance('1m')
  expect(await list()).toMatchObject([
    { State: 'update-complete', PreserveClientIp: false, SecurityGroupIds: [group.GroupId] },
  ])
  const look = () =>
    ec2.send(new sdk.DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [eni] }))
  expect((await look()).NetworkInterfaces).toMatchObject([
    {
      InterfaceType: 'ec2_instance_connect_endpoint',
      RequesterManaged: true,
      Groups: [{ GroupId: group.GroupId }],
    },
  ])
  const deleted = await ec2.send(
    new sdk.DeleteInstanceConnectEndpointCommand({ InstanceConnectEndpointId: id }),
  )
  expect(deleted.InstanceConnectEndpoint).toMatchObject({ State: 'delete-in-progress' })
  await cloud.advance('1m')
  expect(await list()).toEqual([])
  await expect(look()).rejects.toMatchObject({ name: 'InvalidNetworkInterfaceID.NotFound' })
  await expect(list({ InstanceConnectEndpointIds: [id] })).rejects.toMatchObject({
    name: 'InvalidInstanceConnectEndpointId.NotFound',
  })
  await expect(
    ec2.send(new sdk.CreateInstanceConnectEndpointCommand({ SubnetId, IpAddressType: 'ipv6' })),
  ).rejects.toMatchObject({ name: 'UnsupportedOperation' })
})
