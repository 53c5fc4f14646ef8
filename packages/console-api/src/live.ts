/**
 * Live lists. One WebSocket a tab at `/live`. The browser names the feeds that it shows; the BFF has one watcher per
 * connection, Region and feed, shared by all tabs, and sends a snapshot (in parts) and then patches.
 */
export type FeedName =
  | 'instances'
  | 'instance-status'
  | 'images'
  | 'volumes'
  | 'snapshots'
  | 'key-pairs'
  | 'security-groups'
  | 'vpcs'
  | 'subnets'
  | 'network-interfaces'
  | 'addresses'

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

export type LiveNotice =
  /** First of a snapshot: the browser empties its copy. `total` is known when `done` comes. */
  | { readonly type: 'reset'; readonly id: number }
  /** `upserts` are items as the operation returns them (dates as ISO strings), keyed by the feed's id member. */
  | {
      readonly type: 'patch'
      readonly id: number
      readonly upserts: readonly unknown[]
      readonly deletes: readonly string[]
    }
  /** The snapshot is complete, or the feed is healthy again. `at`: ISO time of the look. */
  | { readonly type: 'ready'; readonly id: number; readonly at: string }
  | { readonly type: 'error'; readonly id: number; readonly error: import('./errors.ts').ApiError }
