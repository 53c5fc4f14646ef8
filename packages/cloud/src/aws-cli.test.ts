import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runAwsCli, startAwsCli, type AwsCli, type CliAnswer } from './testing/aws-cli.ts'

const REGION = 'ap-northeast-2'
const present = spawnSync('aws', ['--version']).status === 0

let cloud: TestCloud
let folder: string
let account = 210000000000

/** One for each account: their settings are those that they began with. */
const started = new Map<string, AwsCli>()

/** Runs the AWS CLI as a user of one account. */
function cli(accountId: string, args: readonly string[]): Promise<CliAnswer> {
  const known = started.get(accountId) ?? startAwsCli(settingsOf(accountId))
  started.set(accountId, known)
  return known.run([
    ...['--endpoint-url', cloud.url, '--region', REGION, '--output', 'json'],
    ...args,
  ])
}

const settingsOf = (accountId: string): Readonly<Record<string, string>> => ({
  PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
  HOME: folder,
  AWS_ACCESS_KEY_ID: accountId,
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_PAGER: '',
  AWS_EC2_METADATA_DISABLED: 'true',
})

/** The CLI's JSON answer; a failure of the call fails the test with what the CLI said. */
async function ok(accountId: string, ...args: string[]) {
  const answer = await cli(accountId, args)
  expect(answer.stderr).toBe('')
  expect(answer.code).toBe(0)
  return answer.stdout === '' ? undefined : JSON.parse(answer.stdout)
}

async function refused(accountId: string, ...args: string[]) {
  const answer = await cli(accountId, args)
  expect(answer.code).not.toBe(0)
  return answer.stderr.trim()
}

const newAccount = () => String(++account)

