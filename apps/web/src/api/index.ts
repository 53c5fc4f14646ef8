/** All that pages use of the server. */
export { useBootstrap, useConnection, useIsReadOnly } from './bootstrap.ts'
export { knownActivity, noteActivity, subscribeActivity } from './activity-store.ts'
export { collectPages } from './collect-pages.ts'
export { callIn, queryKey, useCall, useCallAt, useOperation, useTask, type Call } from './call.ts'
export { ApiFailure, asApiError } from './failure.ts'
export type { FeedStatus, FeedView } from './live-store.ts'
export { mergeFeeds, type FeedsView, type PlaceFailure } from './merge-feeds.ts'
export { groupByPlace, placeItem, placeKey, placeOf, type Placed } from './place.ts'
export { request } from './http.ts'
export { pathIn, ScopeContext, useScope, useScopedPath, type Scope } from './scope.ts'
export { useManagedNodes, type ManagedNode } from './use-managed-nodes.ts'
export { useClock, useSetClock } from './use-clock.ts'
export { useCosts } from './use-costs.ts'
export { usePrices } from './use-prices.ts'
export { useFeed, useLinkState } from './use-feed.ts'
export { useFeeds, useFeedsOf } from './use-feeds.ts'
export {
  changeInstanceProfile,
  createSessionManagerRole,
  sessionManagerPolicyArn,
} from './session-manager-role.ts'
