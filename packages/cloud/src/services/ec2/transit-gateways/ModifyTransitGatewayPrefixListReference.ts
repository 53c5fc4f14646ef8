import type {
  ModifyTransitGatewayPrefixListReferenceRequest,
  ModifyTransitGatewayPrefixListReferenceResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toPrefixListReference } from './describe-prefix-list-reference.ts'
import { findPrefixListReference } from './find-prefix-list-reference.ts'
import { findTransitTable } from './find-transit.ts'
import { readTransitTarget } from './read-route.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'

/** Leads the blocks of the list elsewhere. */
export const ModifyTransitGatewayPrefixListReference = operation<
  ModifyTransitGatewayPrefixListReferenceRequest,
  ModifyTransitGatewayPrefixListReferenceResult
>('ModifyTransitGatewayPrefixListReference', (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const { prefixListId } = findPrefixListReference(table, input.PrefixListId)
  const reference = { prefixListId, ...readTransitTarget(ctx, table, input) }
  const changed = {
    ...table,
    prefixLists: table.prefixLists.map((each) =>
      each.prefixListId === prefixListId ? reference : each,
    ),
  }
  ctx.db.put(transitGatewayRouteTables, changed)
  return {
    TransitGatewayPrefixListReference: {
      ...toPrefixListReference(ctx, changed, reference),
      State: 'modifying',
    },
  }
})
