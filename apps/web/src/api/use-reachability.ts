import { routes, type ReachabilityQuestion } from '@brume/console-api'
import type { FlowDecision } from '@brume/ec2-model'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { request } from './http.ts'
import { useScope } from './scope.ts'

/** What stands between two ends is asked again this often, since rules and states change under it. */
const lookAgainMs = 2000

/** Whether one end reaches another, kept up to date; `undefined` waits. Throws `ApiFailure`. */
export function useReachability(
  question: ReachabilityQuestion | undefined,
): UseQueryResult<FlowDecision> {
  const { connection, region } = useScope()
  return useQuery({
    queryKey: [connection, region, 'reachability', question],
    queryFn: ({ signal }) =>
      request<FlowDecision>('POST', routes.reachability(connection, region), question, signal),
    enabled: question !== undefined,
    refetchInterval: lookAgainMs,
    placeholderData: (previous) => previous,
    retry: false,
  })
}
