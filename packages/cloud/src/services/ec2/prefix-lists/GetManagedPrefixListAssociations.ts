import type {
  GetManagedPrefixListAssociationsRequest,
  GetManagedPrefixListAssociationsResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { paginate } from '../paging.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { transitGatewayRouteTables } from '../transit-gateways/transit-gateway-route-table.ts'
import { securityGroupRules } from '../security-groups/security-group.ts'
import { findOwnPrefixList } from './prefix-list.ts'

/** The security groups whose rules name the list. */
export const GetManagedPrefixListAssociations = operation<
  GetManagedPrefixListAssociationsRequest,
  GetManagedPrefixListAssociationsResult
>('GetManagedPrefixListAssociations', (ctx, input) => {
  const { id } = findOwnPrefixList(ctx, input.PrefixListId)
  const { items, nextToken } = paginate(
    ctx,
    'GetManagedPrefixListAssociations',
    associationsOf(ctx, id),
    input,
    { keyOf: (resourceId) => resourceId, min: 5, max: 255 },
  )
  return {
    PrefixListAssociations: items.map((ResourceId) => ({
      ResourceId,
      ResourceOwner: ctx.account,
    })),
    NextToken: nextToken,
  }
})

/** What names the list: security groups in their rules, route tables of VPCs and of transit gateways. */
export function associationsOf({ db }: Context, id: string): readonly string[] {
  const groups = db
    .all(securityGroupRules)
    .filter(({ peer }) => peer.kind === 'prefix-list' && peer.prefixListId === id)
    .map(({ groupId }) => groupId)
  const tables = db
    .all(routeTables)
    .filter(({ routes }) => routes.some((route) => route.destinationPrefixListId === id))
  const transitTables = db
    .all(transitGatewayRouteTables)
    .filter(({ prefixLists }) => prefixLists.some(({ prefixListId }) => prefixListId === id))
  return [...new Set(groups), ...[...tables, ...transitTables].map((table) => table.id)]
}
