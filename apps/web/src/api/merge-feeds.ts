import type { ApiError } from '@brume/console-api'
import type { FeedStatus, FeedView } from './live-store.ts'
import { placeKey } from './place.ts'
import type { Scope } from './scope.ts'

/** A place that could not be looked at. */
export interface PlaceFailure {
  readonly place: Scope
  readonly error: ApiError
  /** Its rows are shown as they were when it last answered. */
  readonly stale: boolean
}

/** A list over several places. */
export interface FeedsView<T> {
  readonly status: FeedStatus
  readonly list: readonly T[]
  /** Why there is nothing to show, or nothing new, from any place. */
  readonly error?: ApiError
  /** Of several places those that failed; the rows of the others stand. */
  readonly failures: readonly PlaceFailure[]
  /** How many places have not answered yet. */
  readonly awaited: number
  readonly find: (place: Scope, id: string) => T | undefined
}

function statusOf(views: readonly FeedView<unknown>[]): FeedStatus {
  const statuses = views.map(({ status }) => status)
  if (statuses.length > 0 && statuses.every((status) => status === 'error')) return 'error'
  if (statuses.includes('loading')) return 'loading'
  return statuses.includes('reconnecting') ? 'reconnecting' : 'ready'
}

/** Puts the lists of several places together, in the order of the places. */
export function mergeFeeds<T>(
  places: readonly Scope[],
  views: readonly FeedView<T>[],
): FeedsView<T> {
  const [only, ...others] = views
  const status = statusOf(views)
  const error = status === 'error' ? only?.error : undefined
  if (only && others.length === 0) {
    const find = (_place: Scope, id: string) => only.items.get(id)
    return { status, list: only.list, failures: [], awaited: 0, find, ...(error && { error }) }
  }
  const itemsOf = new Map(
    places.map((place, index) => [placeKey(place), views[index]?.items] as const),
  )
  const find = (place: Scope, id: string) => itemsOf.get(placeKey(place))?.get(id)
  const failures = views.flatMap<PlaceFailure>((view, index) => {
    const place = places[index]
    if (!place || view.status !== 'error' || !view.error) return []
    return [{ place, error: view.error, stale: view.at !== undefined }]
  })
  return {
    status,
    list: views.flatMap(({ list }) => list),
    failures,
    awaited: views.filter((view) => view.status === 'loading').length,
    find,
    ...(error && { error }),
  }
}
