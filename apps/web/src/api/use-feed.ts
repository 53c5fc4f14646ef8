import type { FeedItem, FeedName } from '@brume/console-api'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { acquireFeed, linkState, subscribeLink, type LinkState } from './live-client.ts'
import type { FeedView, LiveStore } from './live-store.ts'
import type { Placed } from './place.ts'
import { useScope } from './scope.ts'

/** A live list of the page's connection and Region. It is kept up to date for as long as the page shows it. */
export function useFeed<N extends FeedName>(name: N): FeedView<Placed<FeedItem<N>>> {
  const { connection, region } = useScope()
  const store = useMemo(() => {
    const held = acquireFeed({ connection, region }, name)
    held.release() // Lingers until the effect below holds it; a render that never commits leaks nothing.
    // The contract says what a feed carries; the wire does not.
    return held.store as LiveStore<Placed<FeedItem<N>>>
  }, [connection, region, name])
  useEffect(() => {
    const held = acquireFeed({ connection, region }, name)
    return () => held.release()
  }, [connection, region, name])
  return useSyncExternalStore(store.subscribe, store.view)
}

export function useLinkState(): LinkState {
  return useSyncExternalStore(subscribeLink, linkState)
}
