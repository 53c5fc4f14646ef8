import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  GetSecurityGroupsForVpcCommand,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
  type AuthorizeSecurityGroupIngressCommandInput,
  type EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentedFilters } from '../filters.ts'

let cloud: TestCloud
let ec2: EC2Client
let count = 0
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  count += 1
  ec2 = cloud.ec2({ account: String(100_000_000_000 + count) })
})

const ssh: IpPermission = {
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
}

async function create(GroupName = 'web', more: object = {}): Promise<string> {
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName, Description: 'for tests', ...more }),
  )
  return GroupId
}

const allow = (GroupId: string, ...IpPermissions: IpPermission[]) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))

async function find(GroupId: string) {
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }),
  )
  return SecurityGroups?.[0]
}

const defaultGroupId = async () => {
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }),
  )
  return SecurityGroups?.[0]?.GroupId ?? ''
}

describe('a group', () => {
  it('starts closed inward and open outward, with its tags', async () => {
    const created = await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: 'web servers',
        Description: 'HTTP from everywhere',
        TagSpecifications: [
          { ResourceType: 'security-group', Tags: [{ Key: 'Name', Value: 'web' }] },
        ],
      }),
    )
    expect(created.GroupId).toMatch(/^sg-0[0-9a-f]{16}$/)
    expect(created.Tags).toEqual([{ Key: 'Name', Value: 'web' }])
    expect(await find(created.GroupId ?? '')).toMatchObject({
      GroupName: 'web servers',
      Description: 'HTTP from everywhere',
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      Tags: [{ Key: 'Name', Value: 'web' }],
    })
  })

  it('of the default VPC lets its own members in', async () => {
    const id = await defaultGroupId()
    expect(await find(id)).toMatchObject({
      Description: 'default VPC security group',
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: id }] }],
    })
  })

  it.each([
    [
      { GroupName: 'web' },
      'InvalidGroup.Duplicate',
      /^The security group 'web' already exists for VPC 'vpc-/,
    ],
    [
      { GroupName: 'default' },
      'InvalidParameterValue',
      'Cannot use reserved security group name: default',
    ],
    [{ GroupName: 'sg-web' }, 'InvalidParameterValue', 'may not be in the format sg-*'],
    [
      { Description: '웹' },
      'InvalidParameterValue',
      'Character sets beyond ASCII are not supported.',
    ],
    [{ Description: 'a<b' }, 'InvalidParameterValue', 'Invalid security group description.'],
    [
      { VpcId: 'vpc-12345678' },
      'InvalidVpcID.NotFound',
      "The vpc ID 'vpc-12345678' does not exist",
    ],
  ])('is refused with %o: %s', async (wish, name, message) => {
    await create()
    const call = ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'other', Description: 'x', ...wish }),
    )
    await expect(call).rejects.toThrow(message)
    await expect(call).rejects.toMatchObject({ name })
  })

  it('is deleted, unless it is the default one or something depends on it', async () => {
    const [web, app] = [await create('web'), await create('app')]
    await allow(web, {
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      UserIdGroupPairs: [{ GroupId: web }],
    })
    await allow(app, { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: web }] })
    await expect(ec2.send(new DeleteSecurityGroupCommand({ GroupId: web }))).rejects.toMatchObject({
      name: 'DependencyViolation',
      message: `resource ${web} has a dependent object`,
    })
    await ec2.send(new DeleteSecurityGroupCommand({ GroupName: 'app' }))
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: web }))
    await expect(find(web)).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
      message: `The security group '${web}' does not exist`,
    })
    const standard = await defaultGroupId()
    await expect(
      ec2.send(new DeleteSecurityGroupCommand({ GroupId: standard })),
    ).rejects.toMatchObject({ name: 'CannotDelete' })
    await expect(find('web')).rejects.toMatchObject({ name: 'InvalidGroupId.Malformed' })
  })
})

