import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  DescribeAddressesCommand,
  DescribeNetworkInterfacesCommand,
  DisassociateAddressCommand,
  ReleaseAddressCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { assignAutomaticAddress, releasePublicAddresses } from './associate.ts'
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

describe('automatic public addresses', () => {
  it('come from the pool and go back to it', async () => {
    createInterface(eni)
    cloud.engine.transact(scope, (ctx) => assignAutomaticAddress(ctx, eni))
    const association = await associationOf(eni)
    expect(association?.PublicIp).toMatch(/^198\.1[89]\.\d+\.\d+$/)
    expect(association?.IpOwnerId).toBe('amazon')
    expect(association?.PublicDnsName).toBe(
      `ec2-${association?.PublicIp?.replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`,
    )
    cloud.engine.transact(scope, (ctx) => {
      expect(ctx.db.get(publicAddresses, association?.PublicIp ?? '')?.networkInterfaceId).toBe(eni)
      releasePublicAddresses(ctx, eni)
      expect(ctx.db.count(publicAddresses)).toBe(0)
    })
    expect(await associationOf(eni)).toBeUndefined()
  })
})

describe('Elastic IPs', () => {
  it('are allocated, associated, moved, let go and released', async () => {
    const ec2 = cloud.ec2()
    createInterface(eni)
    createInterface('eni-0000000000000000b')
    cloud.engine.transact(scope, (ctx) => assignAutomaticAddress(ctx, eni))
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
