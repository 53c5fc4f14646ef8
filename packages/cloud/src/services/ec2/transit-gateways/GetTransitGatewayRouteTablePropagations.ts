import type {
  GetTransitGatewayRouteTablePropagationsRequest,
  GetTransitGatewayRouteTablePropagationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { resourceFilters, toResource } from './describe-association.ts'
import { findTransitTable } from './find-transit.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

const name = 'GetTransitGatewayRouteTablePropagations'

/** The attachments that propagate into a table. */
export const GetTransitGatewayRouteTablePropagations = operation<
  GetTransitGatewayRouteTablePropagationsRequest,
  GetTransitGatewayRouteTablePropagationsResult
>(name, (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const found = ctx.db
    .by(transitGatewayAttachments, 'propagation', table.id)
    .filter(compileFilters(name, input.Filters, resourceFilters))
  const { items, nextToken } = paginate(ctx, name, found, input, { keyOf: ({ id }) => id })
  return {
    TransitGatewayRouteTablePropagations: items.map((attachment) => ({
      ...toResource(attachment),
      State: 'enabled',
    })),
    NextToken: nextToken,
  }
})
