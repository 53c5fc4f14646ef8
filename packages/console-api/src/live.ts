import type { ActivityEntry } from './activity.ts'
import type { ApiError } from './errors.ts'
import type { FeedName } from './feeds.ts'
import type { PackedItems } from './packed-items.ts'

/**
 * Live lists. One WebSocket a tab at `/live`. The browser names the feeds that it shows; the BFF has one watcher per
 * connection, Region and feed, shared by all tabs, and sends a snapshot (in parts) and then patches.
 */
export type LiveCommand =
  | {
      readonly type: 'subscribe'
      /** Chosen by the browser; names the subscription in every notice. */
      readonly id: number
      readonly connection: string
      readonly region: string
      readonly feed: FeedName
    }
  | { readonly type: 'unsubscribe'; readonly id: number }
  /** Asks the watcher for an immediate look (after an own change on AWS). */
  | { readonly type: 'refresh'; readonly id: number }
  /** A person asks again after a refusal: the watcher looks at once, whatever pause it keeps. */
  | { readonly type: 'retry'; readonly id: number }

export type LiveNotice =
  /** First of a snapshot: the browser empties its copy once the first patch or `ready` comes. */
  | { readonly type: 'reset'; readonly id: number }
  /** `upserts` are the feed's items (dates as ISO strings), keyed by the feed's `idOf`; `unpackItems` reads them. */
  | {
      readonly type: 'patch'
      readonly id: number
      readonly upserts: PackedItems
      readonly deletes: readonly string[]
    }
  /** The snapshot is complete, or the feed is healthy again. `at`: ISO time of the look. */
  | { readonly type: 'ready'; readonly id: number; readonly at: string }
  /** The feed could not look; it keeps trying unless the refusal is final (read the code). What was sent stays valid. */
  | { readonly type: 'error'; readonly id: number; readonly error: ApiError }
  /** Entries of this session's activity that are new or have changed; on opening, those that are not done. */
  | { readonly type: 'activity'; readonly entries: readonly ActivityEntry[] }
