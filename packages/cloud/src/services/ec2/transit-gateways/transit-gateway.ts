import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface TransitGatewayRecord extends Tagged {
  /** `tgw-0…` */
  readonly id: string
  readonly description?: string
  readonly state: 'pending' | 'available' | 'deleting' | 'deleted'
  readonly options: TransitGatewayOptionsRecord
  readonly createTime: number
}

export type Toggle = 'enable' | 'disable'

export interface TransitGatewayOptionsRecord {
  readonly amazonSideAsn: number
  readonly cidrBlocks: readonly string[]
  readonly autoAcceptSharedAttachments: Toggle
  readonly defaultRouteTableAssociation: Toggle
  readonly defaultRouteTablePropagation: Toggle
  readonly vpnEcmpSupport: Toggle
  readonly dnsSupport: Toggle
  readonly securityGroupReferencingSupport: Toggle
  readonly multicastSupport: Toggle
  readonly associationDefaultRouteTableId?: string
  readonly propagationDefaultRouteTableId?: string
}

export const transitGateways = collection<TransitGatewayRecord>({
  name: 'ec2/transit-gateway',
  scope: 'region',
})
