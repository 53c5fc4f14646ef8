import type {
  DisableTransitGatewayRouteTablePropagationRequest,
  DisableTransitGatewayRouteTablePropagationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { toResource } from './describe-association.ts'
import { findAttachmentFor, findTransitTable } from './find-transit.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** The attachment's routes leave the table. */
export const DisableTransitGatewayRouteTablePropagation = operation<
  DisableTransitGatewayRouteTablePropagationRequest,
  DisableTransitGatewayRouteTablePropagationResult
>('DisableTransitGatewayRouteTablePropagation', (ctx, input) => {
  refuseMembers('DisableTransitGatewayRouteTablePropagation', input, [
    'TransitGatewayRouteTableAnnouncementId',
  ])
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const attachment = findAttachmentFor(ctx, table, input.TransitGatewayAttachmentId)
  if (!attachment.propagations.includes(table.id)) {
    throw new AwsError(
      'TransitGatewayRouteTablePropagation.NotFound',
      `Propagation from ${attachment.id} to ${table.id} does not exist.`,
    )
  }
  const propagations = attachment.propagations.filter((id) => id !== table.id)
  ctx.db.put(transitGatewayAttachments, { ...attachment, propagations })
  return {
    Propagation: {
      ...toResource(attachment),
      TransitGatewayRouteTableId: table.id,
      State: 'disabled',
    },
  }
})
