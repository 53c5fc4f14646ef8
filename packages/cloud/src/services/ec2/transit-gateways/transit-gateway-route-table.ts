import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

/** What is propagated into it stands with the attachments. */
export interface TransitGatewayRouteTableRecord extends Tagged {
  /** `tgw-rtb-0…` */
  readonly id: string
  readonly transitGatewayId: string
  readonly state: 'pending' | 'available' | 'deleting' | 'deleted'
  readonly routes: readonly TransitGatewayStaticRoute[]
  readonly prefixLists: readonly TransitGatewayPrefixListRoute[]
  readonly createTime: number
}

/** Without an attachment it drops what it matches. */
export interface TransitGatewayStaticRoute {
  readonly cidr: string
  readonly attachmentId?: string
}

export interface TransitGatewayPrefixListRoute {
  readonly prefixListId: string
  readonly attachmentId?: string
}

export const transitGatewayRouteTables = collection<TransitGatewayRouteTableRecord, 'gateway'>({
  name: 'ec2/transit-gateway-route-table',
  scope: 'region',
  indexes: { gateway: (table) => table.transitGatewayId },
})
