import { routes, type FlowLogRecords } from '@brume/console-api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { request } from './http.ts'
import { useScope } from './scope.ts'

const lookAgainMs = 2000

/** The newest records of a flow log of the embedded cloud, kept up to date; `undefined` waits. Throws `ApiFailure`. */
export function useFlowLogRecords(flowLogId: string | undefined): UseQueryResult<FlowLogRecords> {
  const { connection, region } = useScope()
  return useQuery({
    queryKey: [connection, region, 'flow-log-records', flowLogId],
    queryFn: ({ signal }) =>
      request<FlowLogRecords>(
        'GET',
        routes.flowLogRecords(connection, region, flowLogId ?? ''),
        undefined,
        signal,
      ),
    enabled: flowLogId !== undefined,
    refetchInterval: lookAgainMs,
    retry: false,
  })
}
