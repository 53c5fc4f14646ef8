import type { Zone } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { blocksOverlap, parseIpv4Block } from '../../../network/cidr.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { networkAcls } from '../network-acls/network-acl.ts'
import type { Tag } from '../tag.ts'
import type { VpcRecord } from '../vpcs/vpc.ts'
import { subnets, type SubnetRecord } from './subnet.ts'

export interface SubnetShape {
  /** Absent: IPv6 alone. */
  readonly cidrBlock?: string | undefined
  readonly zone: Zone
  readonly ipv6Block?: string
  /** A default subnet gives its instances public addresses, if it has IPv4. */
  readonly isDefault?: boolean
  readonly tags?: readonly Tag[]
}

/** A subnet, with the VPC's default network ACL on it. Its block has been checked against the VPC's. */
export function makeSubnet(ctx: Context, vpc: VpcRecord, shape: SubnetShape): SubnetRecord {
  const others = ctx.db.by(subnets, 'vpc', vpc.id)
  if (shape.cidrBlock !== undefined && overlaps(shape.cidrBlock, others)) {
    throw new AwsError(
      'InvalidSubnet.Conflict',
      `The CIDR '${shape.cidrBlock}' conflicts with another subnet`,
    )
  }
  checkQuota(ctx, 'subnetsPerVpc', others.length)
  const isDefault = shape.isDefault ?? false
  const subnet: SubnetRecord = {
    id: newId(ctx.chance, 'subnet'),
    vpcId: vpc.id,
    ...(shape.cidrBlock === undefined
      ? { assignIpv6AddressOnCreation: true }
      : { cidrBlock: shape.cidrBlock }),
    ...(shape.ipv6Block !== undefined && {
      ipv6Blocks: [{ id: newId(ctx.chance, 'subnet-cidr-assoc'), cidrBlock: shape.ipv6Block }],
    }),
    availabilityZone: shape.zone.name,
    availabilityZoneId: shape.zone.id,
    defaultForAz: isDefault,
    mapPublicIpOnLaunch: isDefault && shape.cidrBlock !== undefined,
    state: 'available',
    tags: shape.tags ?? [],
  }
  ctx.db.put(subnets, subnet)
  const acl = ctx.db.by(networkAcls, 'vpc', vpc.id).find((each) => each.isDefault)
  if (!acl) throw new Error(`VPC ${vpc.id} has no default network ACL`)
  const association = { id: newId(ctx.chance, 'aclassoc'), subnetId: subnet.id }
  ctx.db.put(networkAcls, { ...acl, associations: [...acl.associations, association] })
  return subnet
}

export function overlaps(cidrBlock: string, others: readonly SubnetRecord[]): boolean {
  const block = parseIpv4Block(cidrBlock)
  return others.some((other) => {
    const taken = parseIpv4Block(other.cidrBlock ?? '')
    return block !== undefined && taken !== undefined && blocksOverlap(block, taken)
  })
}
