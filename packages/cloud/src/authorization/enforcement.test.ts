import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import {
  CreateTagsCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  AddUserToGroupCommand,
  CreateInstanceProfileCommand,
  AddRoleToInstanceProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { GetParameterCommand } from '@aws-sdk/client-ssm'
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts'
import { startTestCloud, type TestCloud, type Who } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const account = '111122223333'
const region = 'us-east-1'
const root: Who = { account, region }
let cloud: TestCloud
let student: Who

beforeAll(async () => {
  cloud = await startTestCloud({ iam: 'enforce', speed: 'instant' })
  student = await makeUser('student')
})
afterAll(() => cloud.close())

async function makeUser(UserName: string, who = root): Promise<Who> {
  const iam = cloud.iam(who)
  await iam.send(new CreateUserCommand({ UserName }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  return {
    region,
    credentials: {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    },
  }
}

const policy = (...Statement: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement })

async function allow(UserName: string, ...statements: object[]): Promise<void> {
  const PolicyDocument = policy(...statements.map((each) => ({ Effect: 'Allow', ...each })))
  await cloud
    .iam(root)
    .send(new PutUserPolicyCommand({ UserName, PolicyName: 'main', PolicyDocument }))
}

const arn = `arn:aws:ec2:${region}:${account}`

async function launch(who: Who, more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const made = await cloud.ec2(who).send(
    new RunInstancesCommand({
      ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  return made.Instances?.[0]?.InstanceId ?? ''
}

const refusal = (code: string, text: string): object => ({
  name: code,
  message: expect.stringContaining(text),
})

describe('who is not let in', () => {
  test.each([
    ['ec2', 'AuthFailure', 401],
    ['iam', 'InvalidClientTokenId', 403],
    ['ssm', 'UnrecognizedClientException', 400],
  ] as const)('an unknown key, by %s', async (service, name, httpStatusCode) => {
    const who = { region, credentials: { accessKeyId: 'AKIAINVALID', secretAccessKey: 'invalid' } }
    const asked = {
      ec2: () => cloud.ec2(who).send(new DescribeInstancesCommand({})),
      iam: () => cloud.iam(who).send(new GetUserCommand({})),
      ssm: () => cloud.ssm(who).send(new GetParameterCommand({ Name: 'x' })),
    }
    await expect(asked[service]()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } })
  })

  test.each([
    ['ec2', 'AuthFailure', 401],
    ['iam', 'SignatureDoesNotMatch', 403],
    ['ssm', 'InvalidSignatureException', 400],
  ] as const)('a wrong secret, by %s', async (service, name, httpStatusCode) => {
    const accessKeyId = student.credentials?.accessKeyId ?? ''
    const who = { region, credentials: { accessKeyId, secretAccessKey: 'invalid' } }
    const asked = {
      ec2: () => cloud.ec2(who).send(new DescribeInstancesCommand({})),
      iam: () => cloud.iam(who).send(new GetUserCommand({})),
      ssm: () => cloud.ssm(who).send(new GetParameterCommand({ Name: 'x' })),
    }
    await expect(asked[service]()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } })
  })

  test('nobody at all', async () => {
    const answer = await fetch(`${cloud.url}/?Action=GetCallerIdentity&Version=2011-06-15`)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('MissingAuthenticationToken')
  })

  test('root by another secret than its own', async () => {
    const credentials = { accessKeyId: account, secretAccessKey: 'test' }
    await expect(
      cloud.ec2({ region, credentials }).send(new DescribeInstancesCommand({})),
    ).rejects.toMatchObject({ name: 'AuthFailure' })
  })
})

describe('a user', () => {
  test('without a policy may only ask who it is', async () => {
    await expect(cloud.ec2(student).send(new DescribeInstancesCommand({}))).rejects.toMatchObject(
      refusal(
        'UnauthorizedOperation',
        `User: arn:aws:iam::${account}:user/student is not authorized to perform: ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action`,
      ),
    )
    await expect(cloud.iam(student).send(new ListUsersCommand({}))).rejects.toMatchObject(
      refusal('AccessDenied', 'is not authorized to perform: iam:ListUsers'),
    )
    await expect(
      cloud.ssm(student).send(new GetParameterCommand({ Name: '/a/b' })),
    ).rejects.toMatchObject(
      refusal(
        'AccessDeniedException',
        `ssm:GetParameter on resource: arn:aws:ssm:${region}:${account}:parameter/a/b because`,
      ),
    )
    const me = await cloud.sts(student).send(new GetCallerIdentityCommand({}))
    expect(me.Arn).toBe(`arn:aws:iam::${account}:user/student`)
  })

  test('launches the type that is allowed, and no other; the message decodes', async () => {
    await allow(
      'student',
      { Action: 'ec2:Describe*', Resource: '*' },
      {
        Action: 'ec2:RunInstances',
        Resource: `${arn}:instance/*`,
        Condition: { StringEquals: { 'ec2:InstanceType': 't3.micro' } },
      },
      {
        Action: 'ec2:RunInstances',
        Resource: ['image', 'subnet', 'network-interface', 'security-group', 'volume'].map((type) =>
          type === 'image' ? `arn:aws:ec2:${region}::image/*` : `${arn}:${type}/*`,
        ),
      },
    )
    await cloud.ec2(student).send(new DescribeImagesCommand({ ImageIds: [], MaxResults: 5 }))
    expect(await launch(student)).toMatch(/^i-/)
    const refused = await launch(student, { InstanceType: 'm5.large' }).catch(
      (error: unknown) => error,
    )
    expect(refused).toMatchObject(
      refusal(
        'UnauthorizedOperation',
        `You are not authorized to perform this operation. User: arn:aws:iam::${account}:user/student is not authorized to perform: ec2:RunInstances on resource: ${arn}:instance/* because no identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: `,
      ),
    )
    const EncodedMessage = String(refused).split('failure message: ')[1]?.trim() ?? ''
    await expect(
      cloud.sts(student).send(new DecodeAuthorizationMessageCommand({ EncodedMessage })),
    ).rejects.toMatchObject({ name: 'AccessDenied' })
    const { DecodedMessage = '' } = await cloud
      .sts(root)
      .send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))
    expect(JSON.parse(DecodedMessage)).toMatchObject({
      allowed: false,
      explicitDeny: false,
      context: {
        action: 'ec2:RunInstances',
        principal: { name: 'student' },
        conditions: {
          items: expect.arrayContaining([
            { key: 'ec2:instancetype', values: { items: [{ value: 'm5.large' }] } },
          ]),
        },
      },
      brume: {
        layer: 'identity',
        remedy: { Action: 'ec2:RunInstances', Resource: `${arn}:instance/*` },
      },
    })
    const flipped = `${EncodedMessage.slice(0, -2)}${EncodedMessage.endsWith('A') ? 'B' : 'A'}A`
    await expect(
      cloud.sts(root).send(new DecodeAuthorizationMessageCommand({ EncodedMessage: flipped })),
    ).rejects.toMatchObject({ name: 'InvalidAuthorizationMessageException' })
  })

  test('a dry run tells whether it would be allowed', async () => {
    await expect(launch(student, { DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
    })
    await expect(launch(student, { DryRun: true, InstanceType: 'm5.large' })).rejects.toMatchObject(
      { name: 'UnauthorizedOperation' },
    )
  })

  test('stops what carries its tag, and tags only what it makes', async () => {
    const user = await makeUser('owner')
    await allow(
      'owner',
      { Action: ['ec2:RunInstances', 'ec2:DescribeInstances'], Resource: '*' },
      {
        Action: 'ec2:CreateTags',
        Resource: '*',
        Condition: {
          StringEquals: {
            'ec2:CreateAction': 'RunInstances',
            'aws:RequestTag/owner': '${aws:username}',
          },
        },
      },
      {
        Action: ['ec2:StopInstances', 'ec2:TerminateInstances'],
        Resource: '*',
        Condition: { StringEquals: { 'ec2:ResourceTag/owner': '${aws:username}' } },
      },
    )
    const tagged = (Value: string): Partial<RunInstancesCommandInput> => ({
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'owner', Value }] }],
    })
    const mine = await launch(user, tagged('owner'))
    await expect(launch(user, tagged('another'))).rejects.toMatchObject(
      refusal('UnauthorizedOperation', `ec2:CreateTags on resource: ${arn}:instance/*`),
    )
    const others = await launch(root)
    await cloud.ec2(user).send(new StopInstancesCommand({ InstanceIds: [mine] }))
    await expect(
      cloud.ec2(user).send(new StopInstancesCommand({ InstanceIds: [mine, others] })),
    ).rejects.toMatchObject(refusal('UnauthorizedOperation', `${arn}:instance/${others}`))
    await expect(
      cloud
        .ec2(user)
        .send(
          new CreateTagsCommand({ Resources: [others], Tags: [{ Key: 'owner', Value: 'owner' }] }),
        ),
    ).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    await cloud.ec2(user).send(new TerminateInstancesCommand({ InstanceIds: [mine] }))
  })

  test('is held back by an explicit deny, of its group too, and by its boundary', async () => {
    const user = await makeUser('bounded')
    const iam = cloud.iam(root)
    await allow('bounded', { Action: '*', Resource: '*' })
    await iam.send(new CreateGroupCommand({ GroupName: 'class' }))
    await iam.send(new AddUserToGroupCommand({ GroupName: 'class', UserName: 'bounded' }))
    const volume = (Size: number): Promise<unknown> =>
      cloud
        .ec2(user)
        .send(new CreateVolumeCommand({ AvailabilityZone: `${region}a`, Size, VolumeType: 'gp3' }))
    await volume(8)
    await iam.send(
      new PutGroupPolicyCommand({
        GroupName: 'class',
        PolicyName: 'small',
        PolicyDocument: policy({
          Effect: 'Deny',
          Action: 'ec2:CreateVolume',
          Resource: '*',
          Condition: { NumericGreaterThan: { 'ec2:VolumeSize': '100' } },
        }),
      }),
    )
    await volume(100)
    await expect(volume(101)).rejects.toMatchObject(
      refusal('UnauthorizedOperation', 'with an explicit deny in an identity-based policy'),
    )
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'limit',
        PolicyDocument: policy({ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }),
      }),
    )
    const bounded = { UserName: 'bounded', PermissionsBoundary: Policy?.Arn }
    await iam.send(new PutUserPermissionsBoundaryCommand(bounded))
    await cloud.ec2(user).send(new DescribeInstancesCommand({}))
    await expect(volume(8)).rejects.toMatchObject(
      refusal(
        'UnauthorizedOperation',
        'because no permissions boundary allows the ec2:CreateVolume',
      ),
    )
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'bounded' }))
    await volume(8)
    await iam.send(new DeleteUserPolicyCommand({ UserName: 'bounded', PolicyName: 'main' }))
    await expect(volume(8)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess'
    await iam.send(new AttachUserPolicyCommand({ UserName: 'bounded', PolicyArn }))
    await volume(8)
  })

  test('needs to be allowed to pass a role', async () => {
    const user = await makeUser('passer')
    const iam = cloud.iam(root)
    const trust = policy({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    })
    await iam.send(new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: trust }))
    await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'web' }))
    await iam.send(
      new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }),
    )
    await allow('passer', { Action: 'ec2:*', Resource: '*' })
    const withRole = { IamInstanceProfile: { Name: 'web' } }
    await expect(launch(user, withRole)).rejects.toMatchObject(
      refusal(
        'UnauthorizedOperation',
        `iam:PassRole on resource: arn:aws:iam::${account}:role/web`,
      ),
    )
    const passTo = (service: string): Promise<void> =>
      allow(
        'passer',
        { Action: 'ec2:*', Resource: '*' },
        {
          Action: 'iam:PassRole',
          Resource: `arn:aws:iam::${account}:role/*`,
          Condition: { StringEquals: { 'iam:PassedToService': service } },
        },
      )
    await passTo('ecs.amazonaws.com')
    await expect(launch(user, withRole)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    await passTo('ec2.amazonaws.com')
    expect(await launch(user, withRole)).toMatch(/^i-/)
  })
})

