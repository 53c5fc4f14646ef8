import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: sdk.EC2Client
let SubnetId: string | undefined
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  SubnetId = (await ec2.send(new sdk.DescribeSubnetsCommand({}))).Subnets?.[0]?.SubnetId
})
afterAll(() => cloud.close())

const allocate = async () => (await ec2.send(new sdk.AllocateAddressCommand({}))).AllocationId ?? ''
async function addresses(id: string) {
  const found = await ec2.send(new sdk.DescribeNatGatewaysCommand({ NatGatewayIds: [id] }))
  return found.NatGateways?.[0]?.NatGatewayAddresses ?? []
}
async function make(more: Partial<sdk.CreateNatGatewayCommandInput>): Promise<string> {
  const made = await ec2.send(new sdk.CreateNatGatewayCommand({ SubnetId, ...more }))
  await cloud.advance('1m')
  return made.NatGateway?.NatGatewayId ?? ''
}

it('a public gateway gets further Elastic IPs, at its creation and later, and gives them back', async () => {
  const [first, second, third] = [await allocate(), await allocate(), await allocate()]
  const id = await make({ AllocationId: first, SecondaryAllocationIds: [second] })
  expect(await addresses(id)).toMatchObject([
    { AllocationId: first, IsPrimary: true, Status: 'succeeded' },
    { AllocationId: second, IsPrimary: false, Status: 'succeeded' },
  ])
  const associate = (AllocationIds: string[]) =>
    ec2.send(new sdk.AssociateNatGatewayAddressCommand({ NatGatewayId: id, AllocationIds }))
  await expect(associate([second])).rejects.toMatchObject({ name: 'Resource.AlreadyAssociated' })
  const added = (await associate([third])).NatGatewayAddresses?.[0]
  expect(added).toMatchObject({ AllocationId: third, Status: 'associating', IsPrimary: false })
  const { Addresses } = await ec2.send(new sdk.DescribeAddressesCommand({ AllocationIds: [third] }))
  expect(Addresses).toMatchObject([
    { NetworkInterfaceId: added?.NetworkInterfaceId, PrivateIpAddress: added?.PrivateIp },
  ])
  const leave = (associationId: string | undefined) =>
    ec2.send(
      new sdk.DisassociateNatGatewayAddressCommand({
        NatGatewayId: id,
        AssociationIds: [associationId ?? ''],
      }),
    )
  const [primary] = await addresses(id)
  await expect(leave(primary?.AssociationId)).rejects.toMatchObject({ name: 'InvalidParameter' })
  await expect(leave('eipassoc-0')).rejects.toMatchObject({ name: 'InvalidAssociationID.NotFound' })
  expect((await leave(added?.AssociationId)).NatGatewayAddresses).toMatchObject([
    { Status: 'disassociating' },
  ])
  expect(await addresses(id)).toHaveLength(2)
  await expect(
    ec2.send(
      new sdk.AssignPrivateNatGatewayAddressCommand({ NatGatewayId: id, PrivateIpAddressCount: 1 }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameter' })
  await ec2.send(new sdk.DeleteNatGatewayCommand({ NatGatewayId: id }))
  await cloud.advance('1m')
  const free = await ec2.send(new sdk.DescribeAddressesCommand({}))
  expect(free.Addresses?.every(({ AssociationId }) => AssociationId === undefined)).toBe(true)
})

it('a private gateway gets private addresses, up to eight', async () => {
  const id = await make({ ConnectivityType: 'private', SecondaryPrivateIpAddressCount: 2 })
  expect(await addresses(id)).toHaveLength(3)
  const assign = (PrivateIpAddressCount: number) =>
    ec2.send(
      new sdk.AssignPrivateNatGatewayAddressCommand({ NatGatewayId: id, PrivateIpAddressCount }),
    )
  const { NatGatewayAddresses = [] } = await assign(5)
  expect(NatGatewayAddresses).toHaveLength(5)
  await expect(assign(1)).rejects.toMatchObject({ name: 'NatGatewayLimitExceeded' })
  const unassign = (PrivateIpAddresses: string[]) =>
    ec2.send(
      new sdk.UnassignPrivateNatGatewayAddressCommand({ NatGatewayId: id, PrivateIpAddresses }),
    )
  const gone = NatGatewayAddresses.flatMap(({ PrivateIp }) => PrivateIp ?? [])
  await unassign(gone)
  expect(await addresses(id)).toHaveLength(3)
  await expect(unassign(gone)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(
    ec2.send(
      new sdk.AssociateNatGatewayAddressCommand({
        NatGatewayId: id,
        AllocationIds: ['eipalloc-0'],
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameter' })
})
