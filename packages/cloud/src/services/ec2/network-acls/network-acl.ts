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

export const networkAcls = collection<NetworkAclRecord, 'vpc' | 'subnet'>({
  name: 'ec2/network-acl',
  scope: 'region',
  indexes: {
    vpc: (acl) => acl.vpcId,
    subnet: (acl) => acl.associations.map(({ subnetId }) => subnetId),
  },
})
