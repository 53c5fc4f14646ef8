import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AttachInternetGatewayCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteEgressOnlyInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DeleteVpcCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeInternetGatewaysCommand,
  DetachInternetGatewayCommand,
  DisassociateAddressCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let VpcId = ''
beforeEach(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  VpcId = await createVpc()
})
afterEach(() => cloud.close())

async function createVpc(): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  return Vpc?.VpcId ?? ''
}

async function create(): Promise<string> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  return InternetGateway?.InternetGatewayId ?? ''
}

const attach = (InternetGatewayId: string, vpcId = VpcId) =>
  ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: vpcId }))
const detach = (InternetGatewayId: string, vpcId = VpcId) =>
  ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId: vpcId }))

describe('an internet gateway', () => {
  it('is made alone, with its tags, five in a Region', async () => {
    const { InternetGateway } = await ec2.send(
      new CreateInternetGatewayCommand({
        TagSpecifications: [
          { ResourceType: 'internet-gateway', Tags: [{ Key: 'Name', Value: 'out' }] },
        ],
      }),
    )
    expect(InternetGateway).toEqual({
      InternetGatewayId: expect.stringMatching(/^igw-0[0-9a-f]{16}$/),
      OwnerId: '123456789012',
      Attachments: [],
      Tags: [{ Key: 'Name', Value: 'out' }],
    })
    const { InternetGateways } = await ec2.send(
      new DescribeInternetGatewaysCommand({ Filters: [{ Name: 'tag:Name', Values: ['out'] }] }),
    )
    expect(InternetGateways).toEqual([InternetGateway])
    for (let i = 0; i < 3; i += 1) await create()
    await expect(create()).rejects.toMatchObject({
      name: 'InternetGatewayLimitExceeded',
      message: 'The maximum number of internet gateways has been reached.',
    })
  })

  it('is attached to one VPC, which has one', async () => {
    const id = await create()
    await attach(id)
    const attached = async () =>
      (
        await ec2.send(
          new DescribeInternetGatewaysCommand({
            Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId] }],
          }),
        )
      ).InternetGateways
    expect(await attached()).toMatchObject([
      { InternetGatewayId: id, Attachments: [{ VpcId, State: 'available' }] },
    ])
    await expect(attach(id, await createVpc())).rejects.toMatchObject({
      name: 'Resource.AlreadyAssociated',
      message: `resource ${id} is already attached to network ${VpcId}`,
    })
    await expect(attach(await create())).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Network ${VpcId} already has an internet gateway attached`,
    })
    await expect(attach('igw-deadbeef')).rejects.toMatchObject({
      name: 'InvalidInternetGatewayID.NotFound',
      message: "The internetGateway ID 'igw-deadbeef' does not exist",
    })
    await expect(attach(await create(), 'vpc-deadbeef')).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
    })
    const other = await createVpc()
    await expect(detach(id, other)).rejects.toMatchObject({
      name: 'Gateway.NotAttached',
      message: `resource ${id} is not attached to network ${other}`,
    })
    await expect(
      ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: id })),
    ).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `The internetGateway '${id}' has dependencies and cannot be deleted.`,
    })
    await expect(ec2.send(new DeleteVpcCommand({ VpcId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await detach(id)
    expect(await attached()).toEqual([])
    await expect(detach(id)).rejects.toMatchObject({ name: 'Gateway.NotAttached' })
    await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: id }))
    await ec2.send(new DeleteVpcCommand({ VpcId }))
  })

  it('stays while public addresses are mapped in its VPC', async () => {
    const id = await create()
    await attach(id)
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }))
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({ SubnetId: Subnet?.SubnetId }),
    )
    const { AllocationId } = await ec2.send(new AllocateAddressCommand({}))
    const { AssociationId } = await ec2.send(
      new AssociateAddressCommand({
        AllocationId,
        NetworkInterfaceId: NetworkInterface?.NetworkInterfaceId,
      }),
    )
    await expect(detach(id)).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    })
    await ec2.send(new DisassociateAddressCommand({ AssociationId }))
    await detach(id)
  })
})

describe('an egress-only internet gateway', () => {
  it('belongs to its VPC from its creation on', async () => {
    const { EgressOnlyInternetGateway } = await ec2.send(
      new CreateEgressOnlyInternetGatewayCommand({ VpcId }),
    )
    const id = EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId ?? ''
    expect(EgressOnlyInternetGateway).toEqual({
      EgressOnlyInternetGatewayId: expect.stringMatching(/^eigw-0[0-9a-f]{16}$/),
      Attachments: [{ VpcId, State: 'attached' }],
      Tags: [],
    })
    await ec2.send(
      new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'Name', Value: 'six' }] }),
    )
    const { EgressOnlyInternetGateways } = await ec2.send(
      new DescribeEgressOnlyInternetGatewaysCommand({
        Filters: [{ Name: 'tag:Name', Values: ['six'] }],
      }),
    )
    expect(EgressOnlyInternetGateways?.map((each) => each.EgressOnlyInternetGatewayId)).toEqual([
      id,
    ])
    await expect(ec2.send(new DeleteVpcCommand({ VpcId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const remove = () =>
      ec2.send(new DeleteEgressOnlyInternetGatewayCommand({ EgressOnlyInternetGatewayId: id }))
    expect(await remove()).toMatchObject({ ReturnCode: true })
    const gone = await ec2.send(
      new DescribeEgressOnlyInternetGatewaysCommand({ EgressOnlyInternetGatewayIds: [id] }),
    )
    expect(gone.EgressOnlyInternetGateways).toEqual([])
    await expect(remove()).rejects.toMatchObject({
      name: 'InvalidGatewayID.NotFound',
      message: `The eigw ID '${id}' does not exist`,
    })
  })
})
