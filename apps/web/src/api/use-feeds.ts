import type { FeedItem, FeedName } from '@brume/console-api'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { acquireFeed } from './live-client.ts'
import type { FeedView, LiveStore } from './live-store.ts'
import { mergeFeeds, type FeedsView } from './merge-feeds.ts'
import type { Placed } from './place.ts'
import type { Scope } from './scope.ts'

/** Places answer one by one: their answers are drawn at most this often. */
const drawEveryMs = 250

/** Several stores as one: what they tell in a burst is told once. */
class StoreGroup<T> {
  readonly #stores: readonly LiveStore<T>[]
  #views: readonly FeedView<T>[]

  constructor(stores: readonly LiveStore<T>[]) {
    this.#stores = stores
    this.#views = stores.map((store) => store.view())
  }

  views = (): readonly FeedView<T>[] => this.#views

  subscribe = (listener: () => void): (() => void) => {
    let drawnAtMs = -Infinity
    let drawing: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      drawing = undefined
      const views = this.#stores.map((store) => store.view())
      if (views.every((view, index) => view === this.#views[index])) return
      drawnAtMs = performance.now()
      this.#views = views
      listener()
    }
    const hear = () => {
      const waitMs = drawnAtMs + drawEveryMs - performance.now()
      // one store gathers its own changes already
      if (waitMs <= 0 || this.#stores.length === 1) draw()
      else drawing ??= setTimeout(draw, waitMs)
    }
    const unsubscribe = this.#stores.map((store) => store.subscribe(hear))
    draw()
    return () => {
      clearTimeout(drawing)
      for (const end of unsubscribe) end()
    }
  }
}

/** The lists that are asked for, each live for as long as the page shows them. */
function useStores<T>(asked: readonly { readonly place: Scope; readonly name: FeedName }[]) {
  const group = useMemo(() => {
    const held = asked.map(({ place, name }) => acquireFeed(place, name))
    for (const one of held) one.release() // Lingers until the effect below holds it.
    // The contract says what a feed carries; the wire does not.
    return new StoreGroup(held.map(({ store }) => store as LiveStore<T>))
  }, [asked])
  useEffect(() => {
    const held = asked.map(({ place, name }) => acquireFeed(place, name))
    return () => {
      for (const one of held) one.release()
    }
  }, [asked])
  return useSyncExternalStore(group.subscribe, group.views)
}

/** A live list over several places. Keep the array of places the same while nothing changes. */
export function useFeeds<N extends FeedName>(
  name: N,
  places: readonly Scope[],
): FeedsView<Placed<FeedItem<N>>> {
  const asked = useMemo(() => places.map((place) => ({ place, name })), [places, name])
  const views = useStores<Placed<FeedItem<N>>>(asked)
  return useMemo(() => mergeFeeds(places, views), [places, views])
}

/** Several live lists of one place, in the order of their names. Keep the array of names the same. */
export function useFeedsOf(
  place: Scope,
  names: readonly FeedName[],
): readonly FeedView<Placed<object>>[] {
  const asked = useMemo(() => names.map((name) => ({ place, name })), [place, names])
  return useStores<Placed<object>>(asked)
}
