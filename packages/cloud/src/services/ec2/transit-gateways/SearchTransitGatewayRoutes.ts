import type {
  SearchTransitGatewayRoutesRequest,
  SearchTransitGatewayRoutesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { paginate } from '../paging.ts'
import { toTransitRoute } from './describe-transit-route.ts'
import { findTransitTable } from './find-transit.ts'
import { searchRoutes } from './search-routes.ts'
import { transitRoutes } from './transit-routes.ts'

const name = 'SearchTransitGatewayRoutes'

/** The routes that hold at present, by block and by what they are. */
export const SearchTransitGatewayRoutes = operation<
  SearchTransitGatewayRoutesRequest,
  SearchTransitGatewayRoutesResult
>(name, (ctx, input) => {
  const { Filters = [] } = input
  if (Filters.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter Filters')
  }
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const found = searchRoutes(name, transitRoutes(ctx.db, ctx.region, table), Filters)
  const { items, nextToken } = paginate(ctx, name, found, input, {
    keyOf: ({ cidr }) => cidr,
    defaultSize: 1_000,
  })
  return {
    Routes: items.map(toTransitRoute),
    AdditionalRoutesAvailable: nextToken !== undefined,
    NextToken: nextToken,
  }
})
