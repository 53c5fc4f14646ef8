import type { ReadRecords } from '../../../engine/collection.ts'
import { prefixListCidrs } from '../prefix-lists/prefix-list.ts'
import { ipv4Associations, ipv6Associations, vpcs } from '../vpcs/vpc.ts'
import {
  transitGatewayAttachments,
  type TransitGatewayAttachmentRecord,
} from './transit-gateway-attachment.ts'
import type { TransitGatewayRouteTableRecord } from './transit-gateway-route-table.ts'

/** A route as it holds at present. */
export interface TransitRoute {
  readonly cidr: string
  readonly type: 'static' | 'propagated'
  /** `blackhole`: it drops what it matches, by wish or because its attachment is gone. */
  readonly state: 'active' | 'blackhole'
  readonly attachment?: TransitGatewayAttachmentRecord
  readonly prefixListId?: string
}

/**
 * What a table routes, one route for a destination: a static one comes before one of a prefix list, and both before what
 * attachments propagate. https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-table-overview
 */
export function transitRoutes(
  db: Pick<ReadRecords, 'get' | 'by'>,
  region: string,
  table: TransitGatewayRouteTableRecord,
): readonly TransitRoute[] {
  const found = new Map<string, TransitRoute>()
  const add = (route: TransitRoute): void => {
    if (!found.has(route.cidr)) found.set(route.cidr, route)
  }
  for (const { cidr, attachmentId } of table.routes) {
    add({ cidr, type: 'static', ...targetOf(db, attachmentId) })
  }
  for (const { prefixListId, attachmentId } of table.prefixLists) {
    for (const cidr of prefixListCidrs(db, region, prefixListId) ?? []) {
      add({ cidr, prefixListId, type: 'static', ...targetOf(db, attachmentId) })
    }
  }
  for (const attachment of db.by(transitGatewayAttachments, 'propagation', table.id)) {
    if (attachment.state !== 'available') continue
    for (const cidr of propagatedBy(db, attachment)) {
      add({ cidr, type: 'propagated', state: 'active', attachment })
    }
  }
  return [...found.values()]
}

function targetOf(
  db: Pick<ReadRecords, 'get' | 'by'>,
  attachmentId: string | undefined,
): Pick<TransitRoute, 'state' | 'attachment'> {
  const attachment = db.get(transitGatewayAttachments, attachmentId ?? '')
  if (attachment?.state !== 'available') return { state: 'blackhole' }
  return { state: 'active', attachment }
}

/** A VPC's blocks. Of a VPN connection BGP would tell, and nothing is at its other end. */
function propagatedBy(
  db: Pick<ReadRecords, 'get' | 'by'>,
  { vpc, resourceId }: TransitGatewayAttachmentRecord,
): readonly string[] {
  const record = vpc && db.get(vpcs, resourceId)
  if (!record) return []
  return [...ipv4Associations(record), ...ipv6Associations(record)].map(
    ({ cidrBlock }) => cidrBlock,
  )
}
