import type {
  CreateTransitGatewayRouteTableRequest,
  CreateTransitGatewayRouteTableResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { readTagSpecifications } from '../tags.ts'
import { toTransitTable } from './describe-transit-table.ts'
import { findTransitGateway } from './find-transit.ts'
import { makeTransitTable } from './make-route-table.ts'

/** An empty table; twenty for a gateway. */
export const CreateTransitGatewayRouteTable = operation<
  CreateTransitGatewayRouteTableRequest,
  CreateTransitGatewayRouteTableResult
>('CreateTransitGatewayRouteTable', (ctx, { TransitGatewayId, TagSpecifications }) => {
  const tags = readTagSpecifications(TagSpecifications, ['transit-gateway-route-table'])(
    'transit-gateway-route-table',
  )
  const { id } = findTransitGateway(ctx, TransitGatewayId)
  return { TransitGatewayRouteTable: toTransitTable(ctx, makeTransitTable(ctx, id, tags)) }
})
