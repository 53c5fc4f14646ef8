import type { Output } from '@brume/console-api'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { namedRegions } from '../i18n/index.ts'
import { useBootstrap, useConnection } from './bootstrap.ts'
import { callIn, queryKey, useOperation } from './call.ts'
import { asApiError } from './failure.ts'
import { retryFeeds } from './live-client.ts'
import type { PlaceFailure } from './merge-feeds.ts'
import { useScope, type Scope } from './scope.ts'

/** As they are listed everywhere: by name, then those that are newer than the names. */
function inOrder(regions: readonly string[]): readonly string[] {
  return namedRegions
    .filter((one) => regions.includes(one))
    .concat(regions.filter((one) => !namedRegions.includes(one)))
}

function namesOf(answer: Output<'ec2', 'DescribeRegions'> | undefined): readonly string[] {
  return (answer?.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? [])
}

/** The Regions that the account may use; all known ones while it has not answered. The present one is always among them. */
export function useRegions(): readonly string[] {
  const { region } = useScope()
  const { locked } = useConnection()
  const { data } = useOperation('ec2', 'DescribeRegions', locked ? undefined : {}, {
    staleMs: Infinity,
  })
  return useMemo(() => {
    const names = data ? namesOf(data) : namedRegions
    return inOrder(names.includes(region) ? names : [...names, region])
  }, [data, region])
}

export interface EnabledRegions {
  /** Every enabled Region of each connection that has answered. */
  readonly places: readonly Scope[]
  readonly failures: readonly PlaceFailure[]
  readonly awaited: number
}

/** The enabled Regions of these connections, asked for in the place given for each. Keep the array the same. */
export function useEnabledRegions(asked: readonly Scope[]): EnabledRegions {
  return useQueries({
    queries: asked.map((place) => ({
      queryKey: queryKey(place, 'ec2', 'DescribeRegions', {}),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        callIn(place, 'ec2', 'DescribeRegions', {}, signal),
      staleTime: Infinity,
    })),
    combine: (answers) => ({
      places: answers.flatMap(({ data }, index) => {
        const connection = asked[index]?.connection
        if (!data || connection === undefined) return []
        return inOrder(namesOf(data)).map((region) => ({ connection, region }))
      }),
      failures: answers.flatMap(({ error }, index) => {
        const place = asked[index]
        return error && place ? [{ place, error: asApiError(error), stale: false }] : []
      }),
      awaited: answers.filter(({ isPending }) => isPending).length,
    }),
  })
}

/** Asks again for what a place refused: its lists, and which Regions there are. */
export function useRetryPlace(): (place: Scope) => void {
  const client = useQueryClient()
  return (place) => {
    retryFeeds(place)
    void client.invalidateQueries({
      queryKey: [place.connection, place.region],
      predicate: ({ state }) => state.status === 'error',
    })
  }
}

/** The connections that this session may use, the page's own among them. */
export function useOpenConnections(): readonly string[] {
  const { connections } = useBootstrap()
  return useMemo(
    () => connections.filter(({ locked }) => !locked).map(({ id }) => id),
    [connections],
  )
}
