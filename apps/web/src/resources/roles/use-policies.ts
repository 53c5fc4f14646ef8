import type { Output } from '@brume/console-api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { callIn, queryKey, useScope, type Scope } from '../../api/index.ts'

export type Policy = NonNullable<Output<'iam', 'ListPolicies'>['Policies']>[number]

async function loadPolicies(scope: Scope, signal: AbortSignal): Promise<readonly Policy[]> {
  const policies: Policy[] = []
  let marker: string | undefined
  do {
    const page: Output<'iam', 'ListPolicies'> = await callIn(
      scope,
      'iam',
      'ListPolicies',
      { MaxItems: 1000, ...(marker !== undefined && { Marker: marker }) },
      signal,
    )
    policies.push(...(page.Policies ?? []))
    marker = page.IsTruncated ? page.Marker : undefined
  } while (marker !== undefined)
  return policies
}

/** Every policy that can be attached: AWS's, and the account's own. */
export function usePolicies(): UseQueryResult<readonly Policy[]> {
  const scope = useScope()
  return useQuery({
    queryKey: [...queryKey(scope, 'iam', 'ListPolicies'), 'all'],
    queryFn: ({ signal }) => loadPolicies(scope, signal),
    staleTime: 60_000,
  })
}
