import { routes, type SshLines } from '@brume/console-api'
import { useQuery } from '@tanstack/react-query'
import { request } from './http.ts'
import { useScope } from './scope.ts'

/** The lines that connect to an instance by SSH, as things are now. */
export function useSshLines(instanceId: string, user: string): SshLines | undefined {
  const { connection, region } = useScope()
  const { data } = useQuery({
    queryKey: [connection, region, 'ssh', instanceId, user],
    queryFn: ({ signal }) =>
      request<SshLines>(
        'GET',
        routes.sshLines(connection, region, instanceId, user),
        undefined,
        signal,
      ),
    refetchInterval: 5000,
  })
  return data
}
