import { createHash } from 'node:crypto'

/** A prefix list that AWS keeps in a Region. */
export interface ManagedPrefixList {
  /** `pl-78a54011` */
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly cidrs: readonly string[]
  readonly maxEntries: number
}

/** Ids as AWS has them; where not known, one made from the name. */
const knownIds: Readonly<Record<string, string>> = {
  'com.amazonaws.us-east-1.s3': 'pl-63a5400a',
  'com.amazonaws.us-east-1.dynamodb': 'pl-02cd2c6b',
  'com.amazonaws.ap-northeast-2.s3': 'pl-78a54011',
  'com.amazonaws.ap-northeast-2.dynamodb': 'pl-48a54021',
}

/** Whence EC2 Instance Connect reaches instances; https://ip-ranges.amazonaws.com/ip-ranges.json, service EC2_INSTANCE_CONNECT. */
const instanceConnect: Readonly<Record<string, string>> = {
  'us-east-1': '18.206.107.24/29',
  'us-east-2': '3.16.146.0/29',
  'us-west-1': '13.52.6.112/29',
  'us-west-2': '18.237.140.160/29',
  'ap-south-1': '13.233.177.0/29',
  'ap-northeast-1': '3.112.23.0/29',
  'ap-northeast-2': '13.209.1.56/29',
  'ap-southeast-1': '3.0.5.32/29',
  'ap-southeast-2': '13.239.158.0/29',
  'ca-central-1': '35.183.92.176/29',
  'eu-central-1': '3.120.181.40/29',
  'eu-west-1': '18.202.216.48/29',
  'eu-west-2': '3.8.37.24/29',
  'eu-west-3': '35.180.112.80/29',
  'eu-north-1': '13.48.4.200/30',
  'sa-east-1': '18.228.70.32/29',
}

/** S3 and DynamoDB do not exist in this cloud, so their lists hold no address: a rule that names them opens nothing. */
export function managedPrefixLists(region: string): readonly ManagedPrefixList[] {
  const connect = instanceConnect[region]
  return [
    makeList(region, 's3', []),
    makeList(region, 'dynamodb', []),
    ...(connect ? [makeList(region, 'ec2-instance-connect', [connect])] : []),
  ]
}

/** An address of the Region's EC2 Instance Connect; where AWS publishes none, one that no rule can be meant for. */
export function instanceConnectAddress(region: string): string {
  const [base = ''] = instanceConnect[region]?.split('/') ?? []
  return base === '' ? '192.0.2.22' : base.replace(/\d+$/, (last) => String(Number(last) + 1))
}

export function findPrefixList(region: string, id: string): ManagedPrefixList | undefined {
  return managedPrefixLists(region).find((list) => list.id === id)
}

function makeList(region: string, service: string, cidrs: readonly string[]): ManagedPrefixList {
  const name = `com.amazonaws.${region}.${service}`
  const digest = createHash('sha256').update(name).digest('hex')
  const id = knownIds[name] ?? `pl-0${digest.slice(0, 16)}`
  return { id, arn: `arn:aws:ec2:${region}:aws:prefix-list/${id}`, name, cidrs, maxEntries: 10 }
}
