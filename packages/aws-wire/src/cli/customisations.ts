import { putMetricData } from './put-metric-data.ts'
import { CommandLineError } from './typed-value.ts'

/** What the CLI adds to an operation's own options, or changes of them. */
export interface Customisation {
  /** Options beside the members' own, by whether they take a value. */
  readonly options?: Readonly<Record<string, 'value' | 'values' | 'switch'>>
  /** Turns the input that the members' options made, and the extra ones, into the operation's. */
  change(input: Input, extra: ReadonlyMap<string, readonly string[]>): Input
}

type Input = Readonly<Record<string, unknown>>

/** https://github.com/aws/aws-cli/blob/v2/awscli/customizations/ec2/secgroupsimplify.py */
const simpleRules: Customisation = {
  options: {
    protocol: 'value',
    port: 'value',
    cidr: 'value',
    'source-group': 'value',
    'group-owner': 'value',
  },
  change(input, extra) {
    if (extra.size === 0) return input
    const one = (name: string): string | undefined => extra.get(name)?.[0]
    const [name] = [...extra.keys()]
    if ('IpPermissions' in input)
      throw new CommandLineError(
        `The --${name} option is not compatible with the --ip-permissions option `,
      )
    const protocol = one('protocol')
    const port = one('port')
    const [from, to = from] =
      port === undefined || port === 'all' || port === '-1' ? ['-1', '-1'] : port.split('-')
    if (![from, to].every((each) => /^-?\d+$/.test(each ?? '')))
      throw new CommandLineError(
        'port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)',
      )
    const group = one('source-group')
    const owner = one('group-owner')
    const cidr = one('cidr')
    const pair = {
      ...(group?.startsWith('sg-') && { GroupId: group }),
      ...(group !== undefined && !group.startsWith('sg-') && { GroupName: group }),
      ...(owner !== undefined && { UserId: owner }),
    }
    const permission = {
      ...(protocol !== undefined && { IpProtocol: protocol === 'all' ? '-1' : protocol }),
      ...(port !== undefined && { FromPort: Number(from), ToPort: Number(to) }),
      ...(cidr !== undefined && { IpRanges: [{ CidrIp: cidr }] }),
      ...(Object.keys(pair).length > 0 && { UserIdGroupPairs: [pair] }),
    }
    return { ...input, IpPermissions: [permission] }
  },
}

/** https://github.com/aws/aws-cli/blob/v2/awscli/customizations/ec2/runinstances.py */
const runInstances: Customisation = {
  options: {
    count: 'value',
    'associate-public-ip-address': 'switch',
    'no-associate-public-ip-address': 'switch',
    'secondary-private-ip-addresses': 'values',
    'secondary-private-ip-address-count': 'value',
  },
  change(input, extra) {
    const count = extra.get('count')?.[0] ?? '1'
    const [least = '', most = least] = count.split(':')
    if (![least, most].every((each) => /^\d+$/.test(each)))
      throw new CommandLineError('count parameter should be of the form min[:max] (e.g. 1 or 1:10)')
    const made: Record<string, unknown> = {
      MinCount: Number(least),
      MaxCount: Number(most),
      ...input,
    }
    if (typeof made['UserData'] === 'string')
      made['UserData'] = Buffer.from(made['UserData']).toString('base64')
    const isPublic = extra.has('associate-public-ip-address')
    const isPrivate = extra.has('no-associate-public-ip-address')
    const others = extra.get('secondary-private-ip-addresses')
    const otherCount = extra.get('secondary-private-ip-address-count')?.[0]
    if (!isPublic && !isPrivate && !others && otherCount === undefined) return made
    const { SubnetId, SecurityGroupIds, PrivateIpAddress, ...rest } = made
    const nic = {
      DeviceIndex: 0,
      ...((isPublic || isPrivate) && { AssociatePublicIpAddress: isPublic }),
      ...(SubnetId !== undefined && { SubnetId }),
      ...(SecurityGroupIds !== undefined && { Groups: SecurityGroupIds }),
      ...(PrivateIpAddress !== undefined && { PrivateIpAddress }),
      ...(others && {
        PrivateIpAddresses: others.map((each) => ({ PrivateIpAddress: each, Primary: false })),
      }),
      ...(otherCount !== undefined && { SecondaryPrivateIpAddressCount: Number(otherCount) }),
    }
    return { ...rest, NetworkInterfaces: [nic] }
  },
}

const all: Readonly<Record<string, Customisation>> = {
  'cloudwatch.PutMetricData': putMetricData,
  'ec2.AuthorizeSecurityGroupIngress': simpleRules,
  'ec2.AuthorizeSecurityGroupEgress': simpleRules,
  'ec2.RevokeSecurityGroupIngress': simpleRules,
  'ec2.RevokeSecurityGroupEgress': simpleRules,
  'ec2.RunInstances': runInstances,
}

export function customisationOf(service: string, operation: string): Customisation | undefined {
  return all[`${service}.${operation}`]
}

/** What the opposite of a switch is called where `--no-` does not make it. */
export const opposites: Readonly<Record<string, string>> = {
  'no-reboot': 'reboot',
  egress: 'ingress',
  'disable-api-termination': 'enable-api-termination',
}
