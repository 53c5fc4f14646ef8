import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface SubnetRecord extends Tagged {
  /** `subnet-0…` */
  readonly id: string
  readonly vpcId: string
  readonly cidrBlock: string
  readonly ipv6Blocks?: readonly SubnetIpv6Block[]
  readonly availabilityZone: string
  /** `apne2-az1` */
  readonly availabilityZoneId: string
  readonly defaultForAz: boolean
  readonly mapPublicIpOnLaunch: boolean
  /** New interfaces take an IPv6 address of themselves. */
  readonly assignIpv6AddressOnCreation?: boolean
  /** What instances launched here take unless they say otherwise; absent until it is set. */
  readonly privateDnsNameOptions?: PrivateDnsNameOptions
  readonly state: 'pending' | 'available'
}

export interface SubnetIpv6Block {
  /** `subnet-cidr-assoc-0…` */
  readonly id: string
  readonly cidrBlock: string
}

export interface PrivateDnsNameOptions {
  readonly hostnameType: 'ip-name' | 'resource-name'
  readonly enableResourceNameDnsARecord: boolean
  readonly enableResourceNameDnsAAAARecord: boolean
}

export const subnets = collection<SubnetRecord, 'vpc' | 'zone' | 'association'>({
  name: 'ec2/subnet',
  scope: 'region',
  indexes: {
    vpc: (subnet) => subnet.vpcId,
    zone: (subnet) => subnet.availabilityZone,
    association: (subnet) => (subnet.ipv6Blocks ?? []).map(({ id }) => id),
  },
})

export function privateDnsNameOptionsOf(subnet: SubnetRecord | undefined): PrivateDnsNameOptions {
  return (
    subnet?.privateDnsNameOptions ?? {
      hostnameType: 'ip-name',
      enableResourceNameDnsARecord: false,
      enableResourceNameDnsAAAARecord: false,
    }
  )
}
