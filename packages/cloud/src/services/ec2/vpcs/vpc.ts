import { collection, type Records } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface VpcRecord extends Tagged {
  /** `vpc-0…` */
  readonly id: string
  /** The primary block. */
  readonly cidrBlock: string
  /** `vpc-cidr-assoc-0…` of the primary block. */
  readonly cidrAssociationId: string
  /** Further IPv4 blocks. */
  readonly secondaryBlocks?: readonly CidrAssociation[]
  readonly ipv6Blocks?: readonly CidrAssociation[]
  readonly isDefault: boolean
  readonly state: 'pending' | 'available'
  readonly dhcpOptionsId: string
  readonly instanceTenancy: 'default' | 'dedicated'
  readonly enableDnsSupport: boolean
  readonly enableDnsHostnames: boolean
}

export interface CidrAssociation {
  /** `vpc-cidr-assoc-0…` */
  readonly id: string
  readonly cidrBlock: string
}

export const vpcs = collection<VpcRecord, 'association'>({
  name: 'ec2/vpc',
  scope: 'region',
  indexes: {
    /** `vpc-cidr-assoc-0…` of any of its blocks. */
    association: (vpc) => [...ipv4Associations(vpc), ...ipv6Associations(vpc)].map(({ id }) => id),
  },
})

/** The primary block first. */
export function ipv4Associations(vpc: VpcRecord): readonly CidrAssociation[] {
  return [{ id: vpc.cidrAssociationId, cidrBlock: vpc.cidrBlock }, ...(vpc.secondaryBlocks ?? [])]
}

export function ipv6Associations(vpc: VpcRecord): readonly CidrAssociation[] {
  return vpc.ipv6Blocks ?? []
}

/** The Region's default VPC, unless it was deleted. */
export function defaultVpc(db: Records): VpcRecord | undefined {
  return db.all(vpcs).find(({ isDefault }) => isDefault)
}

/** Whether public addresses of the VPC have DNS names. */
export function givesPublicDnsNames(db: Pick<Records, 'get'>, vpcId: string): boolean {
  const vpc = db.get(vpcs, vpcId)
  return vpc !== undefined && vpc.enableDnsSupport && vpc.enableDnsHostnames
}
