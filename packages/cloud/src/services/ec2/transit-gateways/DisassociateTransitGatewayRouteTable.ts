import type {
  DisassociateTransitGatewayRouteTableRequest,
  DisassociateTransitGatewayRouteTableResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toAssociation } from './describe-association.ts'
import { findAttachmentFor, findTransitTable, incorrectState } from './find-transit.ts'
import { settleAssociation } from './settle-transit-gateway.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** What comes in by the attachment is routed no more. */
export const DisassociateTransitGatewayRouteTable = operation<
  DisassociateTransitGatewayRouteTableRequest,
  DisassociateTransitGatewayRouteTableResult
>('DisassociateTransitGatewayRouteTable', (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const attachment = findAttachmentFor(ctx, table, input.TransitGatewayAttachmentId)
  const { association } = attachment
  if (association?.routeTableId !== table.id) {
    throw new AwsError(
      'InvalidAssociation.NotFound',
      `Transit Gateway Attachment ${attachment.id} is not associated with ${table.id}.`,
    )
  }
  if (association.state !== 'associated') throw incorrectState(attachment.id)
  const leaving = {
    ...attachment,
    association: { routeTableId: table.id, state: 'disassociating' },
  } as const
  ctx.db.put(transitGatewayAttachments, leaving)
  settleAssociation(ctx, attachment.id)
  return { Association: { ...toAssociation(leaving), TransitGatewayRouteTableId: table.id } }
})
