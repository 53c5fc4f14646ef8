import type { FeedItem } from '@brume/console-api'

/** An instance as the live list carries it. */
export type Instance = FeedItem<'instances'>
