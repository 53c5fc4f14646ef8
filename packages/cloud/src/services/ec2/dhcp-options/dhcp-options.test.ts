import {
  AssociateDhcpOptionsCommand,
  CreateDhcpOptionsCommand,
  DeleteDhcpOptionsCommand,
  DescribeDhcpOptionsCommand,
  DescribeVpcsCommand,
  type NewDhcpConfiguration,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const create = (...DhcpConfigurations: NewDhcpConfiguration[]) =>
  cloud.ec2().send(
    new CreateDhcpOptionsCommand({
      DhcpConfigurations,
      TagSpecifications: [{ ResourceType: 'dhcp-options', Tags: [{ Key: 'k', Value: 'v' }] }],
    }),
  )

describe('DHCP options', () => {
  it('are created, associated, refused while in use, and deleted', async () => {
    const ec2 = cloud.ec2()
    const { DhcpOptions } = await create(
      { Key: 'domain-name', Values: ['example.com'] },
      { Key: 'domain-name-servers', Values: ['10.2.5.1', 'AmazonProvidedDNS'] },
      { Key: 'netbios-node-type', Values: ['2'] },
    )
    const DhcpOptionsId = DhcpOptions?.DhcpOptionsId ?? ''
    expect(DhcpOptionsId).toMatch(/^dopt-0[0-9a-f]{16}$/)
    const found = await ec2.send(
      new DescribeDhcpOptionsCommand({
        Filters: [
          { Name: 'key', Values: ['domain-name'] },
          { Name: 'value', Values: ['example.*'] },
          { Name: 'tag:k', Values: ['v'] },
        ],
      }),
    )
    expect(found.DhcpOptions).toEqual([DhcpOptions])
    expect(DhcpOptions?.DhcpConfigurations?.[1]).toEqual({
      Key: 'domain-name-servers',
      Values: [{ Value: '10.2.5.1' }, { Value: 'AmazonProvidedDNS' }],
    })

    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}))
    const VpcId = Vpcs?.[0]?.VpcId
    await ec2.send(new AssociateDhcpOptionsCommand({ VpcId, DhcpOptionsId }))
    const using = new DescribeVpcsCommand({
      Filters: [{ Name: 'dhcp-options-id', Values: [DhcpOptionsId] }],
    })
    expect((await ec2.send(using)).Vpcs?.[0]?.VpcId).toBe(VpcId)
    const remove = () => ec2.send(new DeleteDhcpOptionsCommand({ DhcpOptionsId }))
    await expect(remove()).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `The dhcpOptions '${DhcpOptionsId}' has dependencies and cannot be deleted.`,
    })
    await ec2.send(new AssociateDhcpOptionsCommand({ VpcId, DhcpOptionsId: 'default' }))
    expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0]?.DhcpOptionsId).toBe('default')
    await remove()
    await expect(remove()).rejects.toMatchObject({ name: 'InvalidDhcpOptionID.NotFound' })
    await expect(
      ec2.send(new AssociateDhcpOptionsCommand({ VpcId, DhcpOptionsId })),
    ).rejects.toMatchObject({ name: 'InvalidDhcpOptionID.NotFound' })
  })

  it.each([
    ['an option that there is not', { Key: 'router', Values: ['1'] }],
    ['a node type of its own', { Key: 'netbios-node-type', Values: ['3'] }],
    ['a server without an address', { Key: 'ntp-servers', Values: ['time.example.com'] }],
    [
      'five name servers',
      { Key: 'domain-name-servers', Values: [1, 2, 3, 4, 5].map((n) => `10.0.0.${n}`) },
    ],
    ['no value', { Key: 'domain-name', Values: [] }],
  ])('refuse %s', async (_what, configuration) => {
    await expect(create(configuration)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })

  it('must hold something', async () => {
    await expect(create()).rejects.toMatchObject({ name: 'MissingParameter' })
  })
})
