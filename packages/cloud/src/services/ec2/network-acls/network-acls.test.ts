import {
  AssociateVpcCidrBlockCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateTagsCommand,
  DeleteNetworkAclCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  DescribeVpcsCommand,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
  type CreateNetworkAclEntryCommandInput,
  type NetworkAcl,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let vpcId: string
beforeEach(async () => {
  cloud = await startTestCloud()
  const { Vpcs } = await cloud.ec2().send(new DescribeVpcsCommand({}))
  vpcId = Vpcs?.[0]?.VpcId ?? ''
})
afterEach(() => cloud.close())

async function create(): Promise<string> {
  const made = await cloud.ec2().send(
    new CreateNetworkAclCommand({
      VpcId: vpcId,
      TagSpecifications: [{ ResourceType: 'network-acl', Tags: [{ Key: 'Name', Value: 'web' }] }],
    }),
  )
  return made.NetworkAcl?.NetworkAclId ?? ''
}

async function show(NetworkAclId: string): Promise<NetworkAcl> {
  const { NetworkAcls } = await cloud
    .ec2()
    .send(new DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAclId] }))
  return NetworkAcls?.[0] ?? {}
}

async function defaultAcl(): Promise<NetworkAcl> {
  const { NetworkAcls } = await cloud
    .ec2()
    .send(new DescribeNetworkAclsCommand({ Filters: [{ Name: 'default', Values: ['true'] }] }))
  return NetworkAcls?.[0] ?? {}
}

const entry = (
  NetworkAclId: string,
  more: Partial<CreateNetworkAclEntryCommandInput> = {},
): CreateNetworkAclEntryCommandInput => ({
  NetworkAclId,
  RuleNumber: 100,
  Protocol: '6',
  RuleAction: 'allow',
  Egress: false,
  CidrBlock: '0.0.0.0/0',
  PortRange: { From: 80, To: 80 },
  ...more,
})
const add = (id: string, more?: Partial<CreateNetworkAclEntryCommandInput>) =>
  cloud.ec2().send(new CreateNetworkAclEntryCommand(entry(id, more)))

