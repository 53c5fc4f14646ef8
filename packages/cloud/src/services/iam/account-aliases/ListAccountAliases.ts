import type {
  ListAccountAliasesCommandInput,
  ListAccountAliasesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { accountAliases } from './account-alias.ts'

/** The account's alias. */
export const ListAccountAliases = operation<
  ListAccountAliasesCommandInput,
  Omit<ListAccountAliasesCommandOutput, '$metadata'>
>('ListAccountAliases', (ctx, input) => {
  const { items, ...page } = pageOf(ctx.db.all(accountAliases), input)
  return { AccountAliases: items.map(({ id }) => id), ...page }
})
