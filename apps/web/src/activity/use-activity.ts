import { routes, type ActivityEntry } from '@brume/console-api'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { knownActivity, noteActivity, request, subscribeActivity } from '../api/index.ts'
import type { CodeRequest } from '../code/index.ts'

/** What this tab knows of the session's activity, newest first; it follows every change. */
export function useKnownActivity(): readonly ActivityEntry[] {
  return useSyncExternalStore(subscribeActivity, knownActivity)
}

/** All that the server keeps of it. */
export function useActivity() {
  const entries = useKnownActivity()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['activity'],
    queryFn: ({ signal }) =>
      request<readonly ActivityEntry[]>('GET', routes.activity, undefined, signal),
    staleTime: 0,
  })
  useEffect(() => {
    if (data) noteActivity(data)
  }, [data])
  return { entries, error, isPending, refetch }
}

/** Entries as requests, in the order in which they were made; `region` is the one that goes without saying. */
export function toRequests(
  entries: readonly ActivityEntry[],
  region: string,
): readonly CodeRequest[] {
  return entries
    .toSorted((a, b) => a.id - b.id)
    .map(({ service, operation, input, made, region: own }) => ({
      service,
      operation,
      input,
      made,
      ...(own === region ? {} : { region: own }),
    }))
}
