import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteInstanceProfileCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagRoleCommand,
  type IAMClient,
} from '@aws-sdk/client-iam'
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let iam: IAMClient
let account = 320000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  iam = cloud.iam({ account: String(++account) })
})

const trust = (service = 'ec2.amazonaws.com') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  })
const core = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'
const role = (RoleName: string) =>
  iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust() }))

describe('roles', () => {
  it('are created, read back, listed in pages, deleted', async () => {
    const made = await role('Web')
    expect(made.Role).toMatchObject({
      Arn: `arn:aws:iam::${account}:role/Web`,
      Path: '/',
      MaxSessionDuration: 3600,
    })
    expect(made.Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/)
    const read = await iam.send(new GetRoleCommand({ RoleName: 'Web' }))
    expect(JSON.parse(decodeURIComponent(read.Role?.AssumeRolePolicyDocument ?? ''))).toEqual(
      JSON.parse(trust()),
    )
    await expect(role('web')).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' })
    await role('App')
    const first = await iam.send(new ListRolesCommand({ MaxItems: 1 }))
    const rest = await iam.send(new ListRolesCommand({ MaxItems: 1, Marker: first.Marker }))
    expect([...(first.Roles ?? []), ...(rest.Roles ?? [])].map(({ RoleName }) => RoleName)).toEqual(
      ['App', 'Web'],
    )
    expect(rest.IsTruncated).toBe(false)
    await iam.send(new DeleteRoleCommand({ RoleName: 'App' }))
    await expect(iam.send(new GetRoleCommand({ RoleName: 'App' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name App cannot be found.',
    })
  })

  it('refuse documents that are none', async () => {
    const create = (AssumeRolePolicyDocument: string) =>
      iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument }))
    for (const bad of [
      '{',
      '[]',
      '{"Statement":[]}',
      trust().replace('sts:AssumeRole', 's3:Get'),
      '{"Statement":{"Effect":"Maybe"}}',
    ]) {
      await expect(create(bad)).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
    }
  })

  it('carry managed and inline policies and tags', async () => {
    await role('Web')
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'Web', PolicyArn: core }))
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'Web' }))
    expect(attached.AttachedPolicies).toEqual([
      { PolicyName: 'AmazonSSMManagedInstanceCore', PolicyArn: core },
    ])
    await expect(iam.send(new DeleteRoleCommand({ RoleName: 'Web' }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    })
    const document =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'Web', PolicyName: 'read', PolicyDocument: document }),
    )
    const inline = await iam.send(new GetRolePolicyCommand({ RoleName: 'Web', PolicyName: 'read' }))
    expect(decodeURIComponent(inline.PolicyDocument ?? '')).toBe(document)
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'Web', PolicyName: 'read' }))
    await iam.send(new TagRoleCommand({ RoleName: 'Web', Tags: [{ Key: 'team', Value: 'a' }] }))
    expect((await iam.send(new GetRoleCommand({ RoleName: 'Web' }))).Role?.Tags).toEqual([
      { Key: 'team', Value: 'a' },
    ])
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'Web', PolicyArn: core }))
    await expect(
      iam.send(new DetachRolePolicyCommand({ RoleName: 'Web', PolicyArn: core })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
    await iam.send(new DeleteRoleCommand({ RoleName: 'Web' }))
  })
})

describe('instance profiles', () => {
  it('carry one role', async () => {
    await role('Web')
    const name = { InstanceProfileName: 'web-profile' }
    await iam.send(new CreateInstanceProfileCommand(name))
    await iam.send(new AddRoleToInstanceProfileCommand({ ...name, RoleName: 'Web' }))
    const read = await iam.send(new GetInstanceProfileCommand(name))
    expect(read.InstanceProfile?.Roles?.map(({ RoleName }) => RoleName)).toEqual(['Web'])
    await expect(
      iam.send(new AddRoleToInstanceProfileCommand({ ...name, RoleName: 'Web' })),
    ).rejects.toMatchObject({ name: 'LimitExceededException' })
    const of = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'Web' }))
    expect(of.InstanceProfiles).toHaveLength(1)
    await expect(iam.send(new DeleteInstanceProfileCommand(name))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    })
    await iam.send(new RemoveRoleFromInstanceProfileCommand({ ...name, RoleName: 'Web' }))
    await iam.send(new DeleteInstanceProfileCommand(name))
  })
})

describe('policies', () => {
  it('of AWS and of the account are listed and read', async () => {
    const PolicyDocument =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}'
    const made = await iam.send(new CreatePolicyCommand({ PolicyName: 'mine', PolicyDocument }))
    const PolicyArn = made.Policy?.Arn
    expect(PolicyArn).toBe(`arn:aws:iam::${account}:policy/mine`)
    const local = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))
    expect(local.Policies?.map(({ PolicyName }) => PolicyName)).toEqual(['mine'])
    const aws = await iam.send(new ListPoliciesCommand({ Scope: 'AWS' }))
    expect(aws.Policies?.some(({ Arn }) => Arn === core)).toBe(true)
    const version = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn: core, VersionId: 'v1' }),
    )
    expect(decodeURIComponent(version.PolicyVersion?.Document ?? '')).toContain(
      'ssmmessages:OpenDataChannel',
    )
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.AttachmentCount).toBe(0)
    await iam.send(new DeletePolicyCommand({ PolicyArn }))
    await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })
})

describe('keys that the cloud issued', () => {
  it('act in the account that issued them', async () => {
    const me = String(account)
    const identity = (credentials?: {
      accessKeyId: string
      secretAccessKey: string
      sessionToken?: string
    }) =>
      cloud
        .sts({ account: me, ...(credentials ? { credentials } : {}) })
        .send(new GetCallerIdentityCommand({}))
    expect(await identity()).toMatchObject({ Account: me, Arn: `arn:aws:iam::${me}:root` })

    await iam.send(new CreateUserCommand({ UserName: 'kim' }))
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'kim' }))
    const kim = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    }
    expect(await identity(kim)).toMatchObject({ Account: me, Arn: `arn:aws:iam::${me}:user/kim` })

    await role('Web')
    const sts = cloud.sts({ account: me })
    const assumed = await sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${me}:role/Web`, RoleSessionName: 'class' }),
    )
    expect(assumed.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${me}:assumed-role/Web/class`)
    const session = {
      accessKeyId: assumed.Credentials?.AccessKeyId ?? '',
      secretAccessKey: assumed.Credentials?.SecretAccessKey ?? '',
      sessionToken: assumed.Credentials?.SessionToken ?? '',
    }
    expect(await identity(session)).toMatchObject({
      Account: me,
      Arn: `arn:aws:sts::${me}:assumed-role/Web/class`,
    })
    await expect(
      sts.send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${me}:role/None`,
          RoleSessionName: 'xy',
        }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' })
    const token = await sts.send(new GetSessionTokenCommand({}))
    expect(token.Credentials?.AccessKeyId).toMatch(/^ASIA/)
  })
})