describe('a network ACL', () => {
  it('denies everything when it is new, and goes again', async () => {
    const id = await create()
    expect(id).toMatch(/^acl-0[0-9a-f]{16}$/)
    const last = {
      RuleNumber: 32767,
      Protocol: '-1',
      RuleAction: 'deny',
      CidrBlock: '0.0.0.0/0',
    }
    expect(await show(id)).toMatchObject({
      VpcId: vpcId,
      IsDefault: false,
      OwnerId: '123456789012',
      Associations: [],
      Entries: [
        { ...last, Egress: true },
        { ...last, Egress: false },
      ],
      Tags: [{ Key: 'Name', Value: 'web' }],
    })
    const ec2 = cloud.ec2()
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'Name', Value: 'db' }] }))
    const named = new DescribeNetworkAclsCommand({
      Filters: [{ Name: 'tag:Name', Values: ['db'] }],
    })
    expect((await ec2.send(named)).NetworkAcls).toHaveLength(1)
    await ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: id }))
    await expect(show(id)).rejects.toThrow(`The networkAcl ID '${id}' does not exist`)
  })

  it('is made once for one token, and not at all in a dry run', async () => {
    const ec2 = cloud.ec2()
    const once = { VpcId: vpcId, ClientToken: 'once' }
    const first = await ec2.send(new CreateNetworkAclCommand(once))
    const again = await ec2.send(new CreateNetworkAclCommand(once))
    expect(again.NetworkAcl?.NetworkAclId).toBe(first.NetworkAcl?.NetworkAclId)
    await expect(
      ec2.send(new CreateNetworkAclCommand({ VpcId: vpcId, DryRun: true })),
    ).rejects.toMatchObject({ name: 'DryRunOperation' })
    expect((await ec2.send(new DescribeNetworkAclsCommand({}))).NetworkAcls).toHaveLength(2)
  })

  it('keeps rules by direction and number, and replaces and deletes them', async () => {
    const ec2 = cloud.ec2()
    const id = await create()
    await add(id, { RuleNumber: 200, CidrBlock: '10.1.2.3/16', PortRange: { From: 22, To: 23 } })
    await add(id)
    await add(id, { Egress: true, Protocol: '-1' })
    await add(id, {
      RuleNumber: 110,
      Protocol: '1',
      IcmpTypeCode: { Type: 8, Code: -1 },
      PortRange: undefined,
    })
    await add(id, { RuleNumber: 120, CidrBlock: undefined, Ipv6CidrBlock: '2001:DB8::1/32' })
    const { Entries = [] } = await show(id)
    expect(Entries.map(({ Egress, RuleNumber }) => [Egress, RuleNumber])).toEqual([
      [true, 100],
      [true, 32767],
      [false, 100],
      [false, 110],
      [false, 120],
      [false, 200],
      [false, 32767],
    ])
    expect(Entries[0]?.PortRange).toBeUndefined()
    expect(Entries[3]?.IcmpTypeCode).toEqual({ Type: 8, Code: -1 })
    expect(Entries[4]?.Ipv6CidrBlock).toBe('2001:db8::/32')
    expect(Entries[5]).toMatchObject({ CidrBlock: '10.1.0.0/16', PortRange: { From: 22, To: 23 } })

    await ec2.send(
      new ReplaceNetworkAclEntryCommand({
        ...entry(id),
        RuleAction: 'deny',
        PortRange: { From: 443, To: 443 },
      }),
    )
    expect((await show(id)).Entries?.[2]).toMatchObject({
      RuleAction: 'deny',
      PortRange: { From: 443, To: 443 },
    })
    const gone = { NetworkAclId: id, RuleNumber: 100, Egress: false }
    await ec2.send(new DeleteNetworkAclEntryCommand(gone))
    const after = await show(id)
    expect(after.Entries).toHaveLength(6)
    expect(after.Entries?.[0]).toMatchObject({ RuleNumber: 100, Egress: true })
    await expect(ec2.send(new DeleteNetworkAclEntryCommand(gone))).rejects.toMatchObject({
      name: 'InvalidNetworkAclEntry.NotFound',
    })
    await expect(
      ec2.send(new ReplaceNetworkAclEntryCommand({ ...entry(id), RuleNumber: 101 })),
    ).rejects.toMatchObject({ name: 'InvalidNetworkAclEntry.NotFound' })
  })

  it.each([
    ['a rule twice', {}, 'NetworkAclEntryAlreadyExists', 'identified by 100 already exists.'],
    ['rule 0', { RuleNumber: 0 }, 'InvalidParameterValue', 'between 1 and 32766'],
    ['the last rule', { RuleNumber: 32767 }, 'InvalidParameterValue', 'between 1 and 32766'],
    ['protocol 256', { Protocol: '256' }, 'InvalidParameterValue', "'256' for IP protocol"],
    ['no ports', { PortRange: undefined }, 'InvalidParameterValue', 'Must specify both from and'],
    [
      'ports upside down',
      { PortRange: { From: 90, To: 80 } },
      'InvalidParameterValue',
      'Invalid TCP/UDP port range (90:80)',
    ],
    ['ICMP without type', { Protocol: '1' }, 'InvalidParameterValue', 'type and code with ICMP'],
    ['a bad block', { CidrBlock: '10.0.0.0/33' }, 'InvalidParameterValue', 'valid CIDR block'],
    ['no block', { CidrBlock: undefined }, 'MissingParameter', 'cidrBlock'],
    [
      'two blocks',
      { Ipv6CidrBlock: '::/0' },
      'InvalidParameterCombination',
      'cannot be used with the parameter ipv6CidrBlock',
    ],
    ['no direction', { Egress: undefined }, 'MissingParameter', 'parameter Egress'],
    [
      'an ACL that is not there',
      { NetworkAclId: 'acl-12345678' },
      'InvalidNetworkAclID.NotFound',
      "The networkAcl ID 'acl-12345678' does not exist",
    ],
  ])('refuses %s', async (_what, change, name, message) => {
    const id = await create()
    await add(id)
    await expect(add(id, { RuleNumber: 100, ...change })).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    })
    expect((await show(id)).Entries).toHaveLength(3)
  })

  it('has at most 20 rules in a direction, the last one counted', async () => {
    const id = await create()
    for (let RuleNumber = 1; RuleNumber < 20; RuleNumber++) await add(id, { RuleNumber })
    await add(id, { Egress: true })
    await expect(add(id, { RuleNumber: 20 })).rejects.toMatchObject({
      name: 'NetworkAclEntryLimitExceeded',
      message: 'The maximum number of network acl entries has been reached.',
    })
  })
})

