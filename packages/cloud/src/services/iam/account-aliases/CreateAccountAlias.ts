import type { CreateAccountAliasCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { accountAliases, checkAlias } from './account-alias.ts'

/** Gives the account its alias, in place of the one that it has. */
export const CreateAccountAlias = operation<CreateAccountAliasCommandInput, object>(
  'CreateAccountAlias',
  (ctx, { AccountAlias = '' }) => {
    checkAlias(AccountAlias)
    for (const { id } of [...ctx.db.all(accountAliases)]) ctx.db.delete(accountAliases, id)
    ctx.db.put(accountAliases, { id: AccountAlias })
    return {}
  },
)
