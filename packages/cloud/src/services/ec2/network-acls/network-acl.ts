import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface NetworkAclRecord extends Tagged {
  /** `acl-0…` */
  readonly id: string
  readonly vpcId: string
  readonly isDefault: boolean
  readonly entries: readonly NetworkAclEntry[]
  readonly associations: readonly { readonly id: string; readonly subnetId: string }[]
}

export interface NetworkAclEntry {
  /** 32767 is the last rule, which denies. */
  readonly ruleNumber: number
  /** IANA number; -1 is all. */
  readonly protocol: string
  readonly action: 'allow' | 'deny'
  readonly egress: boolean
  readonly cidrBlock?: string
  readonly ipv6CidrBlock?: string
  readonly portRange?: { readonly from: number; readonly to: number }
  readonly icmp?: { readonly type: number; readonly code: number }
}

const anywhere = [{ cidrBlock: '0.0.0.0/0' }, { ipv6CidrBlock: '::/0' }] as const

/** One rule a direction and kind of address; those of IPv6 come after those of IPv4. */
function everywhere(
  action: NetworkAclEntry['action'],
  firstNumber: number,
  ipv6: boolean,
): readonly NetworkAclEntry[] {
  return [true, false].flatMap((egress) =>
    anywhere.slice(0, ipv6 ? 2 : 1).map((block, n) => ({
      ruleNumber: firstNumber + n,
      protocol: '-1',
      action,
      egress,
      ...block,
    })),
  )
}

/** What no other rule has matched is denied; nobody can change or delete these. */
export function lastEntries(ipv6: boolean): readonly NetworkAclEntry[] {
  return everywhere('deny', 32_767, ipv6)
}

/** Of a VPC's default ACL: everything in and out. */
export function defaultEntries(ipv6: boolean): readonly NetworkAclEntry[] {
  return sortEntries([...everywhere('allow', 100, ipv6), ...lastEntries(ipv6)])
}

/** Outbound rules first, each direction by number, as AWS lists them. */
export function sortEntries(entries: readonly NetworkAclEntry[]): readonly NetworkAclEntry[] {
  return entries.toSorted(
    (a, b) => Number(b.egress) - Number(a.egress) || a.ruleNumber - b.ruleNumber,
  )
}

export const networkAcls = collection<NetworkAclRecord, 'vpc' | 'subnet' | 'association'>({
  name: 'ec2/network-acl',
  scope: 'region',
  indexes: {
    vpc: (acl) => acl.vpcId,
    subnet: (acl) => acl.associations.map(({ subnetId }) => subnetId),
    association: (acl) => acl.associations.map(({ id }) => id),
  },
})
