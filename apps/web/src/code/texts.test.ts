import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { optionName } from './cli.ts'
import { toCli, toSdk, toTerraform } from './index.ts'
import { balancing, hostile, samples, steps } from './sample-requests.ts'

const context = { region: 'ap-northeast-2', endpointUrl: 'http://127.0.0.1:4566' }

/** What bash gives `aws`: the words of each command. */
function wordsOf(text: string): string[][] {
  const script = `aws() { for word; do case "$word" in fileb://*) cat "\${word#fileb://}" | base64 -w0;; *) printf '%s' "$word";; esac; printf '\\0'; done >&3; printf '<end>\\0' >&3; echo made-1; }
${text}`
  const printed = execFileSync('bash', ['-c', `exec 3>&1; { ${script}\n} >/dev/null`], {
    encoding: 'utf8',
  })
  const calls = printed.split('<end>\0').slice(0, -1)
  return calls.map((call) => call.split('\0').slice(0, -1))
}

test('options are called as the CLI calls them', () => {
  for (const [member, name] of Object.entries({
    InstanceIds: 'instance-ids',
    SSHPublicKey: 'ssh-public-key',
    Ipv6CidrBlock: 'ipv6-cidr-block',
    EnableDns64: 'enable-dns64',
    EnableResourceNameDnsAAAARecordOnLaunch: 'enable-resource-name-dns-aaaa-record-on-launch',
    DisableApiStop: 'disable-api-stop',
  })) {
    expect(optionName(member)).toBe(name)
  }
})

test('a text is what people write: nothing is quoted that needs no quotes, the token of the request is left out', () => {
  const [start] = samples
  expect(start && toCli([start], { region: 'us-east-1' })).toBe(
    `aws ec2 start-instances \\
  --instance-ids i-0123456789abcdef0 i-0123456789abcdef1 \\
  --region us-east-1
`,
  )
  for (const print of [toCli, toSdk, toTerraform]) {
    expect(print(samples, context)).not.toContain('never-again')
  }
})

test('whatever characters a value has, bash hands the CLI exactly those', () => {
  const words = wordsOf(toCli(samples, context))
  expect(words).toHaveLength(samples.length)
  const run = words.find(([, operation]) => operation === 'run-instances') ?? []
  expect(run[run.indexOf('--user-data') + 1]).toBe(`#!/bin/bash\n${hostile}\n`)
  expect(run[run.indexOf('--count') + 1]).toBe('1:3')
  expect(run).toContain('--no-ebs-optimized')
  const tags = words.find(([, operation]) => operation === 'create-tags') ?? []
  expect(JSON.parse(tags[tags.indexOf('--tags') + 1] ?? '')).toEqual([
    { Key: 'Owner', Value: hostile },
  ])
  const image = words.find(([, operation]) => operation === 'create-image') ?? []
  expect(image).toContain('--reboot')
  expect(JSON.parse(image[image.indexOf('--cli-input-json') + 1] ?? '')).toEqual({
    Description: 'https://example.com/page',
  })
  const group = words.find(([, operation]) => operation === 'create-security-group') ?? []
  expect(group).toContain('--description=-not an option')
})

test('what one step makes and another names is a variable, in every language', () => {
  const cli = toCli(steps, context)
  expect(cli).toContain('VPC_ID=$(aws ec2 create-vpc')
  expect(cli).toContain('SUBNET_ID_2=$(aws ec2 create-subnet')
  expect(cli).toContain('--resources "$SUBNET_ID" "$SUBNET_ID_2"')
  const words = wordsOf(cli)
  expect(words[3]).toContain('[{"Key":"Vpc","Value":"of made-1"}]')
  const sdk = toSdk(steps, context)
  expect(sdk).toContain(').Vpc!.VpcId!')
  expect(sdk).toContain('Resources: [subnetId, subnetId2]')
  expect(sdk).toContain('Value: `of ${vpcId}`')
  const terraform = toTerraform(steps, context)
  expect(terraform).toContain('aws_vpc.this.id')
  expect(terraform).toContain('aws_subnet.this_2.id')
  for (const text of [cli, sdk, terraform]) expect(text).not.toContain('\uE000')
})

test('Terraform says what it has no resource for, and what is done instead', () => {
  const text = (operation: string) =>
    toTerraform([{ service: 'ec2', operation, input: { VpcId: 'vpc-1' } }], context)
  expect(text('DeleteVpc')).toBe(
    '# DeleteVpc: take the aws_vpc that describes it out of the configuration.\n',
  )
  expect(text('ModifyVpcAttribute')).toContain('the argument of the aws_vpc')
  expect(text('RebootInstances')).toBe('# RebootInstances: Terraform has no resource for this.\n')
})

test('load balancing, Auto Scaling and CloudWatch have their own names in each language', () => {
  const cli = toCli(balancing, context)
  expect(cli).toContain('TARGET_GROUP_ARN=$(aws elbv2 create-target-group')
  expect(cli).toContain('aws autoscaling create-auto-scaling-group')
  expect(cli).toContain('aws cloudwatch put-metric-alarm')
  const sdk = toSdk(balancing, context)
  expect(sdk).toContain("from '@aws-sdk/client-elastic-load-balancing-v2'")
  expect(sdk).toContain('TargetGroupARNs: [targetGroupArn]')
  const terraform = toTerraform(balancing, context)
  expect(terraform).toMatch(/path_pattern \{\s+values = \["\/api\/\*"\]/)
  expect(terraform).toMatch(/target_group_arn = aws_lb_target_group.this.id/)
  expect(terraform).toMatch(/vpc_zone_identifier = \["subnet-1", "subnet-2"\]/)
  expect(terraform).toMatch(/AutoScalingGroupName = "web"/)
})

test('requests to other Regions go there', () => {
  const [copy] = [{ ...steps[0], region: 'us-east-1' }]
  const requests = [{ service: 'ec2' as const, operation: 'CreateVpc', input: {}, ...copy }]
  expect(toCli(requests, context)).toContain('--region us-east-1')
  expect(toSdk(requests, context)).toContain('const ec2UsEast1 = new EC2Client')
  expect(toTerraform(requests, context)).toMatch(/region\s+= "us-east-1"/)
})
