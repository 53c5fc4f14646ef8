import type {
  EnableTransitGatewayRouteTablePropagationRequest,
  EnableTransitGatewayRouteTablePropagationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { toResource } from './describe-association.ts'
import { findAttachmentFor, findTransitTable } from './find-transit.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** Brings a VPC's blocks into the table. Of a VPN, BGP would tell; a peering propagates nothing. */
export const EnableTransitGatewayRouteTablePropagation = operation<
  EnableTransitGatewayRouteTablePropagationRequest,
  EnableTransitGatewayRouteTablePropagationResult
>('EnableTransitGatewayRouteTablePropagation', (ctx, input) => {
  refuseMembers('EnableTransitGatewayRouteTablePropagation', input, [
    'TransitGatewayRouteTableAnnouncementId',
  ])
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const attachment = findAttachmentFor(ctx, table, input.TransitGatewayAttachmentId)
  if (attachment.resourceType === 'peering') {
    throw new AwsError(
      'InvalidParameterValue',
      `Propagation is not supported for peering attachment ${attachment.id}.`,
    )
  }
  if (attachment.propagations.includes(table.id)) {
    throw new AwsError(
      'TransitGatewayRouteTablePropagation.Duplicate',
      `Propagation from ${attachment.id} to ${table.id} is already enabled.`,
    )
  }
  const propagations = [...attachment.propagations, table.id]
  ctx.db.put(transitGatewayAttachments, { ...attachment, propagations })
  return {
    Propagation: {
      ...toResource(attachment),
      TransitGatewayRouteTableId: table.id,
      State: 'enabled',
    },
  }
})
