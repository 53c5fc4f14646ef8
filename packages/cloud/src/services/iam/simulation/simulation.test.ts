import {
  AddUserToGroupCommand,
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let cloud: TestCloud
let iam: IAMClient
beforeAll(async () => {
  cloud = await startTestCloud()
  iam = cloud.iam()
})
afterAll(() => cloud.close())

const document = (...Statement: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement })

describe('simulation', () => {
  const narrow = document({
    Effect: 'Allow',
    Action: 'ec2:RunInstances',
    Resource: '*',
    Condition: { StringEquals: { 'ec2:InstanceType': 't3.micro' } },
  })
  const run = (
    type?: string,
    more: Partial<ConstructorParameters<typeof SimulateCustomPolicyCommand>[0]> = {},
  ) =>
    iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [narrow],
        ActionNames: ['ec2:RunInstances'],
        ...(type && {
          ContextEntries: [
            {
              ContextKeyName: 'ec2:InstanceType',
              ContextKeyValues: [type],
              ContextKeyType: 'string',
            },
          ],
        }),
        ...more,
      }),
    )

  test('says what a policy allows, by which statement, and what it was not told', async () => {
    expect((await run('t3.micro')).EvaluationResults).toMatchObject([
      {
        EvalActionName: 'ec2:RunInstances',
        EvalResourceName: '*',
        EvalDecision: 'allowed',
        MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1' }],
        MissingContextValues: [],
      },
    ])
    expect((await run('m5.large')).EvaluationResults?.[0]?.EvalDecision).toBe('implicitDeny')
    expect((await run()).EvaluationResults?.[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['ec2:InstanceType'],
    })
    const deny = document({ Effect: 'Deny', Action: '*', Resource: '*' })
    const denied = await run('t3.micro', { PolicyInputList: [narrow, deny] })
    expect(denied.EvaluationResults?.[0]?.EvalDecision).toBe('explicitDeny')
    const bounded = await run('t3.micro', {
      PermissionsBoundaryPolicyInputList: [
        document({ Effect: 'Allow', Action: 'iam:*', Resource: '*' }),
      ],
    })
    expect(bounded.EvaluationResults?.[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    })
    await expect(run('t3.micro', { PolicyInputList: ['{}'] })).rejects.toMatchObject({
      name: 'InvalidInputException',
    })
  })

  test("reads a user's policies with its groups'", async () => {
    await iam.send(new CreateUserCommand({ UserName: 'anna' }))
    await iam.send(new CreateGroupCommand({ GroupName: 'staff' }))
    await iam.send(new AddUserToGroupCommand({ GroupName: 'staff', UserName: 'anna' }))
    const own = { UserName: 'anna', PolicyName: 'own', PolicyDocument: narrow }
    await iam.send(new PutUserPolicyCommand(own))
    const shared = document({
      Effect: 'Deny',
      Action: 'ec2:Terminate*',
      Resource: 'arn:aws:ec2:*:*:instance/${aws:username}',
    })
    const group = { GroupName: 'staff', PolicyName: 'shared', PolicyDocument: shared }
    await iam.send(new PutGroupPolicyCommand(group))
    const PolicySourceArn = 'arn:aws:iam::123456789012:user/anna'
    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: ['ec2:TerminateInstances', 'ec2:RunInstances'],
        ResourceArns: ['arn:aws:ec2:us-east-1:123456789012:instance/anna'],
        ContextEntries: [
          { ContextKeyName: 'aws:username', ContextKeyValues: ['anna'], ContextKeyType: 'string' },
        ],
      }),
    )
    expect(EvaluationResults).toMatchObject([
      { EvalDecision: 'explicitDeny', MatchedStatements: [{ SourcePolicyId: 'shared' }] },
      { EvalDecision: 'implicitDeny', MissingContextValues: ['ec2:InstanceType'] },
    ])
    expect(
      (await iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn })))
        .ContextKeyNames,
    ).toEqual(['aws:username', 'ec2:InstanceType'])
    expect(
      (await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [narrow] })))
        .ContextKeyNames,
    ).toEqual(['ec2:InstanceType'])
    await expect(
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: 'arn:aws:iam::123456789012:user/nobody',
          ActionNames: ['ec2:RunInstances'],
        }),
      ),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })
})

