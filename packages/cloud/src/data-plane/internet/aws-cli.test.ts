import { text } from 'node:stream/consumers'
import {
  AssociateRouteTableCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  DescribeInstancesCommand,
  DescribeTagsCommand,
  RunInstancesCommand,
  type Instance,
} from '@aws-sdk/client-ec2'
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam'
import { startTestCloud, type Duration, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const region = 'ap-northeast-2'
const place = { account: '123456789012', region }
const amazonLinux = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

const ubuntuImage =
  'resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id'

let cloud: TestCloud
let server: Instance
beforeAll(async () => {
  cloud = await startTestCloud()
  const iam = cloud.iam()
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  })
  await iam.send(new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: trust }))
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'web' }))
  await iam.send(
    new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }),
  )
  server = await launch({ IamInstanceProfile: { Name: 'web' } })
})
afterAll(() => cloud.close())

async function launch(
  more: Partial<ConstructorParameters<typeof RunInstancesCommand>[0]> = {},
): Promise<Instance> {
  const ec2 = cloud.ec2()
  const made = await ec2.send(
    new RunInstancesCommand({
      ImageId: amazonLinux,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  await cloud.advance('2m')
  const InstanceIds = [made.Instances?.[0]?.InstanceId ?? '']
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  return Reservations?.[0]?.Instances?.[0] ?? {}
}

/** Runs lines one after the other in one shell; how each ended stands at its end. */
async function run(
  { InstanceId = '' }: Instance,
  lines: readonly string[],
  { wait = '5s', user = 'ec2-user' }: { wait?: Duration; user?: string } = {},
): Promise<readonly string[]> {
  const guest = cloud.engine.transact(place, (ctx) =>
    ctx.host.findGuest({ ...place, instanceId: InstanceId }),
  )
  const script = lines.map((line) => `${line}\necho "<$?>%"\n`).join('')
  const process = await guest?.execute({
    user,
    argv: ['/bin/bash', '-lc', `exec 2>&1\n${script}`],
  })
  if (!process) throw new Error(`No guest in ${InstanceId}`)
  process.stdin.end()
  const output = text(process.stdout)
  await cloud.advance(wait)
  return (await output).split('%\n').slice(0, -1)
}

const describeTags = 'aws ec2 describe-tags --filters Name=key,Values=Name'

it('acts with the role of the instance, and prints as it is told', async () => {
  const id = server.InstanceId ?? ''
  const names = 'Reservations[].Instances[].[InstanceId,State.Name,Tags[?Key==`Name`]|[0].Value]'
  const [version, who, settings, tagged, json, lines, yaml, table, queried, one] = await run(
    server,
    [
      'aws --version',
      'aws sts get-caller-identity --query Arn --output text',
      'aws configure list',
      `aws ec2 create-tags --resources ${id} --tags Key=Name,Value=web`,
      describeTags,
      `${describeTags} --output text`,
      `${describeTags} --output yaml`,
      `${describeTags} --output table`,
      `aws ec2 describe-instances --query '${names}' --output text`,
      'aws ec2 describe-regions --max-items 1 --query "Regions[].RegionName"',
    ],
  )
  expect(version).toMatch(/^aws-cli\/2\.\S+ Python\/\S+ Linux\//)
  expect(who).toBe(`arn:aws:sts::123456789012:assumed-role/web/${id}\n<0>`)
  expect(settings).toMatch(/access_key +\*{16}\w{4} +iam-role[^]*region +ap-northeast-2 +imds/)
  expect(tagged).toBe('<0>')
  const { Tags } = await cloud.ec2().send(new DescribeTagsCommand({}))
  expect(Tags).toMatchObject([{ Key: 'Name', Value: 'web', ResourceId: id }])
  expect(json).toBe(`{
    "Tags": [
        {
            "Key": "Name",
            "ResourceId": "${id}",
            "ResourceType": "instance",
            "Value": "web"
        }
    ]
}
<0>`)
  expect(lines).toBe(`TAGS\tName\t${id}\tinstance\tweb\n<0>`)
  expect(yaml).toBe(
    `Tags:\n- Key: Name\n  ResourceId: ${id}\n  ResourceType: instance\n  Value: web\n<0>`,
  )
  expect(table).toBe(`------------------------------------------------------------
|                       DescribeTags                       |
+----------------------------------------------------------+
||                          Tags                          ||
|+------+-----------------------+----------------+--------+|
||  Key |      ResourceId       | ResourceType   | Value  ||
|+------+-----------------------+----------------+--------+|
||  Name|  ${id}  |  instance      |  web   ||
|+------+-----------------------+----------------+--------+|
<0>`)
  expect(queried).toBe(`${id}\trunning\tweb\n<0>`)
  expect(one).toMatch(/^\[\n {4}"[a-z0-9-]+"\n\]\n<0>/)
})

it('puts metrics, as agents and cron jobs of instances do', async () => {
  const id = server.InstanceId ?? ''
  const [one, set, wrong, listed, summed] = await run(server, [
    `aws cloudwatch put-metric-data --namespace Shop --metric-name Orders --value 3 --unit Count --dimensions InstanceId=${id},Shop=a`,
    `aws cloudwatch put-metric-data --namespace Shop --metric-name Orders --unit Count --dimensions InstanceId=${id},Shop=a --statistic-values Sum=7,Minimum=3,Maximum=4,SampleCount=2`,
    'aws cloudwatch put-metric-data --namespace Shop --metric-name Orders --value NaN',
    "aws cloudwatch list-metrics --namespace Shop --query 'Metrics[].Dimensions[].Value' --output text",
    `aws cloudwatch get-metric-statistics --namespace Shop --metric-name Orders --dimensions Name=InstanceId,Value=${id} Name=Shop,Value=a --start-time $(date -u -d '5 minutes ago' +%Y-%m-%dT%H:%M:%SZ) --end-time $(date -u -d '1 minute' +%Y-%m-%dT%H:%M:%SZ) --period 3600 --statistics Sum --query 'Datapoints[].Sum' --output text`,
  ])
  expect([one, set]).toEqual(['<0>', '<0>'])
  expect(wrong).toContain('(InvalidParameterValue) when calling the PutMetricData operation')
  expect(listed).toBe(`${id}\ta\n<0>`)
  expect(summed).toBe('10\n<0>')
})

it('takes values and settings from files, and says what it was refused', async () => {
  const [value, unknown, unsigned, raw, missing, missed, badQuery, nowhere, ...settings] =
    await run(server, [
      'echo -n hello > /tmp/v; aws ssm put-parameter --name /a --value file:///tmp/v --type String >/dev/null; aws ssm get-parameter --name /a --query Parameter.Value --output text',
      'aws s3 ls',
      'aws ec2 describe-vpcs --no-sign-request',
      'curl -s "https://ec2.us-east-1.amazonaws.com/?Action=DescribeVpcs&Version=2016-11-15"',
      'aws ec2 describe-instances --instance-ids i-0123456789abcdef0',
      'aws ec2 terminate-instances',
      'aws ec2 describe-vpcs --query "a["',
      'aws ec2 describe-vpcs --region moon-1',
      String.raw`printf 'AKIAEXAMPLE\nsecret\nus-east-1\ntext\n' | aws configure --profile other >/dev/null; cat ~/.aws/credentials ~/.aws/config`,
      'aws sts get-caller-identity --profile other --query Arn',
      'AWS_ACCESS_KEY_ID=222222222222 AWS_SECRET_ACCESS_KEY=x aws sts get-caller-identity --query Account',
      'aws configure get region --profile other',
      'aws configure set region eu-west-1; aws configure list',
      'AWS_REGION=us-west-2 aws configure list',
      'aws sts get-caller-identity --profile none',
    ])
  expect(value).toBe('hello\n<0>')
  expect(unknown).toMatch(/^aws s3: not available in a simulated guest:.*\n<252>/)
  expect(unsigned).toBe(
    '\nAn error occurred (MissingAuthenticationToken) when calling the DescribeVpcs operation: Request is missing Authentication Token\n<254>',
  )
  expect(raw).toContain('<Code>MissingAuthenticationToken</Code>')
  expect(missing).toBe(
    "\nAn error occurred (InvalidInstanceID.NotFound) when calling the DescribeInstances operation: The instance ID 'i-0123456789abcdef0' does not exist\n<254>",
  )
  expect(missed).toMatch(
    /^\nusage: aws \[options\][^]*aws: error: the following arguments are required: --instance-ids\n\n<252>/,
  )
  expect(badQuery).toContain('Bad value for --query a[')
  expect(nowhere).toBe(
    '\nCould not connect to the endpoint URL: "https://ec2.moon-1.amazonaws.com/"\n<255>',
  )
  const [typed, other, elsewhere, got, set, env, none] = settings
  expect(typed).toBe(
    '[other]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n[profile other]\nregion = us-east-1\noutput = text\n<0>',
  )
  expect(other).toBe('arn:aws:iam::123456789012:root\n<0>')
  expect(elsewhere).toBe('"123456789012"\n<0>')
  expect(got).toBe('us-east-1\n<0>')
  expect(set).toMatch(/region +eu-west-1 +config-file +~\/\.aws\/config/)
  expect(env).toMatch(/us-west-2 +env/)
  expect(none).toBe('\nThe config profile (none) could not be found\n<255>')
})

it('without a role there are no credentials, and without a way out no answer', async () => {
  const ec2 = cloud.ec2()
  const { Subnet: subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId: server.VpcId, CidrBlock: '172.31.201.0/24' }),
  )
  const { RouteTable: table } = await ec2.send(new CreateRouteTableCommand({ VpcId: server.VpcId }))
  await ec2.send(
    new AssociateRouteTableCommand({
      SubnetId: subnet?.SubnetId,
      RouteTableId: table?.RouteTableId,
    }),
  )
  const hidden = await launch({ SubnetId: subnet?.SubnetId })
  const line = 'aws sts get-caller-identity'
  const keys = 'AWS_ACCESS_KEY_ID=AKIAEXAMPLE AWS_SECRET_ACCESS_KEY=x'
  expect(await run(hidden, [line, `${keys} ${line}`], { wait: '4m' })).toEqual([
    '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n<253>',
    '\nConnect timeout on endpoint URL: "https://sts.ap-northeast-2.amazonaws.com/"\n<255>',
  ])
})

it('Ubuntu gets it by the installer or from its own archive, and can wait for things', async () => {
  const ubuntu = await launch({ ImageId: ubuntuImage, IamInstanceProfile: { Name: 'web' } })
  const [before, installed, after, image] = await run(
    ubuntu,
    [
      'aws --version; cd /tmp',
      'curl -s "https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip" -o awscliv2.zip; sudo apt-get install -y unzip >/dev/null; unzip -q awscliv2.zip; sudo ./aws/install; /usr/local/bin/aws --version',
      'sudo rm -rf /usr/local/bin/aws; sudo apt-get install -y awscli >/dev/null; hash -r; aws --version',
      `aws ec2 create-image --instance-id ${server.InstanceId} --name copy --no-reboot >/dev/null; aws ec2 wait image-available --owners self; aws ec2 describe-images --owners self --query 'Images[].State' --output text`,
    ],
    { wait: '12m', user: 'ubuntu' },
  )
  expect(before).toContain('command not found')
  expect(installed).toMatch(/^You can now run: \/usr\/local\/bin\/aws --version\naws-cli\/2/)
  expect(after).toMatch(/^aws-cli\/2/)
  expect(image).toBe('available\n<0>')
})

it('My computer asks with whatever key it was given', async () => {
  let screen = ''
  const terminal = await cloud.myComputer.openTerminal(place.account, {
    cols: 120,
    rows: 24,
    onData: (bytes) => (screen += Buffer.from(bytes).toString()),
    onExit: () => undefined,
  })
  terminal.write(
    Buffer.from(
      'aws configure\rAKIAEXAMPLE\rsecret\rap-northeast-2\r\rclear; aws ec2 describe-instances --query "Reservations[].Instances[].InstanceId" --output text\r',
    ),
  )
  await cloud.advance('10s')
  expect(screen).toMatch(/Default region name \[None\]: /)
  expect(screen).toContain(server.InstanceId)
  terminal.close()
})