describe('rules', () => {
  it('have ids, descriptions, tags, and are shown together by ports', async () => {
    const web = await create()
    const { SecurityGroupRules = [] } = await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: web,
        IpPermissions: [
          {
            IpProtocol: '6',
            FromPort: 80,
            ToPort: 80,
            IpRanges: [{ CidrIp: '10.0.0.7/8', Description: 'inside' }, { CidrIp: '0.0.0.0/0' }],
            Ipv6Ranges: [{ CidrIpv6: '2001:DB8::1/32' }],
          },
          {
            IpProtocol: 'icmp',
            FromPort: -1,
            ToPort: -1,
            UserIdGroupPairs: [{ GroupName: 'web' }],
          },
        ],
        TagSpecifications: [
          { ResourceType: 'security-group-rule', Tags: [{ Key: 'Name', Value: 'r' }] },
        ],
      }),
    )
    expect(SecurityGroupRules).toMatchObject([
      { IpProtocol: 'tcp', FromPort: 80, CidrIpv4: '10.0.0.0/8', Description: 'inside' },
      { CidrIpv4: '0.0.0.0/0', IsEgress: false, GroupId: web },
      { CidrIpv6: '2001:db8::/32' },
      { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, ReferencedGroupInfo: { GroupId: web } },
    ])
    expect(SecurityGroupRules[0]?.SecurityGroupRuleId).toMatch(/^sgr-0[0-9a-f]{16}$/)
    expect(SecurityGroupRules[0]?.Tags).toEqual([{ Key: 'Name', Value: 'r' }])
    expect((await find(web))?.IpPermissions).toMatchObject([
      {
        FromPort: 80,
        IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'inside' }, { CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
      },
      { IpProtocol: 'icmp', UserIdGroupPairs: [{ GroupId: web }] },
    ])
    const described = await ec2.send(
      new DescribeSecurityGroupRulesCommand({
        Filters: [
          { Name: 'group-id', Values: [web] },
          { Name: 'tag:Name', Values: ['r'] },
        ],
      }),
    )
    expect(described.SecurityGroupRules).toEqual(SecurityGroupRules)
  })

  it('are taken in the flattened form too', async () => {
    await create()
    const flat: AuthorizeSecurityGroupIngressCommandInput = {
      GroupName: 'web',
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: '0.0.0.0/0',
    }
    const added = await ec2.send(new AuthorizeSecurityGroupIngressCommand(flat))
    expect(added.SecurityGroupRules?.[0]?.CidrIpv4).toBe('0.0.0.0/0')
    await expect(ec2.send(new AuthorizeSecurityGroupIngressCommand(flat))).rejects.toMatchObject({
      name: 'InvalidPermission.Duplicate',
      message:
        'the specified rule "peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW" already exists',
    })
    const revoked = await ec2.send(new RevokeSecurityGroupIngressCommand(flat))
    expect(revoked.RevokedSecurityGroupRules).toHaveLength(1)
  })

  it.each<[IpPermission, string, string]>([
    [
      { ...ssh, IpRanges: [{ CidrIp: '10.0.0.0' }] },
      'InvalidParameterValue',
      'CIDR block 10.0.0.0 is malformed',
    ],
    [
      { ...ssh, IpRanges: [], Ipv6Ranges: [{ CidrIpv6: '::/200' }] },
      'InvalidParameterValue',
      'CIDR block ::/200 is malformed',
    ],
    [{ ...ssh, FromPort: 90 }, 'InvalidParameterValue', 'Invalid TCP/UDP port range (90:22)'],
    [{ ...ssh, ToPort: 70_000 }, 'InvalidParameterValue', 'TCP/UDP port (70000) out of range'],
    [
      { ...ssh, ToPort: undefined },
      'InvalidParameterValue',
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    ],
    [
      { ...ssh, IpProtocol: 'ftp' },
      'InvalidParameterValue',
      "Invalid value 'ftp' for IP protocol. Unknown protocol.",
    ],
    [
      { ...ssh, IpRanges: [{ CidrIp: '1.2.3.4/32', Description: 'a<b' }] },
      'InvalidParameterValue',
      'Invalid rule description.',
    ],
    [
      { ...ssh, IpRanges: [], UserIdGroupPairs: [{ GroupId: 'sg-12345678' }] },
      'InvalidGroup.NotFound',
      "The security group 'sg-12345678' does not exist",
    ],
    [
      { ...ssh, IpRanges: [], PrefixListIds: [{ PrefixListId: 'pl-12345678' }] },
      'InvalidPrefixListID.NotFound',
      "The prefix list ID 'pl-12345678' does not exist",
    ],
    [
      { ...ssh, IpRanges: [{ CidrIp: '1.1.1.1/32' }, { CidrIp: '1.1.1.1/32' }] },
      'InvalidParameterValue',
      'The same permission must not appear multiple times',
    ],
    [{ ...ssh, IpRanges: [] }, 'MissingParameter', 'CIDR block'],
    [
      { IpProtocol: 'icmp', FromPort: 300, ToPort: 0, IpRanges: ssh.IpRanges },
      'InvalidParameterValue',
      'ICMP type (300) out of range',
    ],
  ])('are refused when they are %j: %s', async (permission, name, message) => {
    const web = await create()
    const call = allow(web, permission)
    await expect(call).rejects.toThrow(message)
    await expect(call).rejects.toMatchObject({ name })
    expect((await find(web))?.IpPermissions).toEqual([])
  })

  it('may name a prefix list', async () => {
    const web = await create()
    const { PrefixLists } = await ec2.send(
      new DescribeManagedPrefixListsCommand({
        Filters: [{ Name: 'prefix-list-name', Values: ['*.ec2-instance-connect'] }],
      }),
    )
    const PrefixListId = PrefixLists?.[0]?.PrefixListId
    await allow(web, { ...ssh, IpRanges: [], PrefixListIds: [{ PrefixListId }] })
    expect((await find(web))?.IpPermissions?.[0]?.PrefixListIds).toEqual([{ PrefixListId }])
  })

  it('are sixty at most in each direction, IPv4 and IPv6 counted apart', async () => {
    const web = await create()
    const ranges = (size: number, base = 10) => ({
      ...ssh,
      IpRanges: Array.from({ length: size }, (_, i) => ({ CidrIp: `${base}.0.0.${i}/32` })),
    })
    await allow(web, ranges(60))
    await expect(allow(web, ranges(1, 11))).rejects.toMatchObject({
      name: 'RulesPerSecurityGroupLimitExceeded',
    })
    await allow(web, { ...ssh, IpRanges: [], Ipv6Ranges: [{ CidrIpv6: '::/0' }] })
  })

  it('are revoked by id or by what they say', async () => {
    const web = await create()
    const { SecurityGroupRules } = await allow(web, ssh, { ...ssh, FromPort: 80, ToPort: 80 })
    const id = SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? ''
    const first = await ec2.send(
      new RevokeSecurityGroupIngressCommand({ GroupId: web, SecurityGroupRuleIds: [id] }),
    )
    expect(first.RevokedSecurityGroupRules).toMatchObject([
      { SecurityGroupRuleId: id, CidrIpv4: '0.0.0.0/0' },
    ])
    const second = await ec2.send(
      new RevokeSecurityGroupIngressCommand({
        GroupId: web,
        IpPermissions: [{ ...ssh, FromPort: 80, ToPort: 80 }, ssh],
      }),
    )
    expect(second.UnknownIpPermissions).toMatchObject([{ FromPort: 22 }])
    expect((await find(web))?.IpPermissions).toEqual([])
    await expect(
      ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: web, SecurityGroupRuleIds: [id] })),
    ).rejects.toMatchObject({ name: 'InvalidSecurityGroupRuleId.NotFound' })
    await expect(ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: web }))).rejects.toThrow(
      "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.",
    )
  })

  it('outward are added and revoked apart', async () => {
    const web = await create()
    const all = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
    await expect(
      ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: web, IpPermissions: all })),
    ).rejects.toThrow('the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists')
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: web, IpPermissions: all }))
    await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: web, IpPermissions: [ssh] }))
    expect((await find(web))?.IpPermissionsEgress).toMatchObject([{ FromPort: 22 }])
  })

  it('are modified under the same id, and described anew', async () => {
    const web = await create()
    const { SecurityGroupRules } = await allow(web, ssh, { ...ssh, FromPort: 80, ToPort: 80 })
    const SecurityGroupRuleId = SecurityGroupRules?.[0]?.SecurityGroupRuleId
    const modify = (ToPort: number) =>
      ec2.send(
        new ModifySecurityGroupRulesCommand({
          GroupId: web,
          SecurityGroupRules: [
            {
              SecurityGroupRuleId,
              SecurityGroupRule: {
                IpProtocol: 'tcp',
                FromPort: 80,
                ToPort,
                CidrIpv4: '0.0.0.0/0',
                Description: 'web',
              },
            },
          ],
        }),
      )
    await expect(modify(80)).rejects.toMatchObject({ name: 'InvalidPermission.Duplicate' })
    await modify(443)
    await ec2.send(
      new UpdateSecurityGroupRuleDescriptionsIngressCommand({
        GroupId: web,
        IpPermissions: [
          {
            ...ssh,
            FromPort: 80,
            ToPort: 80,
            IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'n' }],
          },
        ],
      }),
    )
    const { SecurityGroupRules: after } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({
        Filters: [{ Name: 'group-id', Values: [web] }],
      }),
    )
    expect(after?.filter((rule) => !rule.IsEgress)).toMatchObject([
      { SecurityGroupRuleId, FromPort: 80, ToPort: 443, Description: 'web' },
      { FromPort: 80, ToPort: 80, Description: 'n' },
    ])
  })
})

