import type {
  DeleteTransitGatewayPrefixListReferenceRequest,
  DeleteTransitGatewayPrefixListReferenceResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toPrefixListReference } from './describe-prefix-list-reference.ts'
import { findPrefixListReference } from './find-prefix-list-reference.ts'
import { findTransitTable } from './find-transit.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'

/** Takes the routes of the list's blocks out of the table. */
export const DeleteTransitGatewayPrefixListReference = operation<
  DeleteTransitGatewayPrefixListReferenceRequest,
  DeleteTransitGatewayPrefixListReferenceResult
>('DeleteTransitGatewayPrefixListReference', (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const reference = findPrefixListReference(table, input.PrefixListId)
  const prefixLists = table.prefixLists.filter((each) => each !== reference)
  ctx.db.put(transitGatewayRouteTables, { ...table, prefixLists })
  return {
    TransitGatewayPrefixListReference: {
      ...toPrefixListReference(ctx, table, reference),
      State: 'deleting',
    },
  }
})
