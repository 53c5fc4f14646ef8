import type {
  AssociateTransitGatewayRouteTableRequest,
  AssociateTransitGatewayRouteTableResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toAssociation } from './describe-association.ts'
import { findAttachmentFor, findTransitTable } from './find-transit.ts'
import { settleAssociation } from './settle-transit-gateway.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** The table by which what comes in by an attachment is routed; an attachment has one at a time. */
export const AssociateTransitGatewayRouteTable = operation<
  AssociateTransitGatewayRouteTableRequest,
  AssociateTransitGatewayRouteTableResult
>('AssociateTransitGatewayRouteTable', (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const attachment = findAttachmentFor(ctx, table, input.TransitGatewayAttachmentId)
  if (attachment.association) {
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
    )
  }
  const association = { routeTableId: table.id, state: 'associating' } as const
  const associated = { ...attachment, association }
  ctx.db.put(transitGatewayAttachments, associated)
  settleAssociation(ctx, attachment.id)
  return {
    Association: { ...toAssociation(associated), TransitGatewayRouteTableId: table.id },
  }
})
