import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { PolicyWords } from './policy-words.ts'

/** What policies can name: a file of its own, fetched once when a page needs it. */
export function usePolicyWords(): UseQueryResult<PolicyWords> {
  return useQuery({
    queryKey: ['policy-words'],
    queryFn: async () => (await import('./policy-words.ts')).readPolicyWords(),
    staleTime: Infinity,
    gcTime: Infinity,
  })
}
