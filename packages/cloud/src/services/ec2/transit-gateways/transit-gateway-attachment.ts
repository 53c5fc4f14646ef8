import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'
import type { Toggle } from './transit-gateway.ts'

/** What is attached to a transit gateway: a VPC, a VPN connection, or another transit gateway. */
export interface TransitGatewayAttachmentRecord extends Tagged {
  /** `tgw-attach-0…` */
  readonly id: string
  readonly transitGatewayId: string
  readonly resourceType: 'vpc' | 'vpn' | 'peering'
  /** `vpc-0…`, `vpn-0…`, or the transit gateway at the other end. */
  readonly resourceId: string
  readonly resourceOwnerId: string
  readonly state: TransitGatewayAttachmentState
  /** The table by which its packets are routed. */
  readonly association?: TransitGatewayAssociation
  /** The tables that hold routes to it by themselves. */
  readonly propagations: readonly string[]
  readonly createTime: number
  /** Of a VPC. */
  readonly vpc?: VpcAttachmentPart
  /** Of a peering. */
  readonly peering?: PeeringAttachmentPart
}

export type TransitGatewayAttachmentState =
  | 'initiatingRequest'
  | 'pendingAcceptance'
  | 'pending'
  | 'available'
  | 'rejected'
  | 'failed'
  | 'deleting'
  | 'deleted'

export interface TransitGatewayAssociation {
  readonly routeTableId: string
  readonly state: 'associating' | 'associated' | 'disassociating'
}

export interface VpcAttachmentPart {
  readonly subnetIds: readonly string[]
  /** One in each of the subnets, in their order. */
  readonly networkInterfaceIds: readonly string[]
  readonly dnsSupport: Toggle
  readonly securityGroupReferencingSupport: Toggle
  readonly ipv6Support: Toggle
  readonly applianceModeSupport: Toggle
}

/** Each side keeps a record of its own; the ids are the same unless both are in one account and Region. */
export interface PeeringAttachmentPart {
  readonly side: PeeringAttachmentSide
  readonly requester: PeeringAttachmentEnd
  readonly accepter: PeeringAttachmentEnd
  readonly message?: string
}

export type PeeringAttachmentSide = 'requester' | 'accepter'

export interface PeeringAttachmentEnd {
  readonly account: string
  readonly region: string
  readonly transitGatewayId: string
  readonly attachmentId: string
}

export const transitGatewayAttachments = collection<
  TransitGatewayAttachmentRecord,
  'gateway' | 'resource' | 'association' | 'propagation'
>({
  name: 'ec2/transit-gateway-attachment',
  scope: 'region',
  indexes: {
    gateway: (attachment) => attachment.transitGatewayId,
    resource: (attachment) => attachment.resourceId,
    association: (attachment) => attachment.association?.routeTableId,
    propagation: (attachment) => attachment.propagations,
  },
})

/** The attachment by which a VPC reaches a gateway, while it is available. */
export function transitAttachmentOf(
  db: Pick<ReadRecords, 'by'>,
  vpcId: string,
  transitGatewayId: string,
): TransitGatewayAttachmentRecord | undefined {
  return db
    .by(transitGatewayAttachments, 'resource', vpcId)
    .find((each) => each.transitGatewayId === transitGatewayId && each.state === 'available')
}

/** Not counting those that are over. */
export function isLive({ state }: Pick<TransitGatewayAttachmentRecord, 'state'>): boolean {
  return state !== 'deleted' && state !== 'rejected' && state !== 'failed'
}
