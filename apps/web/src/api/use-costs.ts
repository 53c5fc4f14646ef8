import { routes, type AccountCosts } from '@brume/console-api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useConnection } from './bootstrap.ts'
import { request } from './http.ts'

/** While something costs, its amount grows: looked at this often. */
const lookEveryMs = 10_000

/** What the account of the embedded cloud costs; never asked of an AWS account. */
export function useCosts(): UseQueryResult<AccountCosts> {
  const { id, kind } = useConnection()
  return useQuery({
    queryKey: ['costs', id],
    queryFn: ({ signal }) =>
      request<AccountCosts>('GET', routes.cloud(id, 'costs'), undefined, signal),
    enabled: kind === 'embedded',
    refetchInterval: lookEveryMs,
  })
}
