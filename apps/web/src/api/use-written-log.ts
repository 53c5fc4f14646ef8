import { routes, type AccessLogLines, type FlowLogRecords } from '@brume/console-api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { request } from './http.ts'
import { useScope } from './scope.ts'

const lookAgainMs = 2000

/** The newest records of a flow log of the embedded cloud, kept up to date; `undefined` waits. Throws `ApiFailure`. */
export function useFlowLogRecords(flowLogId: string | undefined): UseQueryResult<FlowLogRecords> {
  return useWrittenLog(flowLogId, routes.flowLogRecords)
}

/** The newest lines of a load balancer's access log on the embedded cloud, likewise. */
export function useAccessLog(balancerArn: string | undefined): UseQueryResult<AccessLogLines> {
  return useWrittenLog(balancerArn, routes.accessLog)
}

function useWrittenLog<T>(
  id: string | undefined,
  route: (connection: string, region: string, id: string) => string,
): UseQueryResult<T> {
  const { connection, region } = useScope()
  const path = route(connection, region, id ?? '')
  return useQuery({
    queryKey: [connection, region, 'written-log', path],
    queryFn: ({ signal }) => request<T>('GET', path, undefined, signal),
    enabled: id !== undefined,
    refetchInterval: lookAgainMs,
    retry: false,
  })
}
