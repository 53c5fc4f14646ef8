import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { RunInstancesCommand } from '@aws-sdk/client-ec2'
import {
  AddRoleToInstanceProfileCommand,
  CreateAccessKeyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'

const account = '123456789012'
const region = 'ap-northeast-2'
const hasCli = spawnSync('aws', ['--version']).status === 0
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ iam: 'enforce', region })
})
afterAll(() => cloud.close())

const allow = (Action: string | string[], Resource: string | string[] = '*'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } })

test("a guest's commands do what its role may, signed with its own keys", async () => {
  const iam = cloud.iam()
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  })
  await iam.send(new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: trust }))
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'web',
      PolicyName: 'tags',
      PolicyDocument: allow('ec2:DescribeTags'),
    }),
  )
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'web' }))
  await iam.send(
    new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }),
  )
  const made = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: 'web' },
    }),
  )
  // Far from the wall's time, which its signatures know nothing of.
  await cloud.advance('30d')
  const instanceId = made.Instances?.[0]?.InstanceId ?? ''
  const place = { account, region }
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const script = [
    'aws ec2 describe-tags --query Tags',
    'aws ec2 describe-instances',
    'aws sts get-caller-identity --query Arn --output text',
    'AWS_ACCESS_KEY_ID=123456789012 AWS_SECRET_ACCESS_KEY=x aws ec2 describe-instances',
  ].join('; ')
  const running = await guest?.execute({
    user: 'ec2-user',
    argv: ['/bin/bash', '-lc', `exec 2>&1; ${script}`],
  })
  if (!running) throw new Error('No guest')
  running.stdin.end()
  const output = text(running.stdout)
  await cloud.advance('10s')
  const said = await output
  expect(said).toContain('[]')
  expect(said).toContain(
    `(UnauthorizedOperation) when calling the DescribeInstances operation: You are not authorized to perform this operation. User: arn:aws:sts::${account}:assumed-role/web/${instanceId} is not authorized to perform: ec2:DescribeInstances`,
  )
  expect(said).toContain(`arn:aws:sts::${account}:assumed-role/web/${instanceId}\n`)
  expect(said).toContain('(AuthFailure)')
}, 60_000)

test.runIf(hasCli)(
  'the AWS CLI is let in with its keys, and told what it may not do',
  async () => {
    const iam = cloud.iam()
    await iam.send(new CreateUserCommand({ UserName: 'student' }))
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'student',
        PolicyName: 'main',
        PolicyDocument: allow('ec2:DescribeRegions'),
      }),
    )
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'student' }))
    const home = mkdtempSync(join(tmpdir(), 'brume-cli-'))
    const aws = (
      secret: string,
      ...args: string[]
    ): Promise<{ code: number | null; said: string }> =>
      new Promise((resolve) => {
        const child = spawn('aws', ['--endpoint-url', cloud.url, '--region', region, ...args], {
          env: {
            PATH: process.env['PATH'],
            HOME: home,
            AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId,
            AWS_SECRET_ACCESS_KEY: secret,
            AWS_EC2_METADATA_DISABLED: 'true',
          },
        })
        let said = ''
        child.stdout.on('data', (data: Buffer) => (said += data.toString()))
        child.stderr.on('data', (data: Buffer) => (said += data.toString()))
        child.once('exit', (code) => resolve({ code, said }))
      })
    try {
      const secret = AccessKey?.SecretAccessKey ?? ''
      const [regions, instances, forged] = await Promise.all([
        aws(secret, 'ec2', 'describe-regions', '--query', 'Regions[0].RegionName'),
        aws(secret, 'ec2', 'stop-instances', '--instance-ids', 'i-0123456789abcdef0'),
        aws('wrong', 'iam', 'list-users'),
      ])
      expect(regions.code).toBe(0)
      expect(instances.said).toContain('(UnauthorizedOperation) when calling the StopInstances')
      expect(instances.said).toContain(
        `arn:aws:ec2:${region}:${account}:instance/i-0123456789abcdef0 because no identity-based policy allows`,
      )
      expect(forged.said).toContain('(SignatureDoesNotMatch)')
    } finally {
      rmSync(home, { recursive: true })
    }
  },
  60_000,
)
