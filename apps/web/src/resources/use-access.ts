import {
  routes,
  type IamDecisions,
  type IamMode,
  type IamSettings,
  type Permissions,
} from '@brume/console-api'
import {
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useCallback } from 'react'
import { request, useConnection } from '../api/index.ts'
import { missingTexts } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

/** How soon the log is looked at again. */
const lookAgainMs = 3_000

/** What was asked of the policies of the account, the newest first, of all or of one by its ARN (`null`: of nobody); of the embedded cloud. */
export function useDecisions(principal: string | undefined | null): UseQueryResult<IamDecisions> {
  const { id, kind } = useConnection()
  const query = !principal ? '' : `?principal=${encodeURIComponent(principal)}`
  return useQuery({
    queryKey: ['iam-decisions', id, principal],
    queryFn: ({ signal }) =>
      request<IamDecisions>(
        'GET',
        `${routes.cloud(id, 'iam-decisions')}${query}`,
        undefined,
        signal,
      ),
    enabled: kind === 'embedded' && principal !== null,
    refetchInterval: lookAgainMs,
  })
}

const nothing: Permissions['never'] = {}

/**
 * Why whoever is signed in can never do something (`ec2/RunInstances`); undefined where it may be allowed. One call a page at most: what
 * hangs on a resource or a condition is learned when it is tried.
 */
export function useNever(): (call: string) => string | undefined {
  const t = useT()
  const { id, access } = useConnection()
  const asks = access?.mode === 'enforce' && access.identity?.kind !== 'root' && !!access.identity
  const { data } = useQuery({
    queryKey: ['permissions', id],
    queryFn: ({ signal }) => request<Permissions>('GET', routes.permissions(id), undefined, signal),
    enabled: asks,
    staleTime: 15_000,
    refetchInterval: 30_000,
  })
  const never = data?.never ?? nothing
  return useCallback(
    (call) => {
      const layer = never[call]
      if (layer === undefined) return undefined
      return t('denial.never', { action: call.replace('/', ':'), why: t(missingTexts[layer]) })
    },
    [never, t],
  )
}

/** Whether policies are looked at, and whether what they refuse is refused. */
export function useSetMode(): UseMutationResult<IamSettings, Error, IamMode> {
  const { id } = useConnection()
  return useMutation({
    mutationFn: (mode: IamMode) =>
      request<IamSettings>('POST', routes.cloud(id, 'iam'), { mode } satisfies IamSettings),
  })
}
