import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface VpcRecord extends Tagged {
  /** `vpc-0…` */
  readonly id: string
  readonly cidrBlock: string
  /** `vpc-cidr-assoc-0…` of the block. */
  readonly cidrAssociationId: string
  readonly isDefault: boolean
  readonly state: 'pending' | 'available'
  readonly dhcpOptionsId: string
  readonly instanceTenancy: 'default' | 'dedicated'
  readonly enableDnsSupport: boolean
  readonly enableDnsHostnames: boolean
}

export const vpcs = collection<VpcRecord>({ name: 'ec2/vpc', scope: 'region' })
