import {
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteVpcCommand,
  DeleteVpcEndpointsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcEndpointServicesCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  type CreateVpcEndpointCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let account = 340000000000
let VpcId = ''

beforeAll(async () => {
  cloud = await startTestCloud({ speed: 'instant' })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  ec2 = cloud.ec2({ account: String(++account) })
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  VpcId = Vpc?.VpcId ?? ''
})

const service = (name: string) => `com.amazonaws.ap-northeast-2.${name}`
const create = (input: Partial<CreateVpcEndpointCommandInput>) =>
  ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName: service('s3'), ...input }))
const describeOne = async (id: string) => {
  const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }))
  return VpcEndpoints?.[0]
}
const subnet = async (CidrBlock: string, AvailabilityZone: string) => {
  const made = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))
  return made.Subnet?.SubnetId ?? ''
}

describe('gateway endpoints', () => {
  it('stand in the route tables that are given, once for a service', async () => {
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
    const table = RouteTable?.RouteTableId ?? ''
    const { VpcEndpoint } = await create({ RouteTableIds: [table] })
    const id = VpcEndpoint?.VpcEndpointId ?? ''
    expect(VpcEndpoint).toMatchObject({
      VpcEndpointType: 'Gateway',
      State: 'available',
      RouteTableIds: [table],
      PrivateDnsEnabled: false,
    })
    const { RouteTables } = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: 'route.gateway-id', Values: [id] }] }),
    )
    expect(RouteTables?.[0]?.Routes).toContainEqual({
      DestinationPrefixListId: 'pl-78a54011',
      GatewayId: id,
      State: 'active',
      Origin: 'CreateRoute',
    })
    await expect(create({ RouteTableIds: [table] })).rejects.toMatchObject({
      name: 'RouteAlreadyExists',
    })
    await ec2.send(
      new ModifyVpcEndpointCommand({ VpcEndpointId: id, RemoveRouteTableIds: [table] }),
    )
    expect((await describeOne(id))?.RouteTableIds).toEqual([])
    await expect(ec2.send(new DeleteVpcCommand({ VpcId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const gone = new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id, 'vpce-00000000000000000'] })
    expect((await ec2.send(gone)).Unsuccessful).toMatchObject([
      { ResourceId: 'vpce-00000000000000000', Error: { Code: 'InvalidVpcEndpoint.NotFound' } },
    ])
    await expect(describeOne(id)).rejects.toMatchObject({ name: 'InvalidVpcEndpointId.NotFound' })
  })

  it('are refused for what they have not', async () => {
    await expect(create({ ServiceName: service('nothing') })).rejects.toMatchObject({
      name: 'InvalidServiceName',
      message: "The Vpc Endpoint Service 'com.amazonaws.ap-northeast-2.nothing' does not exist",
    })
    await expect(create({ ServiceName: service('ssm') })).rejects.toMatchObject({
      name: 'InvalidParameter',
    })
    await expect(
      create({ SubnetIds: [await subnet('10.0.0.0/24', 'ap-northeast-2a')] }),
    ).rejects.toMatchObject({ name: 'InvalidParameter' })
    await expect(create({ PolicyDocument: 'nonsense' })).rejects.toMatchObject({
      name: 'InvalidPolicyDocument',
    })
  })
})

describe('interface endpoints', () => {
  const ssm = { ServiceName: service('ssm'), VpcEndpointType: 'Interface' as const }

  it('have an interface in each subnet, with their groups', async () => {
    await expect(create(ssm)).rejects.toMatchObject({
      message: expect.stringContaining('requires both enableDnsSupport and enableDnsHostnames'),
    })
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
    const [a, alsoA, b] = [
      await subnet('10.0.0.0/24', 'ap-northeast-2a'),
      await subnet('10.0.1.0/24', 'ap-northeast-2a'),
      await subnet('10.0.2.0/24', 'ap-northeast-2b'),
    ]
    const group = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'e', Description: 'e', VpcId }),
    )
    await expect(create({ ...ssm, SubnetIds: [a, alsoA] })).rejects.toMatchObject({
      name: 'DuplicateSubnetsInSameZone',
    })
    const { VpcEndpoint } = await create({ ...ssm, SubnetIds: [a, b] })
    const id = VpcEndpoint?.VpcEndpointId ?? ''
    expect(VpcEndpoint).toMatchObject({ State: 'pending', PrivateDnsEnabled: true })
    const made = await describeOne(id)
    expect(made?.State).toBe('available')
    expect(made?.DnsEntries?.at(-1)?.DnsName).toBe('ssm.ap-northeast-2.amazonaws.com')
    expect(made?.DnsEntries).toHaveLength(4)
    await expect(create({ ...ssm, SubnetIds: [a] })).rejects.toMatchObject({
      message: expect.stringContaining(
        'conflicting DNS domain for ssm.ap-northeast-2.amazonaws.com',
      ),
    })

    await ec2.send(
      new ModifyVpcEndpointCommand({
        VpcEndpointId: id,
        RemoveSubnetIds: [a],
        AddSubnetIds: [alsoA],
        AddSecurityGroupIds: [group.GroupId ?? ''],
        RemoveSecurityGroupIds: made?.Groups?.map(({ GroupId }) => GroupId ?? ''),
      }),
    )
    const { NetworkInterfaces } = await ec2.send(
      new DescribeNetworkInterfacesCommand({
        Filters: [{ Name: 'interface-type', Values: ['vpc_endpoint'] }],
      }),
    )
    expect(NetworkInterfaces?.map(({ SubnetId }) => SubnetId).toSorted()).toEqual(
      [alsoA, b].toSorted(),
    )
    expect(NetworkInterfaces?.[0]).toMatchObject({
      Description: `VPC Endpoint Interface ${id}`,
      RequesterManaged: true,
      Status: 'in-use',
      Groups: [{ GroupId: group.GroupId }],
    })
    await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }))
    const left = await ec2.send(
      new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
    )
    expect(left.NetworkInterfaces).toEqual([])
  })
})

it('lists the services of the Region', async () => {
  const { ServiceNames, ServiceDetails } = await ec2.send(
    new DescribeVpcEndpointServicesCommand({
      Filters: [{ Name: 'service-type', Values: ['Gateway'] }],
    }),
  )
  expect(ServiceNames).toEqual([service('dynamodb'), service('s3')])
  expect(ServiceDetails?.[1]).toMatchObject({
    Owner: 'amazon',
    ServiceType: [{ ServiceType: 'Gateway' }],
  })
  const page = await ec2.send(new DescribeVpcEndpointServicesCommand({ MaxResults: 1 }))
  expect(page.NextToken).toBeTruthy()
})