describe('IPv6 in a VPC', () => {
  it('adds rules to the ACLs that are there, and to those that come', async () => {
    const ec2 = cloud.ec2()
    const before = await create()
    await ec2.send(
      new AssociateVpcCidrBlockCommand({ VpcId: vpcId, AmazonProvidedIpv6CidrBlock: true }),
    )
    const ipv6Of = ({ Entries = [] }: NetworkAcl) =>
      Entries.filter(({ Egress, Ipv6CidrBlock }) => !Egress && Ipv6CidrBlock === '::/0').map(
        ({ RuleNumber, RuleAction }) => [RuleNumber, RuleAction],
      )
    expect(ipv6Of(await defaultAcl())).toEqual([
      [101, 'allow'],
      [32768, 'deny'],
    ])
    expect(ipv6Of(await show(before))).toEqual([[32768, 'deny']])
    expect(ipv6Of(await show(await create()))).toEqual([[32768, 'deny']])
    for (let RuleNumber = 1; RuleNumber < 20; RuleNumber++) await add(before, { RuleNumber })
    await add(before, { RuleNumber: 20, CidrBlock: undefined, Ipv6CidrBlock: '::/0' })
  })
})

describe('associations of network ACLs', () => {
  it('move a subnet to another ACL, which then cannot be deleted', async () => {
    const ec2 = cloud.ec2()
    const id = await create()
    const before = await defaultAcl()
    const { NetworkAclAssociationId, SubnetId } = before.Associations?.[0] ?? {}
    const { NewAssociationId } = await ec2.send(
      new ReplaceNetworkAclAssociationCommand({
        AssociationId: NetworkAclAssociationId,
        NetworkAclId: id,
      }),
    )
    expect(NewAssociationId).toMatch(/^aclassoc-0[0-9a-f]{16}$/)
    expect((await show(id)).Associations).toEqual([
      { NetworkAclAssociationId: NewAssociationId, NetworkAclId: id, SubnetId },
    ])
    const rest = (await defaultAcl()).Associations ?? []
    expect(rest).toHaveLength((before.Associations?.length ?? 0) - 1)
    await expect(ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: id }))).rejects.toMatchObject(
      {
        name: 'DependencyViolation',
        message: `The networkAcl '${id}' has dependencies and cannot be deleted.`,
      },
    )
    await expect(
      ec2.send(
        new ReplaceNetworkAclAssociationCommand({
          AssociationId: NetworkAclAssociationId,
          NetworkAclId: id,
        }),
      ),
    ).rejects.toThrow(`The association ID '${NetworkAclAssociationId}' does not exist`)
    await ec2.send(
      new ReplaceNetworkAclAssociationCommand({
        AssociationId: NewAssociationId,
        NetworkAclId: before.NetworkAclId,
      }),
    )
    await ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: id }))
  })

  it('leave the default ACL where it is', async () => {
    const { NetworkAclId } = await defaultAcl()
    await expect(
      cloud.ec2().send(new DeleteNetworkAclCommand({ NetworkAclId })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})