async function imageId(accountId: string): Promise<string> {
  const answer = await ok(
    accountId,
    ...['ssm', 'get-parameter', '--name'],
    '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  )
  return answer.Parameter.Value
}

// Most of a call's time is the CLI's, so the tests run side by side.
describe.runIf(present)('the AWS CLI', { concurrent: true }, () => {
  beforeAll(async () => {
    cloud = await startTestCloud({ speed: 'instant' })
    folder = mkdtempSync(join(tmpdir(), 'brume-cli-'))
  })
  afterAll(async () => {
    await Promise.all([...started.values()].map((each) => each.close()))
    await cloud?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('launches, waits, lists, stops, images and launches again', async () => {
    const me = newAccount()
    const image = await imageId(me)
    writeFileSync(join(folder, 'user-data.sh'), '#!/bin/bash\necho hello > /tmp/hello\n')
    const run = await ok(
      me,
      ...[
        'ec2',
        'run-instances',
        '--image-id',
        image,
        '--count',
        '2',
        '--instance-type',
        't3.micro',
      ],
      ...[
        '--tag-specifications',
        'ResourceType=instance,Tags=[{Key=Name,Value=web},{Key=course,Value="a b"}]',
      ],
      ...['--user-data', `file://${join(folder, 'user-data.sh')}`],
    )
    const ids: string[] = run.Instances.map(
      (instance: { InstanceId: string }) => instance.InstanceId,
    )
    expect(ids).toHaveLength(2)
    expect(run.Instances[0].State).toEqual({ Code: 0, Name: 'pending' })

    await ok(me, 'ec2', 'wait', 'instance-running', '--instance-ids', ...ids)
    const names = await ok(
      me,
      ...[
        'ec2',
        'describe-instances',
        '--filters',
        'Name=tag:Name,Values=w*',
        'Name=instance-state-name,Values=running',
      ],
      ...['--query', 'Reservations[].Instances[].[InstanceId,Tags[?Key==`course`]|[0].Value]'],
    )
    expect(names.toSorted()).toEqual(ids.map((id) => [id, 'a b']).toSorted())

    const attribute = await ok(
      me,
      ...[
        'ec2',
        'describe-instance-attribute',
        '--instance-id',
        ids[0] ?? '',
        '--attribute',
        'userData',
      ],
    )
    expect(Buffer.from(attribute.UserData.Value, 'base64').toString()).toContain('echo hello')

    await ok(me, 'ec2', 'stop-instances', '--instance-ids', ids[0] ?? '')
    await ok(me, 'ec2', 'wait', 'instance-stopped', '--instance-ids', ids[0] ?? '')

    const made = await ok(
      me,
      'ec2',
      'create-image',
      '--instance-id',
      ids[0] ?? '',
      '--name',
      'golden',
    )
    await ok(me, 'ec2', 'wait', 'image-available', '--image-ids', made.ImageId)
    const copy = await ok(
      me,
      ...['ec2', 'run-instances', '--image-id', made.ImageId, '--instance-type', 't3.micro'],
    )
    expect(copy.Instances[0].ImageId).toBe(made.ImageId)

    const gone = await ok(me, 'ec2', 'terminate-instances', '--instance-ids', ...ids)
    expect(gone.TerminatingInstances).toHaveLength(2)
    await ok(me, 'ec2', 'wait', 'instance-terminated', '--instance-ids', ...ids)
  })

  it('makes a key that ssh-keygen reads', async () => {
    const me = newAccount()
    const readKey = async (type: string) => {
      const pair = await ok(
        me,
        'ec2',
        'create-key-pair',
        '--key-name',
        `my-${type}`,
        '--key-type',
        type,
      )
      const file = join(folder, `my-${type}.pem`)
      writeFileSync(file, `${pair.KeyMaterial}\n`)
      chmodSync(file, 0o600)
      const read = spawnSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' })
      expect(read.stderr).toBe('')
      expect(read.stdout).toMatch(type === 'rsa' ? /^ssh-rsa / : /^ssh-ed25519 /)
    }
    await Promise.all([readKey('rsa'), readKey('ed25519')])
    expect(await refused(me, 'ec2', 'create-key-pair', '--key-name', 'my-rsa')).toContain(
      '(InvalidKeyPair.Duplicate) when calling the CreateKeyPair operation',
    )
  })

  it('opens a port in a security group, once', async () => {
    const me = newAccount()
    const group = await ok(
      me,
      ...['ec2', 'create-security-group', '--group-name', 'web', '--description', 'web servers'],
    )
    const open = ['ec2', 'authorize-security-group-ingress', '--group-id', group.GroupId]
    const rules = await ok(me, ...open, '--protocol', 'tcp', '--port', '80', '--cidr', '0.0.0.0/0')
    expect(rules.Return).toBe(true)
    expect(rules.SecurityGroupRules[0]).toMatchObject({
      FromPort: 80,
      ToPort: 80,
      IpProtocol: 'tcp',
    })
    expect(
      await refused(me, ...open, '--protocol', 'tcp', '--port', '80', '--cidr', '0.0.0.0/0'),
    ).toContain('(InvalidPermission.Duplicate)')
  })

  it('says what is wrong', async () => {
    const me = newAccount()
    const image = await imageId(me)
    const launch = ['ec2', 'run-instances', '--image-id', image, '--instance-type', 't3.micro']
    const missing = 'i-0123456789abcdef0'
    const answers = await Promise.all([
      refused(me, ...launch, '--dry-run'),
      refused(me, ...launch, '--key-name', 'missing'),
      refused(me, 'ec2', 'start-instances', '--instance-ids', missing),
      refused(me, 'ec2', 'describe-instances', '--instance-ids', 'nonsense'),
      refused(me, 'ec2', 'describe-client-vpn-endpoints'),
    ])
    expect(answers).toEqual([
      'An error occurred (DryRunOperation) when calling the RunInstances operation: Request would have succeeded, but DryRun flag is set.',
      "An error occurred (InvalidKeyPair.NotFound) when calling the RunInstances operation: The key pair 'missing' does not exist",
      `An error occurred (InvalidInstanceID.NotFound) when calling the StartInstances operation: The instance ID '${missing}' does not exist`,
      'An error occurred (InvalidInstanceID.Malformed) when calling the DescribeInstances operation: Invalid id: "nonsense"',
      expect.stringContaining('is not supported by the embedded cloud'),
    ])
    expect(await ok(me, 'ec2', 'describe-instances')).toEqual({ Reservations: [] })
  })

  it('builds a VPC with a NAT gateway and waits for it', async () => {
    const me = newAccount()
    const ec2 = (line: string, ...more: string[]) => ok(me, 'ec2', ...line.split(' '), ...more)
    const vpc: string = (await ec2('create-vpc --cidr-block 10.0.0.0/16')).Vpc.VpcId
    const made = await ec2(`create-subnet --vpc-id ${vpc} --cidr-block 10.0.0.0/24`)
    const subnet: string = made.Subnet.SubnetId
    const gateway: string = (await ec2('create-internet-gateway')).InternetGateway.InternetGatewayId
    await ec2(`attach-internet-gateway --internet-gateway-id ${gateway} --vpc-id ${vpc}`)
    const allocation: string = (await ec2('allocate-address --domain vpc')).AllocationId
    const created = await ec2(
      `create-nat-gateway --subnet-id ${subnet} --allocation-id ${allocation} --tag-specifications`,
      'ResourceType=natgateway,Tags=[{Key=Name,Value=out}]',
    )
    expect(created.NatGateway).toMatchObject({ State: 'pending', VpcId: vpc })
    const nat: string = created.NatGateway.NatGatewayId
    await ec2(`wait nat-gateway-available --nat-gateway-ids ${nat}`)
    expect(await refused(me, 'ec2', 'delete-vpc', '--vpc-id', vpc)).toContain(
      `An error occurred (DependencyViolation) when calling the DeleteVpc operation: The vpc '${vpc}' has dependencies and cannot be deleted.`,
    )
  })

  it('hands a session to the Session Manager plugin', async () => {
    const me = newAccount()
    const plugin = join(folder, 'session-manager-plugin')
    const record = join(folder, 'plugin.json')
    writeFileSync(
      plugin,
      `#!${process.execPath}
const { writeFileSync } = require('node:fs')
if (process.argv[2] === '--version') { console.log('1.2.650.0'); process.exit(0) }
writeFileSync(${JSON.stringify(record)}, JSON.stringify({ args: process.argv.slice(2), env: process.env.AWS_SSM_START_SESSION_RESPONSE }))
`,
    )
    chmodSync(plugin, 0o755)

    const profile = 'ssm'
    await ok(
      me,
      ...['iam', 'create-role', '--role-name', profile, '--assume-role-policy-document'],
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    )
    await ok(me, 'iam', 'create-instance-profile', '--instance-profile-name', profile)
    await ok(
      me,
      ...[
        'iam',
        'add-role-to-instance-profile',
        '--instance-profile-name',
        profile,
        '--role-name',
        profile,
      ],
    )
    const run = await ok(
      me,
      ...['ec2', 'run-instances', '--image-id', await imageId(me), '--instance-type', 't3.micro'],
      ...['--iam-instance-profile', `Name=${profile}`],
    )
    const id: string = run.Instances[0].InstanceId
    await ok(me, 'ec2', 'wait', 'instance-status-ok', '--instance-ids', id)

    expect(await refused(me, 'ssm', 'start-session', '--target', id)).toContain(
      `(TargetNotConnected) when calling the StartSession operation: ${id} is not connected.`,
    )
    await ok(
      me,
      ...['iam', 'attach-role-policy', '--role-name', profile],
      ...['--policy-arn', 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
    )
    // The guest boots by the clock, also where life cycles take no time.
    await cloud.advance(me, '1m')
    // A program of its own: the plugin takes over its terminal.
    const session = await runAwsCli(settingsOf(me), [
      ...['--endpoint-url', cloud.url, '--region', REGION],
      ...['ssm', 'start-session', '--target', id],
    ])
    expect(session.stderr).toBe('')
    const seen = JSON.parse(readFileSync(record, 'utf8')) as { args: string[]; env?: string }
    // Newer CLIs pass the response by environment, older ones as the first argument.
    const response = JSON.parse(seen.env ?? seen.args[0] ?? '')
    expect(Object.keys(response)).toEqual(
      expect.arrayContaining(['SessionId', 'StreamUrl', 'TokenValue']),
    )
    expect(response.StreamUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v1\/data-channel\//)
    expect(seen.args.slice(1, 3)).toEqual([REGION, 'StartSession'])
    expect(JSON.parse(seen.args[4] ?? '')).toMatchObject({ Target: id })
    expect(seen.args[5]).toBe(cloud.url)
  })
})
