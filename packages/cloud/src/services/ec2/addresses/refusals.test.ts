import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AttachNetworkInterfaceCommand,
  CreateNetworkInterfaceCommand,
  DescribeAddressesAttributeCommand,
  DescribeInstancesCommand,
  DisassociateAddressCommand,
  ModifyAddressAttributeCommand,
  ReleaseAddressCommand,
  ResetAddressAttributeCommand,
  RunInstancesCommand,
  type AllocateAddressCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'

const place = { account: '123456789012', region: 'ap-northeast-2' }
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', place.region)

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startTestCloud()
})
afterEach(() => cloud.close())

const allocate = async (more: AllocateAddressCommandInput = {}) => {
  const { AllocationId = '' } = await cloud.ec2().send(new AllocateAddressCommand(more))
  return AllocationId
}
const associate = (more: object) => cloud.ec2().send(new AssociateAddressCommand(more))

async function run(): Promise<string> {
  const launch = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
  const { Instances } = await cloud.ec2().send(new RunInstancesCommand(launch))
  await cloud.advance('60s')
  return Instances?.[0]?.InstanceId ?? ''
}
const instance = async (id: string) => {
  const found = await cloud.ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return found.Reservations?.[0]?.Instances?.[0]
}

/** An interface in the subnet of an instance. */
async function createInterface(instanceId: string): Promise<string> {
  const { SubnetId } = (await instance(instanceId)) ?? {}
  const made = await cloud.ec2().send(new CreateNetworkInterfaceCommand({ SubnetId }))
  return made.NetworkInterface?.NetworkInterfaceId ?? ''
}

describe('allocating', () => {
  it('takes Amazon’s pool and the Region’s border group alone', async () => {
    await allocate({ PublicIpv4Pool: 'amazon', NetworkBorderGroup: 'ap-northeast-2' })
    await expect(allocate({ PublicIpv4Pool: 'ipv4pool-ec2-012345678' })).rejects.toMatchObject({
      name: 'InvalidPublicIpv4PoolID.NotFound',
    })
    await expect(allocate({ NetworkBorderGroup: 'us-west-2-lax-1' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await expect(allocate({ DryRun: true })).rejects.toMatchObject({ name: 'DryRunOperation' })
  })
})

describe('associating', () => {
  it('wants the interface named where an instance has several', async () => {
    const [AllocationId, InstanceId] = [await allocate(), await run()]
    const NetworkInterfaceId = await createInterface(InstanceId)
    const place = { InstanceId, NetworkInterfaceId, DeviceIndex: 1 }
    await cloud.ec2().send(new AttachNetworkInterfaceCommand(place))
    await expect(associate({ AllocationId, InstanceId })).rejects.toMatchObject({
      name: 'InvalidInstanceID',
      message: `There are multiple interfaces attached to instance '${InstanceId}'. Please specify an interface ID for the operation instead.`,
    })
    await expect(associate({ AllocationId, InstanceId, NetworkInterfaceId })).rejects.toMatchObject(
      { name: 'InvalidParameterCombination' },
    )
    await associate({ AllocationId, NetworkInterfaceId })
    const after = await instance(InstanceId)
    expect(after?.NetworkInterfaces?.[1]?.Association?.PublicIp).toBeDefined()
  })

  it('displaces the address that was there, unless that is forbidden', async () => {
    const NetworkInterfaceId = await createInterface(await run())
    const [first, second] = [await allocate(), await allocate()]
    const { AssociationId } = await associate({ AllocationId: first, NetworkInterfaceId })
    await expect(
      associate({ AllocationId: second, NetworkInterfaceId, AllowReassociation: false }),
    ).rejects.toMatchObject({
      name: 'Resource.AlreadyAssociated',
      message: `resource ${NetworkInterfaceId} is already associated with associate-id ${AssociationId}`,
    })
    await associate({ AllocationId: second, NetworkInterfaceId })
    await expect(
      cloud.ec2().send(new DisassociateAddressCommand({ AssociationId })),
    ).rejects.toMatchObject({ name: 'InvalidAssociationID.NotFound' })
    await cloud.ec2().send(new ReleaseAddressCommand({ AllocationId: first }))
  })

  it('needs an internet gateway, an address of the interface, and an address of one’s own', async () => {
    const [AllocationId, InstanceId] = [await allocate(), await run()]
    await expect(
      associate({ AllocationId, InstanceId, PrivateIpAddress: '172.31.255.1' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    const automatic = (await instance(InstanceId))?.PublicIpAddress
    await expect(associate({ PublicIp: automatic, InstanceId })).rejects.toMatchObject({
      name: 'AuthFailure',
      message: `The address '${automatic}' does not belong to you.`,
    })
    await expect(
      associate({ AllocationId, PublicIp: automatic, InstanceId }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    cloud.engine.transact(place, (ctx) => {
      for (const gateway of ctx.db.all(internetGateways))
        ctx.db.delete(internetGateways, gateway.id)
    })
    const VpcId = (await instance(InstanceId))?.VpcId
    await expect(associate({ AllocationId, InstanceId })).rejects.toMatchObject({
      name: 'Gateway.NotAttached',
      message: `Network ${VpcId} is not attached to any internet gateway`,
    })
  })

  it('leaves what a service holds to the service', async () => {
    const NetworkInterfaceId = await createInterface(await run())
    const AllocationId = await allocate()
    const { AssociationId } = await associate({ AllocationId, NetworkInterfaceId })
    cloud.engine.transact(place, ({ db }) => {
      const eni = db.get(networkInterfaces, NetworkInterfaceId)
      if (eni) db.put(networkInterfaces, { ...eni, requesterManaged: true })
    })
    await expect(
      cloud.ec2().send(new DisassociateAddressCommand({ AssociationId })),
    ).rejects.toMatchObject({ name: 'AuthFailure' })
    await expect(associate({ AllocationId, InstanceId: await run() })).rejects.toMatchObject({
      name: 'AuthFailure',
    })
  })
})

describe('reverse DNS', () => {
  it('is set, shown, in the way of a release, and reset', async () => {
    const ec2 = cloud.ec2()
    const AllocationId = await allocate()
    const set = await ec2.send(
      new ModifyAddressAttributeCommand({ AllocationId, DomainName: 'mail.example.com' }),
    )
    expect(set.Address?.PtrRecordUpdate).toEqual({ Value: 'mail.example.com.', Status: 'PENDING' })
    const read = async () =>
      (await ec2.send(new DescribeAddressesAttributeCommand({ Attribute: 'domain-name' })))
        .Addresses?.[0]?.PtrRecord
    expect(await read()).toBe('mail.example.com.')
    const release = new ReleaseAddressCommand({ AllocationId })
    await expect(ec2.send(release)).rejects.toMatchObject({ name: 'InvalidAddress.Locked' })
    await expect(
      ec2.send(new ModifyAddressAttributeCommand({ AllocationId, DomainName: 'not a name' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await ec2.send(new ResetAddressAttributeCommand({ AllocationId, Attribute: 'domain-name' }))
    expect(await read()).toBeUndefined()
    await ec2.send(release)
  })
})
