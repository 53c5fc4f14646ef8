import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'

const taker = '480000000002'

let cloud: TestCloud
let mine: sdk.EC2Client
let theirs: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  mine = cloud.ec2({ account: '480000000001' })
  theirs = cloud.ec2({ account: taker })
  await theirs.send(new sdk.DescribeVpcsCommand({}))
})
afterAll(() => cloud.close())

const offers = async () =>
  (await mine.send(new sdk.DescribeAddressTransfersCommand({}))).AddressTransfers ?? []

it('an Elastic IP goes over to the account that accepts it', async () => {
  const { AllocationId = '', PublicIp = '' } = await mine.send(new sdk.AllocateAddressCommand({}))
  const offer = (TransferAccountId: string) =>
    mine.send(new sdk.EnableAddressTransferCommand({ AllocationId, TransferAccountId }))
  await expect(offer('480000000001')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await mine.send(
    new sdk.ModifyAddressAttributeCommand({ AllocationId, DomainName: 'www.example.com' }),
  )
  await expect(offer(taker)).rejects.toMatchObject({ name: 'InvalidTransfer.AddressCustomPtrSet' })
  await mine.send(new sdk.ResetAddressAttributeCommand({ AllocationId, Attribute: 'domain-name' }))
  expect((await offer(taker)).AddressTransfer).toMatchObject({
    PublicIp,
    TransferAccountId: taker,
    AddressTransferStatus: 'pending',
  })
  expect(await offers()).toMatchObject([{ AllocationId, AddressTransferStatus: 'pending' }])

  const accept = (ec2: sdk.EC2Client) =>
    ec2.send(new sdk.AcceptAddressTransferCommand({ Address: PublicIp }))
  await expect(accept(mine)).rejects.toMatchObject({ name: 'InvalidAddress.NotFound' })
  await expect(accept(cloud.ec2({ account: '480000000003' }))).rejects.toMatchObject({
    name: 'InvalidAddress.NotFound',
  })
  const InstanceId = await launchInstance(mine)
  await cloud.advance('480000000001', '1m')
  const held = await mine.send(new sdk.AssociateAddressCommand({ AllocationId, InstanceId }))
  await expect(accept(theirs)).rejects.toMatchObject({ name: 'InvalidTransfer.AddressAssociated' })
  await mine.send(new sdk.DisassociateAddressCommand({ AssociationId: held.AssociationId }))

  const { AddressTransfer } = await accept(theirs)
  expect(AddressTransfer).toMatchObject({ PublicIp, AddressTransferStatus: 'accepted' })
  expect((await theirs.send(new sdk.DescribeAddressesCommand({}))).Addresses).toMatchObject([
    { PublicIp, AllocationId: AddressTransfer?.AllocationId },
  ])
  expect((await mine.send(new sdk.DescribeAddressesCommand({}))).Addresses).toEqual([])
  expect(await offers()).toMatchObject([{ AllocationId, AddressTransferStatus: 'accepted' }])
  await expect(accept(theirs)).rejects.toMatchObject({ name: 'InvalidAddress.NotFound' })
  await cloud.advance('480000000001', '15d')
  expect(await offers()).toEqual([])
})

it('an offer is taken back, or runs out after seven days', async () => {
  const { AllocationId = '', PublicIp = '' } = await mine.send(new sdk.AllocateAddressCommand({}))
  const offer = () =>
    mine.send(new sdk.EnableAddressTransferCommand({ AllocationId, TransferAccountId: taker }))
  const disable = () => mine.send(new sdk.DisableAddressTransferCommand({ AllocationId }))
  await expect(disable()).rejects.toMatchObject({ name: 'InvalidAddress.NotFound' })
  await offer()
  expect((await disable()).AddressTransfer).toMatchObject({ AddressTransferStatus: 'disabled' })
  await offer()
  await cloud.advance('480000000001', '8d')
  await cloud.advance(taker, '30d')
  expect(await offers()).toEqual([])
  await expect(
    theirs.send(new sdk.AcceptAddressTransferCommand({ Address: PublicIp })),
  ).rejects.toMatchObject({ name: 'InvalidAddress.NotFound' })
  await expect(
    mine.send(
      new sdk.DescribeAddressTransfersCommand({ AllocationIds: ['eipalloc-00000000000000000'] }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidAllocationID.NotFound' })
})
