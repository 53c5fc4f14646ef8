import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteLoginProfileCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteServiceLinkedRoleCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachGroupPolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetGroupCommand,
  GetLoginProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAccessKeysCommand,
  ListAttachedGroupPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupsForUserCommand,
  ListPolicyVersionsCommand,
  ListUserPoliciesCommand,
  ListUserTagsCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  TagUserCommand,
  UntagUserCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateGroupCommand,
  UpdateLoginProfileCommand,
  UpdateUserCommand,
  type IAMClient,
} from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let iam: IAMClient
let account = 330000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  iam = cloud.iam({ account: String(++account) })
})

const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess'
const document = (Action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  })
const user = (UserName: string) => iam.send(new CreateUserCommand({ UserName }))
const group = (GroupName: string) => iam.send(new CreateGroupCommand({ GroupName }))
const named = (name: string, message?: string) => ({ name, ...(message ? { message } : {}) })

describe('groups', () => {
  it('hold users and policies, and go only when empty', async () => {
    const { Group } = await group('Admins')
    expect(Group?.Arn).toBe(`arn:aws:iam::${account}:group/Admins`)
    expect(Group?.GroupId).toMatch(/^AGPA[A-Z2-7]{17}$/)
    await expect(group('admins')).rejects.toMatchObject(named('EntityAlreadyExistsException'))
    await user('ann')
    const both = { GroupName: 'Admins', UserName: 'ann' }
    await iam.send(new AddUserToGroupCommand(both))
    await iam.send(new AddUserToGroupCommand(both))
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'Admins', PolicyArn: readOnly }))
    const { Users } = await iam.send(new GetGroupCommand({ GroupName: 'Admins' }))
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['ann'])
    const attached = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: 'Admins' }))
    expect(attached.AttachedPolicies).toEqual([
      { PolicyName: 'AmazonEC2ReadOnlyAccess', PolicyArn: readOnly },
    ])

    await iam.send(new UpdateGroupCommand({ GroupName: 'Admins', NewGroupName: 'Staff' }))
    const mine = await iam.send(new ListGroupsForUserCommand({ UserName: 'ann' }))
    expect(mine.Groups?.map(({ GroupName }) => GroupName)).toEqual(['Staff'])

    const remove = () => iam.send(new DeleteGroupCommand({ GroupName: 'Staff' }))
    await expect(remove()).rejects.toMatchObject(
      named('DeleteConflictException', 'Cannot delete entity, must remove users from group first.'),
    )
    const membership = { GroupName: 'Staff', UserName: 'ann' }
    await iam.send(new RemoveUserFromGroupCommand(membership))
    await expect(iam.send(new RemoveUserFromGroupCommand(membership))).rejects.toMatchObject(
      named('NoSuchEntityException'),
    )
    await expect(remove()).rejects.toMatchObject(
      named('DeleteConflictException', 'Cannot delete entity, must detach all policies first.'),
    )
    await iam.send(new DetachGroupPolicyCommand({ GroupName: 'Staff', PolicyArn: readOnly }))
    await remove()
    await expect(iam.send(new GetGroupCommand({ GroupName: 'Staff' }))).rejects.toMatchObject(
      named('NoSuchEntityException', 'The group with name Staff cannot be found.'),
    )
  })

  it('take a user up to ten times', async () => {
    await user('ann')
    for (let i = 0; i <= 10; i++) await group(`g${i}`)
    const add = (i: number) =>
      iam.send(new AddUserToGroupCommand({ GroupName: `g${i}`, UserName: 'ann' }))
    for (let i = 0; i < 10; i++) await add(i)
    await expect(add(10)).rejects.toMatchObject(
      named('LimitExceededException', 'Cannot exceed quota for GroupsPerUser: 10'),
    )
  })
})