describe('a role', () => {
  const trust = (Principal: object, more: object = {}): string =>
    policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more })

  async function makeRole(RoleName: string, trustPolicy: string, who = root): Promise<string> {
    const iam = cloud.iam(who)
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustPolicy }),
    )
    const PolicyDocument = policy({ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' })
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'look', PolicyDocument }))
    return Role?.Arn ?? ''
  }

  const assume = async (who: Who, RoleArn: string, more: object = {}): Promise<Who> => {
    const { Credentials } = await cloud
      .sts(who)
      .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session1', ...more }))
    return {
      region,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      },
    }
  }

  test('is assumed by whom it trusts and who may; by name its trust is enough', async () => {
    const user = await makeUser('assumer')
    const byAccount = await makeRole('by-account', trust({ AWS: `arn:aws:iam::${account}:root` }))
    const byName = await makeRole('by-name', trust({ AWS: `arn:aws:iam::${account}:user/assumer` }))
    const byNobody = await makeRole('by-nobody', trust({ Service: 'ec2.amazonaws.com' }))
    await expect(assume(user, byAccount)).rejects.toMatchObject(
      refusal('AccessDenied', `sts:AssumeRole on resource: ${byAccount} because no identity-based`),
    )
    await assume(user, byName)
    await allow('assumer', { Action: 'sts:AssumeRole', Resource: '*' })
    await expect(assume(user, byNobody)).rejects.toMatchObject(
      refusal('AccessDenied', 'because no role trust policy allows the sts:AssumeRole action'),
    )
    const session = await assume(user, byAccount)
    await cloud.ec2(session).send(new DescribeInstancesCommand({}))
    await expect(launch(session)).rejects.toMatchObject(
      refusal('UnauthorizedOperation', `arn:aws:sts::${account}:assumed-role/by-account/session1`),
    )
  })

  test('of another account asks for the external id, and needs both sides', async () => {
    const there: Who = { account: '999988887777', region }
    const user = await makeUser('guest-user')
    const role = await makeRole(
      'shared',
      trust({ AWS: account }, { Condition: { StringEquals: { 'sts:ExternalId': 'secret-42' } } }),
      there,
    )
    await expect(assume(user, role, { ExternalId: 'secret-42' })).rejects.toMatchObject({
      name: 'AccessDenied',
    })
    await allow('guest-user', { Action: 'sts:AssumeRole', Resource: role })
    await expect(assume(user, role)).rejects.toMatchObject({ name: 'AccessDenied' })
    const session = await assume(user, role, { ExternalId: 'secret-42' })
    const me = await cloud.sts(session).send(new GetCallerIdentityCommand({}))
    expect(me).toMatchObject({ Account: '999988887777' })
    await cloud.ec2(session).send(new DescribeInstancesCommand({}))
  })

  test('does no more than its session policy, and a token belongs to its key', async () => {
    const role = await makeRole('wide', trust({ AWS: account }))
    const Policy = policy({ Effect: 'Allow', Action: 'ec2:DescribeImages', Resource: '*' })
    const session = await assume(root, role, { Policy })
    await cloud.ec2(session).send(new DescribeImagesCommand({ MaxResults: 5 }))
    await expect(cloud.ec2(session).send(new DescribeInstancesCommand({}))).rejects.toMatchObject(
      refusal('UnauthorizedOperation', 'because no session policy allows'),
    )
    const { credentials } = session
    if (!credentials) throw new Error('no credentials')
    const forged = { region, credentials: { ...credentials, sessionToken: 'other' } }
    await expect(cloud.ec2(forged).send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'AuthFailure',
    })
  })

  test('federated users and sessions of users act within their bounds', async () => {
    const user = await makeUser('federator')
    await allow('federator', { Action: ['ec2:*', 'sts:GetFederationToken'], Resource: '*' })
    const sts = cloud.sts(user)
    const Policy = policy({ Effect: 'Allow', Action: ['ec2:Describe*', 'iam:*'], Resource: '*' })
    const token = await sts.send(new GetFederationTokenCommand({ Name: 'visitor', Policy }))
    const whoOf = (given: typeof token.Credentials): Who => ({
      region,
      credentials: {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      },
    })
    const visitor = whoOf(token.Credentials)
    await cloud.ec2(visitor).send(new DescribeInstancesCommand({}))
    await expect(launch(visitor)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    await expect(cloud.iam(visitor).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
    const own = await sts.send(new GetSessionTokenCommand({}))
    expect(await launch(whoOf(own.Credentials))).toMatch(/^i-/)
  })
})

