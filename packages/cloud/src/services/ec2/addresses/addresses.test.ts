import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  DescribeAddressesAttributeCommand,
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DisassociateAddressCommand,
  ReleaseAddressCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { checkPrivateAddress, pickPrivateAddress } from './private-address.ts'
import { publicAddresses } from './public-address.ts'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startTestCloud()
})
afterEach(() => cloud.close())

const scope = { account: '123456789012', region: 'ap-northeast-2' }

/** An interface in the first default subnet, as a launch makes one. */
function createInterface(id: string): void {
  cloud.engine.transact(scope, (ctx) => {
    const subnet = ctx.db.all(subnets)[0]
    if (!subnet) throw new Error('no subnet')
    const address = pickPrivateAddress(ctx, subnet)
    ctx.db.put(networkInterfaces, {
      id,
      subnetId: subnet.id,
      vpcId: subnet.vpcId,
      availabilityZone: subnet.availabilityZone,
      description: '',
      macAddress: '02:00:00:00:00:01',
      interfaceType: 'interface',
      status: 'available',
      privateIpAddress: address,
      privateIpAddresses: [{ address, primary: true }],
      ipv6Addresses: [],
      groupIds: [],
      sourceDestCheck: true,
      requesterManaged: false,
      tags: [],
    })
  })
}

const eni = 'eni-0000000000000000a'

async function associationOf(id: string) {
  const { NetworkInterfaces } = await cloud
    .ec2()
    .send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }))
  return NetworkInterfaces?.[0]?.Association
}

describe('private addresses', () => {
  it('are of the subnet, free and not reserved', () => {
    createInterface(eni)
    cloud.engine.transact(scope, (ctx) => {
      const subnet = ctx.db.all(subnets)[0]
      const taken = ctx.db.get(networkInterfaces, eni)?.privateIpAddress ?? ''
      if (!subnet) throw new Error('no subnet')
      expect(() => checkPrivateAddress(ctx, subnet, taken)).toThrow(`Address ${taken} is in use.`)
      expect(() => checkPrivateAddress(ctx, subnet, '172.31.0.3')).toThrow('reserved address range')
      expect(() => checkPrivateAddress(ctx, subnet, '172.31.15.255')).toThrow('reserved')
      expect(() => checkPrivateAddress(ctx, subnet, '172.31.16.4')).toThrow('does not fall within')
      checkPrivateAddress(ctx, subnet, '172.31.15.254')
    })
  })

  it('run out', () => {
    cloud.engine.transact(scope, (ctx) => {
      const tiny = { ...ctx.db.all(subnets)[0], id: 'subnet-tiny', cidrBlock: '172.31.240.0/28' }
      const seen = new Set<string>()
      const template = {
        vpcId: 'vpc-1',
        availabilityZone: 'ap-northeast-2a',
        description: '',
        macAddress: '',
        interfaceType: 'interface' as const,
        status: 'available' as const,
        ipv6Addresses: [],
        groupIds: [],
        sourceDestCheck: true,
        requesterManaged: false,
        tags: [],
      }
      const pick = () => pickPrivateAddress(ctx, tiny as Parameters<typeof pickPrivateAddress>[1])
      for (let i = 0; i < 11; i += 1) {
        const address = pick()
        seen.add(address)
        ctx.db.put(networkInterfaces, {
          ...template,
          id: `eni-${i}`,
          subnetId: 'subnet-tiny',
          privateIpAddress: address,
          privateIpAddresses: [{ address, primary: true }],
        })
      }
      expect(seen.size).toBe(11)
      expect(pick).toThrow('does not have enough free addresses')
    })
  })
})

async function launch(): Promise<string> {
  const ec2 = cloud.ec2()
  const { Images } = await ec2.send(
    new DescribeImagesCommand({ Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }] }),
  )
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images?.[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    }),
  )
  await cloud.advance('30s')
  return Instances?.[0]?.InstanceId ?? ''
}

async function instance(id: string) {
  const { Reservations } = await cloud
    .ec2()
    .send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return Reservations?.[0]?.Instances?.[0]
}