describe('users', () => {
  it('carry inline policies, tags and a boundary', async () => {
    await user('bob')
    const policy = { UserName: 'bob', PolicyName: 'look' }
    const PolicyDocument = document('ec2:Describe*')
    await expect(
      iam.send(new PutUserPolicyCommand({ ...policy, PolicyDocument: '{}' })),
    ).rejects.toMatchObject(named('MalformedPolicyDocumentException'))
    await iam.send(new PutUserPolicyCommand({ ...policy, PolicyDocument }))
    const read = await iam.send(new GetUserPolicyCommand(policy))
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(PolicyDocument)
    const list = await iam.send(new ListUserPoliciesCommand({ UserName: 'bob' }))
    expect(list.PolicyNames).toEqual(['look'])
    await expect(iam.send(new DeleteUserCommand({ UserName: 'bob' }))).rejects.toMatchObject(
      named('DeleteConflictException', 'Cannot delete entity, must delete policies first.'),
    )
    await iam.send(new DeleteUserPolicyCommand(policy))
    await expect(iam.send(new GetUserPolicyCommand(policy))).rejects.toMatchObject(
      named('NoSuchEntityException', 'The user policy with name look cannot be found.'),
    )

    const Tags = [
      { Key: 'team', Value: 'a' },
      { Key: 'cost', Value: '1' },
    ]
    await iam.send(new TagUserCommand({ UserName: 'bob', Tags }))
    await iam.send(new UntagUserCommand({ UserName: 'bob', TagKeys: ['team'] }))
    const tags = await iam.send(new ListUserTagsCommand({ UserName: 'bob' }))
    expect(tags.Tags).toEqual([{ Key: 'cost', Value: '1' }])

    const boundary = { UserName: 'bob', PermissionsBoundary: readOnly }
    await iam.send(new PutUserPermissionsBoundaryCommand(boundary))
    const { User } = await iam.send(new GetUserCommand({ UserName: 'bob' }))
    expect(User?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(readOnly)
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: readOnly }))
    expect(Policy).toMatchObject({ AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })
  })

  it('keep keys and groups when they are renamed', async () => {
    await user('carl')
    await group('Ops')
    await iam.send(new AddUserToGroupCommand({ GroupName: 'Ops', UserName: 'carl' }))
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'carl' }))
    await iam.send(new UpdateUserCommand({ UserName: 'carl', NewUserName: 'Karl' }))
    const keys = await iam.send(new ListAccessKeysCommand({ UserName: 'Karl' }))
    expect(keys.AccessKeyMetadata?.[0]?.AccessKeyId).toBe(AccessKey?.AccessKeyId)
    const { Users } = await iam.send(new GetGroupCommand({ GroupName: 'Ops' }))
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['Karl'])
    await expect(iam.send(new GetUserCommand({ UserName: 'carl' }))).rejects.toMatchObject(
      named('NoSuchEntityException'),
    )
    // A caller that is no user has no keys of its own.
    await expect(iam.send(new CreateAccessKeyCommand({}))).rejects.toMatchObject({
      name: 'ValidationError',
    })
  })

  it('have a password that fits the account’s policy', async () => {
    await user('dora')
    const create = (Password: string) =>
      iam.send(
        new CreateLoginProfileCommand({ UserName: 'dora', Password, PasswordResetRequired: true }),
      )
    await expect(create('short1A')).rejects.toMatchObject(named('PasswordPolicyViolationException'))
    const made = await create('Brume-2026')
    expect(made.LoginProfile).toMatchObject({ UserName: 'dora', PasswordResetRequired: true })
    await expect(create('Brume-2026')).rejects.toMatchObject(
      named('EntityAlreadyExistsException', 'Login Profile for user dora already exists.'),
    )
    await expect(iam.send(new GetAccountPasswordPolicyCommand({}))).rejects.toMatchObject(
      named('NoSuchEntityException'),
    )
    await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 20 }))
    const update = (Password: string) =>
      iam.send(new UpdateLoginProfileCommand({ UserName: 'dora', Password }))
    await expect(update('Brume-2027')).rejects.toMatchObject(
      named('PasswordPolicyViolationException'),
    )
    await update('a long one without digits')
    const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}))
    expect(PasswordPolicy).toMatchObject({ MinimumPasswordLength: 20, ExpirePasswords: false })
    await expect(iam.send(new DeleteUserCommand({ UserName: 'dora' }))).rejects.toMatchObject(
      named('DeleteConflictException'),
    )
    await iam.send(new DeleteLoginProfileCommand({ UserName: 'dora' }))
    await expect(iam.send(new GetLoginProfileCommand({ UserName: 'dora' }))).rejects.toMatchObject(
      named('NoSuchEntityException', 'Login Profile for User dora cannot be found.'),
    )
    await iam.send(new DeleteUserCommand({ UserName: 'dora' }))
  })
})