test('a body that was sent compressed is verified as it was sent', async () => {
  const client = new CloudWatchClient({
    ...cloud.config(root),
    requestMinCompressionSizeBytes: 0,
  })
  const answer = await client.send(
    new PutMetricDataCommand({
      Namespace: 'Test',
      MetricData: Array.from({ length: 50 }, (_, at) => ({ MetricName: 'm', Value: at })),
    }),
  )
  client.destroy()
  expect(answer.$metadata.httpStatusCode).toBe(200)
})

test('explain refuses nothing, and tells what would be', async () => {
  cloud.authorization.setMode(account, 'explain')
  try {
    const user = await makeUser('watched')
    await launch(user)
    await cloud.ec2(user).send(new DescribeInstancesCommand({}))
    const principal = `arn:aws:iam::${account}:user/watched`
    const denied = cloud.authorization.decisions(account, principal)
    expect(denied.every(({ allowed, refused }) => !allowed && !refused)).toBe(true)
    expect(denied.map(({ action }) => action)).toContain('ec2:RunInstances')
    const { Statement } = cloud.authorization.leastPolicy(account, principal)
    expect(Statement).toContainEqual({
      Effect: 'Allow',
      Action: ['ec2:DescribeInstances'],
      Resource: '*',
    })
    cloud.authorization.setMode(account, 'enforce')
    await allow('watched', ...Statement)
    await launch(user)
    await expect(launch(user, { KeyName: 'none' })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
    })
  } finally {
    cloud.authorization.setMode(account, 'enforce')
  }
})