test('a user changes its own password', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'pat' }))
  const first = { UserName: 'pat', Password: 'First-pass1', PasswordResetRequired: true }
  await iam.send(new CreateLoginProfileCommand(first))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'pat' }))
  const pat = cloud.iam({
    credentials: {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    },
  })
  const change = (OldPassword: string, NewPassword: string): Promise<unknown> =>
    pat.send(new ChangePasswordCommand({ OldPassword, NewPassword }))
  await expect(change('wrong', 'Second-pass2')).rejects.toMatchObject({ name: 'AccessDenied' })
  await change('First-pass1', 'Second-pass2')
  await expect(change('First-pass1', 'Third-pass3')).rejects.toMatchObject({ name: 'AccessDenied' })
  await expect(
    iam.send(new ChangePasswordCommand({ OldPassword: 'a', NewPassword: 'b' })),
  ).rejects.toMatchObject({ name: 'InvalidUserTypeException' })
})

/** What IAM was seen to say: https://github.com/getmoto/moto/blob/master/tests/test_iam/test_iam_policies.py */
describe('a malformed document', () => {
  const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::example' }
  test.each<[document: unknown, message: string]>([
    ['no JSON', 'Syntax errors in policy.'],
    [{ Statement: list }, 'Policy document must be version 2012-10-17 or greater.'],
    [
      { Version: '2008-10-17', Statement: list },
      'Policy document must be version 2012-10-17 or greater.',
    ],
    [{ Version: '2013-10-17', Statement: list }, 'Syntax errors in policy.'],
    [[list, 'x'], 'Syntax errors in policy.'],
    [{ ...list, Effect: 'denY' }, 'The policy failed legacy parsing'],
    [
      { ...list, Action: 'invalid' },
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [{ ...list, Action: 'a a:ListBucket' }, 'Vendor a a is not valid'],
    [{ ...list, Action: 's3:List:Bucket' }, 'Actions/Condition can contain only one colon.'],
    [{ ...list, Action: undefined }, 'Policy statement must contain actions.'],
    [{ ...list, Resource: undefined }, 'Policy statement must contain resources.'],
    [
      { ...list, Resource: 'invalid resource' },
      'Resource invalid resource must be in ARN format or "*".',
    ],
    [
      { ...list, Action: 's:3:ListBucket', Resource: 'sdf' },
      'Resource sdf must be in ARN format or "*".',
    ],
    [
      { ...list, Resource: 'a:bsd' },
      'Partition "bsd" is not valid for resource "arn:bsd:*:*:*:*".',
    ],
    [
      { ...list, Resource: 'a:b:cad' },
      'Partition "b" is not valid for resource "arn:b:cad:*:*:*".',
    ],
    [
      { ...list, Resource: 'a:b:c:d:e:f:g:h' },
      'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".',
    ],
    [
      { ...list, Resource: 'aws:s3:::example' },
      'Partition "s3" is not valid for resource "arn:s3:::example:*".',
    ],
    [
      { ...list, Resource: 'arn:aws' },
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [{ ...list, Resource: 'arn:aws:s3::example' }, 'The policy failed legacy parsing'],
    [
      { ...list, Resource: 'arn:aws:s3:us-east-1::example' },
      'Resource arn:aws:s3:us-east-1::example can not contain region information.',
    ],
    [
      { ...list, Resource: 'arn:aws:iam:us-east-1::example' },
      'IAM resource arn:aws:iam:us-east-1::example cannot contain region information.',
    ],
    [
      { ...list, Resource: 'arn:aws:iam:::example' },
      'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    ],
    [
      { ...list, Condition: { DateLessThan: { a: '2016-12-13t2:00:00.593194+1' } } },
      'The policy failed legacy parsing',
    ],
    [
      { ...list, Condition: { DateLessThan: { a: '9223372036854775808' } } },
      'The policy failed legacy parsing',
    ],
    [
      { ...list, Condition: { 'ForAnyValue::StringEqualsIfExists': { a: 'b' } } },
      'Syntax errors in policy.',
    ],
    [
      [
        { Sid: 's', ...list },
        { Sid: 's', ...list },
      ],
      'Statement IDs (SID) in a single policy must be unique.',
    ],
  ])('%j: %s', async (given, message) => {
    const text =
      typeof given === 'string'
        ? given
        : JSON.stringify(
            typeof given === 'object' && given && 'Statement' in given
              ? given
              : { Version: '2012-10-17', Statement: given },
          )
    await expect(
      iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: text })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException', message })
  })

  test.each([
    { ...list, Action: 'iam: asdf safdsf af ' },
    { ...list, Resource: 'arn:aws:fdsasf' },
    { ...list, Condition: { DateGreaterThan: { a: [] } } },
    { ...list, Condition: { a: {} } },
    { ...list, Resource: ['arn:aws:s3:::example', '*'] },
  ])('is not %j', async (given) => {
    const PolicyName = `ok-${JSON.stringify(given).length}-${cloud.engine.world('123456789012').version}`
    const PolicyDocument = document(given)
    await expect(
      iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument })),
    ).resolves.toMatchObject({ Policy: { PolicyName } })
  })
})
