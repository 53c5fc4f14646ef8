import { collection } from '../../../engine/collection.ts'
import { tagKeys, type Tagged } from '../tag.ts'

export interface SecurityGroupRecord extends Tagged {
  /** `sg-0…` */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly vpcId: string
  /** Other VPCs whose interfaces can have it. */
  readonly alsoIn?: readonly string[]
}

/** One rule with one source or destination, as AWS counts and names them. */
export interface SecurityGroupRuleRecord extends Tagged {
  /** `sgr-0…` */
  readonly id: string
  readonly groupId: string
  readonly isEgress: boolean
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `-1`, or an IANA number. */
  readonly protocol: string
  /** First port, or ICMP type; -1 with a protocol that has no ports and as "all" of ICMP. */
  readonly fromPort: number
  /** Last port, or ICMP code. */
  readonly toPort: number
  readonly peer: RulePeer
  readonly description?: string
}

/** Whence traffic may come (or whither it may go). */
export type RulePeer =
  | { readonly kind: 'ipv4'; readonly cidr: string }
  | { readonly kind: 'ipv6'; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string }
  | {
      readonly kind: 'group'
      readonly groupId: string
      readonly userId: string
      /** Of a group in a peer VPC: where it is and by which connection it may be named. */
      readonly peering?: { readonly id: string; readonly vpcId: string }
      /** Of a group in a VPC behind the same transit gateway. */
      readonly transit?: { readonly gatewayId: string; readonly vpcId: string }
    }

export const securityGroups = collection<SecurityGroupRecord, 'vpc' | 'name' | 'tag'>({
  name: 'ec2/security-group',
  scope: 'region',
  indexes: {
    vpc: (group) => group.vpcId,
    tag: tagKeys,
    /** `<vpc id>/<name>` */
    name: (group) => `${group.vpcId}/${group.name}`,
  },
})

export const securityGroupRules = collection<
  SecurityGroupRuleRecord,
  'group' | 'referenced' | 'tag'
>({
  name: 'ec2/security-group-rule',
  scope: 'region',
  indexes: {
    group: (rule) => rule.groupId,
    tag: tagKeys,
    /** The group that a rule takes as its peer. */
    referenced: (rule) => (rule.peer.kind === 'group' ? rule.peer.groupId : undefined),
  },
})
