import { collection, type ReadRecords } from '../../../engine/collection.ts'
import { parseBlock, type Block } from '../../../network/address.ts'
import { parseIpv4Block, type Ipv4Block } from '../../../network/cidr.ts'
import type { Tagged } from '../tag.ts'

/** Addresses of a subnet that AWS gives to nobody by itself. */
export interface SubnetCidrReservationRecord extends Tagged {
  /** `scr-0…` */
  readonly id: string
  readonly subnetId: string
  readonly cidr: string
  /** For prefixes of interfaces, or for those who name an address. */
  readonly type: 'prefix' | 'explicit'
  readonly description?: string
}

export const subnetCidrReservations = collection<SubnetCidrReservationRecord, 'subnet'>({
  name: 'ec2/subnet-cidr-reservation',
  scope: 'region',
  indexes: { subnet: ({ subnetId }) => subnetId },
})

export function reservedBlocks(
  db: Pick<ReadRecords, 'by'>,
  subnetId: string,
  of?: SubnetCidrReservationRecord['type'],
): readonly Ipv4Block[] {
  return db
    .by(subnetCidrReservations, 'subnet', subnetId)
    .filter(({ type }) => of === undefined || type === of)
    .flatMap(({ cidr }) => parseIpv4Block(cidr) ?? [])
}

export function reservedIpv6Blocks(
  db: Pick<ReadRecords, 'by'>,
  subnetId: string,
): readonly Block[] {
  return db
    .by(subnetCidrReservations, 'subnet', subnetId)
    .filter(({ cidr }) => cidr.includes(':'))
    .flatMap(({ cidr }) => parseBlock(cidr) ?? [])
}
