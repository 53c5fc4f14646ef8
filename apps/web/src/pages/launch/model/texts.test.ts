import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { LaunchForm } from './form.ts'
import { encodeBase64, NEW_GROUP_ID } from './run-instances.ts'
import { planLaunch, toCli, toRunInstancesInput, toSdk, toTerraform } from './index.ts'
import { fullForm, hostileText, plainForm } from './sample-forms.ts'

const context = { region: 'ap-northeast-2', endpointUrl: 'http://127.0.0.1:4566' }

/** Runs the text in bash with an `aws` that prints its arguments, and gives the arguments of each call. */
function runInBash(text: string): string[][] {
  const script = `
    aws() { printf '%s\\0' "$@" >&3; printf '<end>\\0' >&3; case "$2" in create-security-group) echo sg-0a;; esac; }
    chmod() { :; }
    cd "$(mktemp -d)"
    ${text}`
  const wrapped = `exec 3>&1; { ${script}\n} >/dev/null`
  const printed = execFileSync('bash', ['-c', wrapped], { encoding: 'utf8' })
  return printed
    .split('<end>\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1))
}

/** The value after an option. */
function valueOf(call: readonly string[] | undefined, option: string): string | undefined {
  return call?.[call.indexOf(option) + 1]
}

test('the CLI text of a plain launch reads as people write it', () => {
  const form = {
    ...plainForm(),
    network: { ...plainForm().network, groupMode: 'existing' as const, groupIds: ['sg-0a1b2c3d'] },
  }
  expect(toCli(form, { region: 'us-east-1' })).toBe(
    `aws ec2 run-instances \\
  --image-id ami-0123456789abcdef0 \\
  --instance-type t3.micro \\
  --count 1 \\
  --security-group-ids sg-0a1b2c3d \\
  --block-device-mappings '[{"DeviceName":"/dev/xvda","Ebs":{"VolumeSize":8,"VolumeType":"gp3","Iops":3000,"Throughput":125,"DeleteOnTermination":true}}]' \\
  --metadata-options '{"HttpEndpoint":"enabled","HttpTokens":"required","HttpPutResponseHopLimit":2}' \\
  --tag-specifications '[{"ResourceType":"instance","Tags":[{"Key":"Name","Value":"web"}]}]' \\
  --region us-east-1
`,
  )
})

test('a shell hands the CLI exactly what the form says, whatever characters it has', () => {
  const form = fullForm()
  const calls = runInBash(toCli(form, context))
  expect(calls.map((call) => call[1])).toEqual([
    'create-key-pair',
    'create-security-group',
    'authorize-security-group-ingress',
    'run-instances',
  ])
  const [key, group, rules, run] = calls
  expect(valueOf(key, '--key-name')).toBe('my key')
  expect(valueOf(group, '--group-name')).toBe('web & ssh')
  expect(valueOf(rules, '--group-id')).toBe('sg-0a')
  expect(JSON.parse(valueOf(rules, '--ip-permissions') ?? '')).toEqual(planLaunch(form).permissions)
  const input = toRunInstancesInput(form, { securityGroupId: 'sg-0a' })
  expect(JSON.parse(valueOf(run, '--network-interfaces') ?? '')).toEqual(input.NetworkInterfaces)
  expect(JSON.parse(valueOf(run, '--tag-specifications') ?? '')).toEqual(input.TagSpecifications)
  expect(JSON.parse(valueOf(run, '--block-device-mappings') ?? '')).toEqual(
    input.BlockDeviceMappings,
  )
  expect(valueOf(run, '--user-data')).toBe(form.advanced.userData)
  expect(valueOf(run, '--count')).toBe('2')
  expect(run).toContain('--disable-api-termination')
  for (const call of calls) expect(valueOf(call, '--endpoint-url')).toBe(context.endpointUrl)
})

test('user data that is base64 already goes in as the bytes it stands for', () => {
  const form = plainForm()
  const encoded = Buffer.from([0x1f, 0x8b, 0, 255]).toString('base64')
  const binary = {
    ...form,
    advanced: { ...form.advanced, userData: encoded, userDataIsBase64: true },
  }
  expect(toCli(binary, context)).toContain(`--user-data fileb://<(base64 -d <<< ${encoded})`)
  expect(toSdk(binary, context)).toContain(`UserData: '${encoded}'`)
  expect(toTerraform(binary, context)).toContain(`user_data_base64`)
})

interface Sent {
  readonly name: string
  readonly input: Record<string, unknown>
}

/** A stand-in package that prints what is sent; dates are marked, since the SDK drops texts in their place. */
const recorder = `
const mark = function (key, value) { return this[key] instanceof Date ? { date: value } : value }
const command = (name) => class { constructor(input) { this.name = name; this.input = input } }
export const CreateKeyPairCommand = command('CreateKeyPair')
export const CreateSecurityGroupCommand = command('CreateSecurityGroup')
export const AuthorizeSecurityGroupIngressCommand = command('AuthorizeSecurityGroupIngress')
export const RunInstancesCommand = command('RunInstances')
export class EC2Client {
  async send(sent) {
    process.stderr.write(JSON.stringify(sent, mark) + '\\n')
    return { GroupId: 'sg-0a', KeyMaterial: 'k' }
  }
}`

/** Runs the SDK text as a program of its own and gives what it sent. */
function runSdk(text: string): readonly Sent[] {
  const folder = mkdtempSync(join(tmpdir(), 'brume-sdk-text-'))
  const sdk = join(folder, 'node_modules/@aws-sdk/client-ec2')
  mkdirSync(sdk, { recursive: true })
  writeFileSync(join(sdk, 'package.json'), '{"type":"module","exports":"./index.js"}')
  writeFileSync(join(sdk, 'index.js'), recorder)
  writeFileSync(join(folder, 'launch.mts'), text)
  const run = spawnSync(process.execPath, ['launch.mts'], { cwd: folder, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(run.status, run.stderr).toBe(0)
  const lines = run.stderr.split('\n').filter((line) => line.startsWith('{'))
  return lines.map((line): Sent => JSON.parse(line))
}

test('the SDK text sends what the form sends', () => {
  for (const form of [plainForm(), fullForm()]) {
    const plan = planLaunch(form)
    const sent = runSdk(toSdk(form, context))
    expect(sent.find(({ name }) => name === 'CreateSecurityGroup')?.input).toEqual(
      plan.securityGroup,
    )
    expect(sent.find(({ name }) => name === 'AuthorizeSecurityGroupIngress')?.input).toEqual({
      GroupId: 'sg-0a',
      IpPermissions: plan.permissions,
    })
    const input = sent.at(-1)?.input
    expect(input).toEqual(toRunInstancesInput(form, { securityGroupId: 'sg-0a' }))
  }
})

test('the SDK gets the end of a Spot request as a date, since it drops a text', () => {
  const sent = runSdk(toSdk(withSpot(plainForm()), context))
  expect(sent.at(-1)?.input).toMatchObject({
    InstanceMarketOptions: { SpotOptions: { ValidUntil: { date: '2030-01-01T00:00:00.000Z' } } },
  })
})

function withSpot(form: LaunchForm): LaunchForm {
  const spot = {
    maxPrice: '0.01',
    requestType: 'persistent' as const,
    interruption: 'stop' as const,
    validUntil: '2030-01-01T00:00:00.000Z',
  }
  return { ...form, advanced: { ...form.advanced, purchasing: 'spot', spot } }
}

test('the Terraform text refers to what it creates and escapes templates', () => {
  const text = toTerraform(fullForm(), context)
  expect(text).toContain('vpc_security_group_ids')
  expect(text).toContain('[aws_security_group.this.id]')
  expect(text).toContain('aws_key_pair.this.key_name')
  expect(text).toContain('$${a} %%{b}')
  expect(text).not.toContain(NEW_GROUP_ID)
  expect(text).toMatch(/user_data = <<EOT_\n#!\/bin\/bash\n/)
})

test('no text is left of a new group when an existing one is chosen', () => {
  const form = plainForm()
  const chosen = {
    ...form,
    network: {
      ...form.network,
      groupMode: 'existing' as const,
      groupIds: ['sg-0a1b2c3d', 'sg-1a2b3c4d'],
    },
  }
  for (const print of [toCli, toSdk, toTerraform]) {
    const text = print(chosen, context)
    expect(text).toContain('sg-1a2b3c4d')
    expect(text).not.toMatch(/create-security-group|CreateSecurityGroup|"aws_security_group"/)
  }
})

test('base64 of long and non-ASCII user data is that of its UTF-8 bytes', () => {
  const text = hostileText.repeat(1000)
  expect(encodeBase64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'))
})