describe('automatic public addresses', () => {
  it('come from the pool and go back to it', async () => {
    const id = await launch()
    const before = await instance(id)
    expect(before?.PublicIpAddress).toMatch(/^198\.1[89]\.\d+\.\d+$/)
    expect(before?.PublicDnsName).toBe(
      `ec2-${before?.PublicIpAddress?.replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`,
    )
    const association = await associationOf(
      before?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? '',
    )
    expect(association).toMatchObject({ PublicIp: before?.PublicIpAddress, IpOwnerId: 'amazon' })
    await cloud.ec2().send(new TerminateInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('30s')
    expect(cloud.engine.transact(scope, (ctx) => ctx.db.count(publicAddresses))).toBe(0)
  })
})

describe('an Elastic IP on an instance', () => {
  it('stays over stop and start, and outlives the instance', async () => {
    const ec2 = cloud.ec2()
    const InstanceId = await launch()
    const automatic = (await instance(InstanceId))?.PublicIpAddress
    const { AllocationId, PublicIp } = await ec2.send(new AllocateAddressCommand({}))
    await ec2.send(new AssociateAddressCommand({ AllocationId, InstanceId }))
    expect((await instance(InstanceId))?.PublicIpAddress).toBe(PublicIp)
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await cloud.advance('30s')
    expect((await instance(InstanceId))?.PublicIpAddress).toBe(PublicIp)
    await ec2.send(new StartInstancesCommand({ InstanceIds: [InstanceId] }))
    await cloud.advance('30s')
    expect((await instance(InstanceId))?.PublicIpAddress).toBe(PublicIp)

    const { Addresses } = await ec2.send(new DescribeAddressesCommand({}))
    expect(Addresses?.[0]?.InstanceId).toBe(InstanceId)
    await ec2.send(new DisassociateAddressCommand({ AssociationId: Addresses?.[0]?.AssociationId }))
    const anew = (await instance(InstanceId))?.PublicIpAddress
    expect(anew).toMatch(/^198\./)
    expect([PublicIp, automatic]).not.toContain(anew)

    await ec2.send(new AssociateAddressCommand({ AllocationId, InstanceId }))
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }))
    await cloud.advance('30s')
    const after = await ec2.send(new DescribeAddressesCommand({}))
    expect(after.Addresses?.[0]?.AssociationId).toBeUndefined()
    expect(after.Addresses?.[0]?.NetworkInterfaceId).toBeUndefined()
    await expect(
      ec2.send(new AssociateAddressCommand({ AllocationId, InstanceId })),
    ).rejects.toMatchObject({ name: 'InvalidInstanceID' })
    await ec2.send(new ReleaseAddressCommand({ AllocationId }))
  })
})

describe('Elastic IPs', () => {
  it('are allocated, associated, moved, let go and released', async () => {
    const ec2 = cloud.ec2()
    createInterface(eni)
    createInterface('eni-0000000000000000b')
    const allocated = await ec2.send(
      new AllocateAddressCommand({
        Domain: 'vpc',
        TagSpecifications: [{ ResourceType: 'elastic-ip', Tags: [{ Key: 'Name', Value: 'web' }] }],
      }),
    )
    const { AllocationId, PublicIp } = allocated
    expect(AllocationId).toMatch(/^eipalloc-0[0-9a-f]{16}$/)
    const first = await ec2.send(
      new AssociateAddressCommand({ AllocationId, NetworkInterfaceId: eni }),
    )
    expect(await associationOf(eni)).toMatchObject({
      PublicIp,
      AllocationId,
      AssociationId: first.AssociationId,
      IpOwnerId: '123456789012',
    })
    const attributes = await ec2.send(
      new DescribeAddressesAttributeCommand({ Attribute: 'domain-name' }),
    )
    expect(attributes.Addresses).toEqual([{ AllocationId, PublicIp }])
    await expect(ec2.send(new ReleaseAddressCommand({ AllocationId }))).rejects.toThrow(
      `Address ${PublicIp} is in use.`,
    )
    await expect(
      ec2.send(
        new AssociateAddressCommand({
          AllocationId,
          NetworkInterfaceId: 'eni-0000000000000000b',
          AllowReassociation: false,
        }),
      ),
    ).rejects.toMatchObject({ name: 'Resource.AlreadyAssociated' })
    const second = await ec2.send(
      new AssociateAddressCommand({ AllocationId, NetworkInterfaceId: 'eni-0000000000000000b' }),
    )
    expect(await associationOf(eni)).toBeUndefined()
    const { Addresses } = await ec2.send(
      new DescribeAddressesCommand({
        Filters: [
          { Name: 'tag:Name', Values: ['w*'] },
          { Name: 'association-id', Values: [second.AssociationId ?? ''] },
        ],
      }),
    )
    expect(Addresses).toMatchObject([{ PublicIp, NetworkInterfaceId: 'eni-0000000000000000b' }])
    await ec2.send(new DisassociateAddressCommand({ AssociationId: second.AssociationId }))
    await ec2.send(new ReleaseAddressCommand({ AllocationId }))
    expect((await ec2.send(new DescribeAddressesCommand({}))).Addresses).toEqual([])
    await expect(
      ec2.send(new DescribeAddressesAttributeCommand({ AllocationIds: [AllocationId ?? ''] })),
    ).rejects.toMatchObject({ name: 'InvalidAllocationID.NotFound' })
  })

  it('are five at most, and refused in AWS words', async () => {
    const ec2 = cloud.ec2()
    for (let i = 0; i < 5; i += 1) await ec2.send(new AllocateAddressCommand({}))
    await expect(ec2.send(new AllocateAddressCommand({}))).rejects.toMatchObject({
      name: 'AddressLimitExceeded',
      message: 'The maximum number of addresses has been reached.',
    })
    await expect(
      ec2.send(new ReleaseAddressCommand({ AllocationId: 'eipalloc-12345678' })),
    ).rejects.toMatchObject({ name: 'InvalidAllocationID.NotFound' })
    await expect(
      ec2.send(new DescribeAddressesCommand({ PublicIps: ['1.2.3.4'] })),
    ).rejects.toThrow("Address '1.2.3.4' not found.")
  })
})
