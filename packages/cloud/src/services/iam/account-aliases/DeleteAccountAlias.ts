import type { DeleteAccountAliasCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { accountAliases } from './account-alias.ts'

/** Takes the account's alias away. */
export const DeleteAccountAlias = operation<DeleteAccountAliasCommandInput, object>(
  'DeleteAccountAlias',
  (ctx, { AccountAlias = '' }) => {
    if (!ctx.db.get(accountAliases, AccountAlias)) {
      throw noSuchEntity(`The account alias ${AccountAlias} cannot be found.`)
    }
    ctx.db.delete(accountAliases, AccountAlias)
    return {}
  },
)
