const region = 'ap-northeast-2'
const image = 'ami-0123456789abcdef0'

/** A request as it stands on the wire, signed by an account's number: the embedded cloud checks no signature. */
export type Send = (request: string) => Promise<string>

/** One EC2 call: `ec2('DescribeInstances', { 'InstanceId.1': id })`. */
export function ec2(action: string, parameters: Readonly<Record<string, string | number>>): string {
  let body = `Action=${action}&Version=2016-11-15`
  for (const [name, value] of Object.entries(parameters)) {
    body += `&${name}=${encodeURIComponent(value)}`
  }
  return post('ec2', 'Content-Type: application/x-www-form-urlencoded', body)
}

/** One Systems Manager call. */
export function ssm(action: string, input: object): string {
  const type = `Content-Type: application/x-amz-json-1.1\r\nX-Amz-Target: AmazonSSM.${action}`
  return post('ssm', type, JSON.stringify(input))
}

function post(service: string, headers: string, body: string): string {
  const credential = `123456789012/20260101/${region}/${service}/aws4_request`
  return `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0\r\n${headers}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** `{ Name: 'web', Team: 'a' }` as the tags of a creating call or of CreateTags. */
export function tags(prefix: string, of: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(of).flatMap(([key, value], at) => [
      [`${prefix}Tag.${at + 1}.Key`, key],
      [`${prefix}Tag.${at + 1}.Value`, value],
    ]),
  )
}

export function filter(name: string, value: string): Record<string, string> {
  return { 'Filter.1.Name': name, 'Filter.1.Value.1': value }
}

export function runInstances(count: number, named: Readonly<Record<string, string>>): string {
  return ec2('RunInstances', {
    ImageId: image,
    InstanceType: 't3.micro',
    MinCount: count,
    MaxCount: count,
    ClientToken: crypto.randomUUID(),
    'TagSpecification.1.ResourceType': 'instance',
    ...tags('TagSpecification.1.', named),
  })
}

export function createVolume(): string {
  return ec2('CreateVolume', { AvailabilityZone: `${region}a`, Size: 8, VolumeType: 'gp3' })
}

export function authorizeIngress(groupId: string, port: number): string {
  return ec2('AuthorizeSecurityGroupIngress', {
    GroupId: groupId,
    ...permission(port, '203.0.113.0/24'),
  })
}

export function revokeIngress(groupId: string, port: number): string {
  return ec2('RevokeSecurityGroupIngress', {
    GroupId: groupId,
    ...permission(port, '203.0.113.0/24'),
  })
}

function permission(port: number, cidr: string): Record<string, string | number> {
  return {
    'IpPermissions.1.IpProtocol': 'tcp',
    'IpPermissions.1.FromPort': port,
    'IpPermissions.1.ToPort': port,
    'IpPermissions.1.IpRanges.1.CidrIp': cidr,
  }
}
