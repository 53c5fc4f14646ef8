import { routes, type OnDemandPrices } from '@brume/console-api'
import { useQuery } from '@tanstack/react-query'
import { request } from './http.ts'
import { useScope } from './scope.ts'

/** On-Demand prices of the Region; undefined until they have come. */
export function usePrices(): OnDemandPrices | undefined {
  const { connection, region } = useScope()
  const { data } = useQuery({
    queryKey: ['prices', connection, region],
    queryFn: ({ signal }) =>
      request<OnDemandPrices>('GET', routes.prices(connection, region), undefined, signal),
    staleTime: Infinity,
  })
  return data
}
