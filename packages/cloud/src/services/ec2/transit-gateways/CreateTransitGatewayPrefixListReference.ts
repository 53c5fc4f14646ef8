import type {
  CreateTransitGatewayPrefixListReferenceRequest,
  CreateTransitGatewayPrefixListReferenceResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findPrefixListCidrs } from '../prefix-lists/find-prefix-list-cidrs.ts'
import { toPrefixListReference } from './describe-prefix-list-reference.ts'
import { findTransitTable } from './find-transit.ts'
import { readTransitTarget } from './read-route.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'

/** Routes every block of a prefix list to an attachment, or drops it. */
export const CreateTransitGatewayPrefixListReference = operation<
  CreateTransitGatewayPrefixListReferenceRequest,
  CreateTransitGatewayPrefixListReferenceResult
>('CreateTransitGatewayPrefixListReference', (ctx, input) => {
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const { PrefixListId: prefixListId = '' } = input
  findPrefixListCidrs(ctx, prefixListId)
  const reference = { prefixListId, ...readTransitTarget(ctx, table, input) }
  if (table.prefixLists.some((each) => each.prefixListId === prefixListId)) {
    throw new AwsError(
      'InvalidPrefixListReference.Duplicate',
      `Prefix list ${prefixListId} is already referenced in ${table.id}.`,
    )
  }
  const changed = { ...table, prefixLists: [...table.prefixLists, reference] }
  ctx.db.put(transitGatewayRouteTables, changed)
  return {
    TransitGatewayPrefixListReference: {
      ...toPrefixListReference(ctx, changed, reference),
      State: 'pending',
    },
  }
})
