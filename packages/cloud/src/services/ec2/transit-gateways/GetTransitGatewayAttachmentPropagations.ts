import type {
  GetTransitGatewayAttachmentPropagationsRequest,
  GetTransitGatewayAttachmentPropagationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findTransitAttachment } from './find-transit.ts'

const name = 'GetTransitGatewayAttachmentPropagations'

/** The tables into which an attachment propagates. */
export const GetTransitGatewayAttachmentPropagations = operation<
  GetTransitGatewayAttachmentPropagationsRequest,
  GetTransitGatewayAttachmentPropagationsResult
>(name, (ctx, input) => {
  const { propagations } = findTransitAttachment(ctx, input.TransitGatewayAttachmentId)
  const matches = compileFilters<string>(name, input.Filters, {
    fields: { 'transit-gateway-route-table-id': (id) => id },
  })
  const { items, nextToken } = paginate(ctx, name, propagations.filter(matches), input, {
    keyOf: (id) => id,
  })
  return {
    TransitGatewayAttachmentPropagations: items.map((TransitGatewayRouteTableId) => ({
      TransitGatewayRouteTableId,
      State: 'enabled',
    })),
    NextToken: nextToken,
  }
})
