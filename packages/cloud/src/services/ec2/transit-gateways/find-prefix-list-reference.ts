import { AwsError } from '../../../errors.ts'
import type {
  TransitGatewayPrefixListRoute,
  TransitGatewayRouteTableRecord,
} from './transit-gateway-route-table.ts'

export function findPrefixListReference(
  table: TransitGatewayRouteTableRecord,
  prefixListId: string | undefined,
): TransitGatewayPrefixListRoute {
  const found = table.prefixLists.find((each) => each.prefixListId === prefixListId)
  if (found) return found
  throw new AwsError(
    'InvalidPrefixListReference.NotFound',
    `Prefix list ${prefixListId} is not referenced in ${table.id}.`,
  )
}
