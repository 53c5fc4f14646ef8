import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface SubnetRecord extends Tagged {
  /** `subnet-0…` */
  readonly id: string
  readonly vpcId: string
  /** Absent: IPv6 alone. */
  readonly cidrBlock?: string
  readonly ipv6Blocks?: readonly SubnetIpv6Block[]
  readonly availabilityZone: string
  /** `apne2-az1` */
  readonly availabilityZoneId: string
  readonly defaultForAz: boolean
  readonly mapPublicIpOnLaunch: boolean
  /** New interfaces take an IPv6 address of themselves. */
  readonly assignIpv6AddressOnCreation?: boolean
  /** Names without an IPv6 address are answered with one that NAT gateways translate. */
  readonly enableDns64?: boolean
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

export function isIpv6Native({ cidrBlock }: SubnetRecord): boolean {
  return cidrBlock === undefined
}

/** Its blocks of both families. */
export function blocksOfSubnet({ cidrBlock, ipv6Blocks = [] }: SubnetRecord): readonly string[] {
  const all = ipv6Blocks.map((block) => block.cidrBlock)
  return cidrBlock === undefined ? all : [cidrBlock, ...all]
}

/** An IPv6-only subnet has no addresses to make names of. */
export function privateDnsNameOptionsOf(subnet: SubnetRecord | undefined): PrivateDnsNameOptions {
  return (
    subnet?.privateDnsNameOptions ?? {
      hostnameType: subnet && isIpv6Native(subnet) ? 'resource-name' : 'ip-name',
      enableResourceNameDnsARecord: false,
      enableResourceNameDnsAAAARecord: false,
    }
  )
}
