import { collection } from '../../../engine/collection.ts'
import { invalidInput } from '../errors.ts'

/** The account's one alias; `id` is the alias itself. */
interface AccountAliasRecord {
  readonly id: string
}

export const accountAliases = collection<AccountAliasRecord>({
  name: 'iam/account-alias',
  scope: 'account',
})

/** Throws for a name that is all digits, as an account's number is. */
export function checkAlias(alias: string): void {
  if (/^\d{12}$/.test(alias)) {
    throw invalidInput('The account alias must not be a 12 digit number.')
  }
}
