import type { CreateAccountAliasCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { accountAliases, checkAlias } from './account-alias.ts'

/** An account has one alias: a new one takes the place of the old. */
export const CreateAccountAlias = operation<CreateAccountAliasCommandInput, object>(
  'CreateAccountAlias',
  (ctx, { AccountAlias = '' }) => {
    checkAlias(AccountAlias)
    for (const { id } of [...ctx.db.all(accountAliases)]) ctx.db.delete(accountAliases, id)
    ctx.db.put(accountAliases, { id: AccountAlias })
    return {}
  },
)