describe('managed policies', () => {
  it('have up to five versions, and numbers that are never given twice', async () => {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'P', PolicyDocument: document('ec2:*') }),
    )
    const PolicyArn = Policy?.Arn ?? ''
    const create = (SetAsDefault = false) =>
      iam.send(
        new CreatePolicyVersionCommand({
          PolicyArn,
          PolicyDocument: document('s3:*'),
          SetAsDefault,
        }),
      )
    for (let i = 0; i < 4; i++) await create()
    await expect(create()).rejects.toMatchObject(named('LimitExceededException'))
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v5' }))
    const sixth = await create(true)
    expect(sixth.PolicyVersion).toMatchObject({ VersionId: 'v6', IsDefaultVersion: true })
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }))
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v6', 'v4', 'v3', 'v2', 'v1'])
    await expect(
      iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v6' })),
    ).rejects.toMatchObject(
      named('DeleteConflictException', 'Cannot delete the default version of a policy.'),
    )
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))
    const first = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))
    expect(first.PolicyVersion?.IsDefaultVersion).toBe(true)
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject(
      named('DeleteConflictException'),
    )
    await expect(
      iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v9' })),
    ).rejects.toMatchObject(named('NoSuchEntityException'))
    await expect(
      iam.send(
        new CreatePolicyVersionCommand({ PolicyArn: readOnly, PolicyDocument: document('s3:*') }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('name the entities that they are attached to, and the account tells all of it', async () => {
    await user('eve')
    await group('Readers')
    await iam.send(new AttachUserPolicyCommand({ UserName: 'eve', PolicyArn: readOnly }))
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'Readers', PolicyArn: readOnly }))
    const entities = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: readOnly }))
    expect(entities.PolicyUsers?.map(({ UserName }) => UserName)).toEqual(['eve'])
    expect(entities.PolicyGroups?.map(({ GroupName }) => GroupName)).toEqual(['Readers'])
    expect(entities.PolicyRoles).toEqual([])
    const details = await iam.send(new GetAccountAuthorizationDetailsCommand({}))
    expect(details.UserDetailList?.[0]).toMatchObject({
      UserName: 'eve',
      AttachedManagedPolicies: [{ PolicyArn: readOnly }],
    })
    expect(details.Policies?.find(({ Arn }) => Arn === readOnly)?.PolicyVersionList).toHaveLength(1)
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}))
    expect(SummaryMap).toMatchObject({ Users: 1, Groups: 1, GroupsPerUserQuota: 10 })
  })
})

describe('service-linked roles', () => {
  it('are made for a service and deleted by a task', async () => {
    const create = () =>
      iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'autoscaling.amazonaws.com' }))
    const { Role } = await create()
    expect(Role?.Arn).toBe(
      `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    )
    await expect(create()).rejects.toMatchObject(named('InvalidInputException'))
    const RoleName = Role?.RoleName
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject(
      named('UnmodifiableEntityException'),
    )
    const { DeletionTaskId } = await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName }))
    const status = await iam.send(new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }))
    expect(status.Status).toBe('SUCCEEDED')
    await create()
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'plain',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    )
    await expect(
      iam.send(new DeleteServiceLinkedRoleCommand({ RoleName: 'plain' })),
    ).rejects.toMatchObject(named('InvalidInputException'))
  })
})
