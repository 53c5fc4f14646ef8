import { describe, expect, it } from 'vitest'
import { loadService } from '../service-model.ts'
import { readCommand, showOutput } from './index.ts'
import { kebab } from './names.ts'
import { parseShorthand } from './shorthand.ts'

const ec2 = await loadService('ec2')
const read = (line: string) => {
  const [command = '', ...words] = line.split(' ')
  return readCommand(ec2, command, words)
}

it.each([
  ['DescribeInstances', 'describe-instances'],
  ['VpcId', 'vpc-id'],
  ['CertificateARNs', 'certificate-arns'],
  ['Ipv6CidrBlock', 'ipv6-cidr-block'],
  ['EnableDnsSupport', 'enable-dns-support'],
  ['AssociateS3', 'associate-s3'],
  ['DBSecurityGroup', 'db-security-group'],
])('%s is %s', (name, expected) => expect(kebab(name)).toBe(expected))

describe('shorthand', () => {
  it.each([
    ['a=b', { a: 'b' }],
    ['Name=tag:Role,Values=web,db', { Name: 'tag:Role', Values: ['web', 'db'] }],
    ['Values=a,b,Name=x', { Values: ['a', 'b'], Name: 'x' }],
    ['Key=Name,Value=', { Key: 'Name', Value: '' }],
    [`Key=Name,Value="a, b"`, { Key: 'Name', Value: 'a, b' }],
    ['Key=q,Value=a=b', { Key: 'q', Value: 'a=b' }],
    [
      'Tags=[{Key=a,Value=b},{Key=c,Value=d}]',
      {
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: 'd' },
        ],
      },
    ],
    [
      'Ebs={VolumeSize=8,VolumeType=gp3},DeviceName=/dev/xvda',
      { Ebs: { VolumeSize: '8', VolumeType: 'gp3' }, DeviceName: '/dev/xvda' },
    ],
    [`commands=["echo 'hi'","ls -l"]`, { commands: [`echo 'hi'`, 'ls -l'] }],
  ])('%s', (text, expected) => expect(parseShorthand(text)).toEqual(expected))

  it('says what it expected', () => {
    expect(() => parseShorthand('Name')).toThrow(
      "Expected: '=', received: 'EOF' for input:\nName\n    ^",
    )
  })
})

describe('commands', () => {
  it('become inputs by the schemas', () => {
    expect(read('describe-instances --instance-ids i-1 i-2 --filters Name=a,Values=b')).toEqual({
      operation: 'DescribeInstances',
      input: { InstanceIds: ['i-1', 'i-2'], Filters: [{ Name: 'a', Values: ['b'] }] },
    })
    expect(read('create-tags --resources i-1 --tags Key=Name,Value=web').input).toEqual({
      Resources: ['i-1'],
      Tags: [{ Key: 'Name', Value: 'web' }],
    })
    expect(read('create-image --instance-id i-1 --name x --no-reboot').input).toMatchObject({
      NoReboot: true,
    })
    expect(read('create-image --instance-id i-1 --name x --reboot').input).toMatchObject({
      NoReboot: false,
    })
    expect(
      read('modify-instance-attribute --instance-id i-1 --instance-type t3.small').input,
    ).toMatchObject({
      InstanceType: { Value: 't3.small' },
    })
    expect(
      read('modify-instance-attribute --instance-id i-1 --no-source-dest-check').input,
    ).toMatchObject({
      SourceDestCheck: { Value: false },
    })
    expect(read('create-volume --size 8 --availability-zone us-east-1a').input).toMatchObject({
      Size: 8,
    })
    expect(read('describe-tags --filter Name=key,Values=Name').input).toMatchObject({
      Filters: [{ Name: 'key', Values: ['Name'] }],
    })
  })

  it('have the options that the CLI adds', () => {
    expect(read('run-instances --image-id ami-1 --count 1:3').input).toMatchObject({
      MinCount: 1,
      MaxCount: 3,
    })
    expect(
      read(
        'run-instances --image-id ami-1 --subnet-id s --security-group-ids g --associate-public-ip-address',
      ).input,
    ).toMatchObject({
      MinCount: 1,
      NetworkInterfaces: [
        { DeviceIndex: 0, AssociatePublicIpAddress: true, SubnetId: 's', Groups: ['g'] },
      ],
    })
    expect(
      read(
        'authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 80-90 --cidr 0.0.0.0/0',
      ).input,
    ).toEqual({
      GroupId: 'sg-1',
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 90, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
    })
  })

  it.each([
    ['describe-instance', /invalid choice 'describe-instance'[^]*\* describe-instances/],
    ['terminate-instances', /the following arguments are required: --instance-ids/],
    ['describe-instances --nonsense x', /Unknown options: --nonsense, x/],
    [
      'describe-instances --instance-ids',
      /argument --instance-ids: expected at least one argument/,
    ],
    ['describe-instances --filters Name', /Error parsing parameter '--filters': Expected: '='/],
  ])('%s is explained', (line, message) => expect(() => read(line)).toThrow(message))
})

it('shows times as the CLI does', () => {
  const output = {
    Reservations: [{ Instances: [{ LaunchTime: 1_767_603_600, InstanceId: 'i-1' }] }],
  }
  expect(showOutput(ec2, 'DescribeInstances', output)).toEqual({
    Reservations: [{ Instances: [{ LaunchTime: '2026-01-05T09:00:00+00:00', InstanceId: 'i-1' }] }],
  })
})
