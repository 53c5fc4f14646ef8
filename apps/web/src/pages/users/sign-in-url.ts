import { useConnection, useOperation } from '../../api/index.ts'

/** Where the users of this account sign in to the console. */
export function useSignInUrl(): string {
  const { id, kind } = useConnection()
  const { data: aliases } = useOperation('iam', 'ListAccountAliases', {})
  const { data: identity } = useOperation('sts', 'GetCallerIdentity', {}, { staleMs: Infinity })
  if (kind === 'embedded') return `${location.origin}/${id}`
  const account = aliases?.AccountAliases?.[0] ?? identity?.Account ?? ''
  return `https://${account}.signin.aws.amazon.com/console`
}
