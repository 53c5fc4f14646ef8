import type { Output } from '@brume/console-api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useConnection } from './bootstrap.ts'
import { callIn, queryKey } from './call.ts'
import { collectPages } from './collect-pages.ts'
import { useScope } from './scope.ts'

export type ManagedNode = NonNullable<
  Output<'ssm', 'DescribeInstanceInformation'>['InstanceInformationList']
>[number]

/** An agent registers by itself some seconds after its instance has booted or got a role. AWS is asked less often. */
const lookEveryMs = { embedded: 3_000, aws: 15_000 }

/** Every instance whose agent Systems Manager knows, whether it answers now or not. */
export function useManagedNodes(): UseQueryResult<readonly ManagedNode[]> {
  const scope = useScope()
  const { kind } = useConnection()
  return useQuery({
    queryKey: [...queryKey(scope, 'ssm', 'DescribeInstanceInformation'), 'all'],
    queryFn: async ({ signal }) => {
      const pages = await collectPages((page) =>
        callIn(scope, 'ssm', 'DescribeInstanceInformation', { MaxResults: 50, ...page }, signal),
      )
      return pages.flatMap(({ InstanceInformationList = [] }) => InstanceInformationList)
    },
    refetchInterval: lookEveryMs[kind],
  })
}
