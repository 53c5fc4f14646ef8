import { routes, type ClockCommand, type CloudClock } from '@brume/console-api'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useConnection } from './bootstrap.ts'
import { request } from './http.ts'

/** How often the clock is compared: somebody else may wind it. */
const compareEveryMs = 15_000
/** While it is wound, to show how far it is. */
const watchEveryMs = 400

const keyOf = (connection: string): readonly unknown[] => ['clock', connection]

/** The account's clock; asked for on the embedded cloud alone. */
export function useClock(): UseQueryResult<CloudClock> {
  const { id, kind, locked } = useConnection()
  return useQuery({
    queryKey: keyOf(id),
    queryFn: () => request<CloudClock>('GET', routes.cloud(id, 'clock')),
    enabled: kind === 'embedded' && !locked,
    refetchInterval: ({ state }) => (state.data?.advancing ? watchEveryMs : compareEveryMs),
    refetchOnWindowFocus: 'always',
  })
}

/** Sets or winds the clock; answered at once, how far it is shows `useClock`. */
export function useSetClock(): UseMutationResult<CloudClock, Error, ClockCommand> {
  const { id } = useConnection()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (command: ClockCommand) =>
      request<CloudClock>('POST', routes.cloud(id, 'clock'), command),
    onSuccess: (clock) => client.setQueryData(keyOf(id), clock),
  })
}

/** What hangs on the time and not on records: to be asked for anew after a winding. */
export function refreshTimed(client: QueryClient, connection: string): void {
  void client.invalidateQueries({
    predicate: ({ queryKey: [where, , service] }) =>
      where === connection && service === 'cloudwatch',
  })
}
