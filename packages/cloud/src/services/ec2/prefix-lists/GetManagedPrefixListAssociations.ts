import type {
  GetManagedPrefixListAssociationsRequest,
  GetManagedPrefixListAssociationsResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { paginate } from '../paging.ts'
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

/** The security groups whose rules name the list. */
export function associationsOf({ db }: Context, id: string): readonly string[] {
  const groups = db
    .all(securityGroupRules)
    .filter(({ peer }) => peer.kind === 'prefix-list' && peer.prefixListId === id)
    .map(({ groupId }) => groupId)
  return [...new Set(groups)]
}