describe('filters of groups', () => {
  it('look into the rules', async () => {
    const [web, app] = [await create('web'), await create('app')]
    await allow(web, ssh)
    await allow(app, { ...ssh, IpRanges: [], UserIdGroupPairs: [{ GroupId: web }] })
    const found = async (Name: string, ...Values: string[]) => {
      const { SecurityGroups } = await ec2.send(
        new DescribeSecurityGroupsCommand({ Filters: [{ Name, Values }] }),
      )
      return SecurityGroups?.map((group) => group.GroupName)
    }
    expect(await found('ip-permission.cidr', '0.0.0.0/0')).toEqual(['web'])
    expect(await found('ip-permission.group-name', 'web')).toEqual(['app'])
    expect(await found('ip-permission.from-port', '22')).toEqual(['web', 'app'])
    expect(await found('egress.ip-permission.protocol', '-1')).toEqual(['default', 'web', 'app'])
    expect(await found('group-name', 'w?b', 'a*')).toEqual(['web', 'app'])
  })

  it('of the groups of a VPC', async () => {
    const web = await create('web')
    const { VpcId } = (await find(web)) ?? {}
    const { SecurityGroupForVpcs } = await ec2.send(
      new GetSecurityGroupsForVpcCommand({
        VpcId,
        Filters: [{ Name: 'group-name', Values: ['web'] }],
      }),
    )
    expect(SecurityGroupForVpcs).toMatchObject([{ GroupId: web, PrimaryVpcId: VpcId }])
  })

  it('are all that AWS documents', async () => {
    const Filters = [...documentedFilters('DescribeSecurityGroups')].map((name) => ({
      Name: name === 'tag' ? 'tag:a' : name,
      Values: ['x'],
    }))
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
    expect(SecurityGroups).toEqual([])
  })
})
