import type {
  GetTransitGatewayRouteTableAssociationsRequest,
  GetTransitGatewayRouteTableAssociationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { resourceFilters, toAssociation } from './describe-association.ts'
import { findTransitTable } from './find-transit.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

const name = 'GetTransitGatewayRouteTableAssociations'

/** The attachments that are routed by a table. */
export const GetTransitGatewayRouteTableAssociations = operation<
  GetTransitGatewayRouteTableAssociationsRequest,
  GetTransitGatewayRouteTableAssociationsResult
>(name, (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const found = ctx.db
    .by(transitGatewayAttachments, 'association', table.id)
    .filter(compileFilters(name, input.Filters, resourceFilters))
  const { items, nextToken } = paginate(ctx, name, found, input, { keyOf: ({ id }) => id })
  return { Associations: items.map(toAssociation), NextToken: nextToken }
})
