import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  DeleteManagedPrefixListCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupsCommand,
  GetManagedPrefixListAssociationsCommand,
  GetManagedPrefixListEntriesCommand,
  ModifyManagedPrefixListCommand,
  RestoreManagedPrefixListVersionCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  type CreateManagedPrefixListCommandInput,
  type EC2Client,
  type ModifyManagedPrefixListCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

async function create(more: Partial<CreateManagedPrefixListCommandInput> = {}): Promise<string> {
  const { PrefixList } = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'offices',
      AddressFamily: 'IPv4',
      MaxEntries: 3,
      Entries: [{ Cidr: '10.1.2.3/16', Description: 'Seoul' }],
      ...more,
    }),
  )
  return PrefixList?.PrefixListId ?? ''
}

async function look(id: string) {
  const { PrefixLists } = await ec2.send(
    new DescribeManagedPrefixListsCommand({ PrefixListIds: [id] }),
  )
  return PrefixLists?.[0]
}

async function entries(PrefixListId: string, TargetVersion?: number) {
  const { Entries } = await ec2.send(
    new GetManagedPrefixListEntriesCommand({ PrefixListId, TargetVersion }),
  )
  return Entries
}

const modify = (input: ModifyManagedPrefixListCommandInput) =>
  ec2.send(new ModifyManagedPrefixListCommand(input))

describe('a managed prefix list', () => {
  it('is made, named, and counted by versions', async () => {
    const id = await create({
      TagSpecifications: [{ ResourceType: 'prefix-list', Tags: [{ Key: 'team', Value: 'net' }] }],
    })
    expect(id).toMatch(/^pl-[0-9a-f]{17}$/)
    expect(await look(id)).toEqual({
      PrefixListId: id,
      PrefixListArn: `arn:aws:ec2:ap-northeast-2:123456789012:prefix-list/${id}`,
      PrefixListName: 'offices',
      AddressFamily: 'IPv4',
      State: 'create-complete',
      MaxEntries: 3,
      Version: 1,
      OwnerId: '123456789012',
      Tags: [{ Key: 'team', Value: 'net' }],
    })
    expect(await entries(id)).toEqual([{ Cidr: '10.1.0.0/16', Description: 'Seoul' }])
    await modify({ PrefixListId: id, CurrentVersion: 1, AddEntries: [{ Cidr: '10.2.0.0/16' }] })
    await modify({ PrefixListId: id, RemoveEntries: [{ Cidr: '10.1.0.0/16' }] })
    await modify({ PrefixListId: id, PrefixListName: 'sites' })
    expect(await look(id)).toMatchObject({
      Version: 3,
      State: 'modify-complete',
      PrefixListName: 'sites',
    })
    expect(await entries(id)).toEqual([{ Cidr: '10.2.0.0/16' }])
    expect(await entries(id, 2)).toHaveLength(2)
    await ec2.send(
      new RestoreManagedPrefixListVersionCommand({
        PrefixListId: id,
        PreviousVersion: 1,
        CurrentVersion: 3,
      }),
    )
    expect(await look(id)).toMatchObject({ Version: 4, State: 'restore-complete' })
    expect(await entries(id)).toEqual(await entries(id, 1))
  })

  it('is refused what does not fit', async () => {
    await expect(create({ AddressFamily: 'IPv5' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await expect(create({ PrefixListName: 'com.amazonaws.mine' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    const id = await create({ MaxEntries: 1 })
    const more = { PrefixListId: id, AddEntries: [{ Cidr: '10.2.0.0/16' }] }
    await expect(modify(more)).rejects.toMatchObject({ name: 'PrefixListMaxEntriesExceeded' })
    await expect(modify({ ...more, CurrentVersion: 7 })).rejects.toMatchObject({
      name: 'PrefixListVersionMismatch',
    })
    await expect(modify({ ...more, MaxEntries: 9 })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await modify({ PrefixListId: id, MaxEntries: 2 })
    await modify(more)
    const { PrefixLists } = await ec2.send(
      new DescribeManagedPrefixListsCommand({ Filters: [{ Name: 'owner-id', Values: ['AWS'] }] }),
    )
    await expect(
      modify({ ...more, PrefixListId: PrefixLists?.[0]?.PrefixListId }),
    ).rejects.toMatchObject({ name: 'OperationNotPermitted' })
  })

  it('stands in rules for its entries as they are, and cannot go while it does', async () => {
    const id = await create({ Entries: [{ Cidr: '192.0.2.0/24' }] })
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}))
    const GroupId = SecurityGroups?.[0]?.GroupId
    const rule = {
      GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, PrefixListIds: [{ PrefixListId: id }] },
      ],
    }
    await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))
    const { Instances: [made] = [] } = await ec2.send(
      new RunInstancesCommand({
        ImageId:
          'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
      }),
    )
    await cloud.advance('60s')
    const target = {
      account: '123456789012',
      region: 'ap-northeast-2',
      instanceId: made?.InstanceId ?? '',
    }
    const reason = () =>
      cloud.fabric.decide(
        { kind: 'internet', account: target.account, address: '203.0.113.10' },
        { kind: 'guest', target },
        'tcp',
        22,
      ).blockedAt?.reason
    expect(reason()).toBe('group-no-rule')
    await modify({ PrefixListId: id, AddEntries: [{ Cidr: '203.0.113.10/32' }] })
    expect(reason()).toBeUndefined()
    const { PrefixListAssociations } = await ec2.send(
      new GetManagedPrefixListAssociationsCommand({ PrefixListId: id }),
    )
    expect(PrefixListAssociations).toEqual([{ ResourceId: GroupId, ResourceOwner: '123456789012' }])
    const remove = () => ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId: id }))
    await expect(remove()).rejects.toMatchObject({ name: 'DependencyViolation' })
    await ec2.send(new RevokeSecurityGroupIngressCommand(rule))
    expect((await remove()).PrefixList?.State).toBe('delete-in-progress')
    await expect(look(id)).rejects.toMatchObject({ name: 'InvalidPrefixListID.NotFound' })
  })
})
