import type { IpPermission } from '@aws-sdk/client-ec2'
import { findRuleDescriptionProblem } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  formatIpv4Block,
  formatIpv6Block,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import { findPrefixListCidrs } from '../prefix-lists/find-prefix-list-cidrs.ts'
import { readGroupPeer } from './read-group-peer.ts'
import { readPorts, type PortRange } from './protocols.ts'
import type { RulePeer, SecurityGroupRecord, SecurityGroupRuleRecord } from './security-group.ts'

/** What a rule says, apart from its id, group and tags. */
export type RuleShape = Pick<
  SecurityGroupRuleRecord,
  'protocol' | 'fromPort' | 'toPort' | 'peer' | 'description'
>

/** Members that the older, flattened form of a call has instead of `IpPermissions`. */
export interface FlatPermission {
  readonly IpPermissions?: IpPermission[]
  readonly IpProtocol?: string
  readonly FromPort?: number
  readonly ToPort?: number
  readonly CidrIp?: string
  readonly SourceSecurityGroupName?: string
}

/** The permissions of a call in either form, as the list form. */
export function listPermissions(input: FlatPermission): readonly IpPermission[] {
  if (input.IpPermissions && input.IpPermissions.length > 0) return input.IpPermissions
  const { IpProtocol, FromPort, ToPort, CidrIp, SourceSecurityGroupName: GroupName } = input
  if (IpProtocol === undefined && GroupName === undefined) return []
  // A source group without a protocol means everything from that group, as in the days before VPCs.
  return [
    {
      IpProtocol: IpProtocol ?? '-1',
      FromPort,
      ToPort,
      IpRanges: CidrIp === undefined ? [] : [{ CidrIp }],
      UserIdGroupPairs: GroupName === undefined ? [] : [{ GroupName }],
    },
  ]
}

/**
 * One shape per source, in the order given; blocks lose their host bits, as AWS says that it does. Throws AWS's errors for what
 * is malformed or does not exist. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
 */
export function readPermissions(
  ctx: Context,
  group: SecurityGroupRecord,
  permissions: readonly IpPermission[],
): readonly RuleShape[] {
  return permissions.flatMap((permission) => {
    const ports = readPorts(permission.IpProtocol, permission.FromPort, permission.ToPort)
    const shapes = [
      ...(permission.IpRanges ?? []).map(({ CidrIp, Description }) =>
        makeShape(ports, readIpv4Peer(CidrIp), Description),
      ),
      ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) =>
        makeShape(ports, readIpv6Peer(CidrIpv6), Description),
      ),
      ...(permission.PrefixListIds ?? []).map(({ PrefixListId, Description }) =>
        makeShape(ports, readPrefixListPeer(ctx, PrefixListId), Description),
      ),
      ...(permission.UserIdGroupPairs ?? []).map((pair) =>
        makeShape(ports, readGroupPeer(ctx, group, pair), pair.Description),
      ),
    ]
    if (shapes.length === 0) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain a CIDR block, a prefix list or a security group for each permission',
      )
    }
    return shapes
  })
}

function makeShape(ports: PortRange, peer: RulePeer, description: string | undefined): RuleShape {
  return { ...ports, peer, description: readDescription(description) }
}

/** Empty is none. */
export function readDescription(description: string | undefined): string | undefined {
  if (description === undefined || description === '') return undefined
  if (findRuleDescriptionProblem(description)) {
    throw new AwsError(
      'InvalidParameterValue',
      'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
    )
  }
  return description
}

export function readIpv4Peer(cidr: string | undefined): RulePeer {
  const block = parseIpv4Block(cidr ?? '')
  if (!block) throw malformed(cidr)
  return { kind: 'ipv4', cidr: formatIpv4Block(block) }
}

export function readIpv6Peer(cidr: string | undefined): RulePeer {
  const block = parseIpv6Block(cidr ?? '')
  if (!block) throw malformed(cidr)
  return { kind: 'ipv6', cidr: formatIpv6Block(block) }
}

export function readPrefixListPeer(ctx: Context, id = ''): RulePeer {
  findPrefixListCidrs(ctx, id)
  return { kind: 'prefix-list', prefixListId: id }
}

function malformed(cidr = ''): AwsError {
  return new AwsError('InvalidParameterValue', `CIDR block ${cidr} is malformed`)
}
