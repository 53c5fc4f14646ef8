import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'
import type { Tagged } from '../tag.ts'

/** What internet gateways of a Region let through. One record: a Region that has none blocks nothing. */
export interface VpcBlockPublicAccessRecord {
  readonly id: 'options'
  readonly mode: VpcBlockMode
  readonly updateTime: number
}

export type VpcBlockMode = 'off' | 'block-bidirectional' | 'block-ingress'

/** A VPC or subnet that is left out of the blocking. */
export interface VpcBlockExclusionRecord extends Tagged {
  /** `vpcbpa-exclude-0…` */
  readonly id: string
  readonly resourceId: string
  readonly mode: 'allow-bidirectional' | 'allow-egress'
  readonly state: 'create-complete' | 'update-complete' | 'delete-complete'
  readonly createTime: number
  readonly updateTime: number
  readonly deletionTime?: number
}

export const vpcBlockPublicAccess = collection<VpcBlockPublicAccessRecord>({
  name: 'ec2/vpc-block-public-access',
  scope: 'region',
})

export const vpcBlockExclusions = collection<VpcBlockExclusionRecord, 'resource'>({
  name: 'ec2/vpc-block-public-access-exclusion',
  scope: 'region',
  indexes: { resource: ({ resourceId }) => resourceId },
})

/**
 * What a subnet may have to do with the Internet. `egress`: through NAT gateways and egress-only gateways alone, which let
 * nobody in. https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export function internetAccessOf(
  db: Pick<ReadRecords, 'get' | 'by'>,
  subnet: Pick<SubnetRecord, 'id' | 'vpcId'>,
): 'open' | 'egress' | 'closed' {
  const { mode = 'off' } = db.get(vpcBlockPublicAccess, 'options') ?? {}
  if (mode === 'off') return 'open'
  const exclusions = [subnet.id, subnet.vpcId]
    .flatMap((id) => db.by(vpcBlockExclusions, 'resource', id))
    .filter(({ state }) => state !== 'delete-complete')
  if (exclusions.some((each) => each.mode === 'allow-bidirectional')) return 'open'
  return mode === 'block-ingress' || exclusions.length > 0 ? 'egress' : 'closed'
}
